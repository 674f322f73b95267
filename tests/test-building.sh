#!/bin/sh
# Builds as packagers do, in folders of its own: with two compilers and without a warning,
# twice with the same bytes, and with flags that come from outside.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=

fault() {
    echo "roundtable: $1" >&2
    failed=yes
}

build() { # FOLDER WORD…
    mkdir -p "$folder/$1"
    cp -R Makefile core tui templates tests "$folder/$1" || exit 1
    (cd "$folder/$1" && shift && env -u MAKEFLAGS -u WERROR make -s all "$@") \
        >"$folder/said" 2>&1 || fault "make all $* failed"
    if [ -s "$folder/said" ]; then
        cat "$folder/said"
        fault "make all $* has something to say (above)"
    fi
}

each_program() {
    for program in roundtable $(find core -name main.c | sed 's|.*/\(.*\)/main.c|roundtable-\1|'); do
        "$@" "$program"
    done
}

same() {
    cmp "$folder/one/build/$1" "$folder/two/build/$1" || fault "$1 depends on its folder"
}

hardened() {
    told=$(readelf -Wds "$folder/hard/build/$1")
    for word in BIND_NOW __stack_chk_fail __.*printf_chk; do
        echo "$told" | grep -q "$word" || fault "$1 lacks $word: a flag does not reach it"
    done
}

build one
build two
each_program same
build hard CC=clang CFLAGS='-O1 -fstack-protector-strong' LDFLAGS=-Wl,-z,now \
    CPPFLAGS=-D_FORTIFY_SOURCE=2
each_program hardened
[ -z "$failed" ] && echo "Builds by gcc and clang say nothing, take flags, and do not tell their folder."
