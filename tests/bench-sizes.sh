#!/bin/sh
# What commands cost on sessions that are large in one way, with the programs of a build,
# $1: the instructions at a size and at twice that, but for those of an empty session. Time
# shall grow with the size, not with its square. Rows for tests/bench.sh; with more words,
# only those kinds of tests/bench/sizes.py.
set -eu
build=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/state"
export XDG_STATE_HOME="$folder/state"

# Those of the program on a terminal: the first screen, a key, and leaving.
on_screen() {
    printf '\033[Bq' | timeout 600 script -qec "stty rows 40 cols 120; valgrind \
        --tool=callgrind --callgrind-out-file=/dev/null --log-file='$folder/log' \
        '$build/roundtable' '$1'" /dev/null >/dev/null
    sed -n 's/.*Collected : *//p' "$folder/log"
}

# The instructions of one command on the file $2.
instructions() {
    case $1 in
    screen)
        on_screen "$2"
        return
        ;;
    check | log | missing | themes) set -- "$1" "$2" ;;
    diff) set -- diff "$2" "$2" ;;
    merge) set -- merge --dry-run -o "$folder/merged.json" "$2" ;;
    *) set -- export -f "$1" --force -o "$folder/out" "$2" ;;
    esac
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/roundtable" "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
}

python3 tests/bench/sizes.py wordings 0 "$folder/none.json"
python3 tests/bench/sizes.py | while IFS="$(printf '\t')" read -r kind size commands; do
    [ $# = 0 ] || printf '%s\n' "$@" | grep -qx "$kind" || continue
    python3 tests/bench/sizes.py "$kind" "$size" "$folder/once.json"
    python3 tests/bench/sizes.py "$kind" $((2 * size)) "$folder/twice.json"
    for command in $commands; do
        [ -s "$folder/none-$command" ] ||
            instructions "$command" "$folder/none.json" >"$folder/none-$command"
        none=$(cat "$folder/none-$command")
        once=$(instructions "$command" "$folder/once.json")
        twice=$(instructions "$command" "$folder/twice.json")
        awk "BEGIN { printf \"%s, %s at %d: %.0f and %.0f M; times\t%.2f\t2.20\n\",
            \"$kind\", \"$command\", $size, $once / 1e6, $twice / 1e6,
            ($twice - $none) / ($once - $none) }"
    done
done
