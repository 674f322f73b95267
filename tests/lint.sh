#!/bin/sh
# Looks for faults in the C sources given, without running them: their layout, what
# clang-tidy finds, and what depends on what it should not. Long files and functions
# are named, to stop and look at; they are no faults.
set -u
failed=
headers=$(find core tui tests -name '*.h')

fault() {
    echo "roundtable: $1" >&2
    failed=yes
}

layout() {
    # shellcheck disable=SC2086 # no name holds a blank
    clang-format --dry-run -Werror "$@" $headers ||
        fault "the layout differs from .clang-format (above); make format puts it right"
}

tidy() {
    flags=$(make -s --no-print-directory flags) || fault "make flags failed (above)"
    # shellcheck disable=SC2086
    printf '%s\n' "$@" |
        xargs -P "$(getconf _NPROCESSORS_ONLN)" -I {} clang-tidy --quiet {} -- $flags \
            2>/dev/null ||
        fault "clang-tidy found faults (above); mend them, or say in .clang-tidy why not"
}

# The #include lines of files, as "FILE:LINE:NAME", NAME with its "" or <>.
includes() {
    sed -n -E '/^[[:space:]]*#[[:space:]]*include/{=;s/^[^"<]*(["<][^">]*[">]).*/\1/p;}' "$1" |
        sed 'N;s/\n/:/' | sed "s|^|$1:|"
}

# What the files of a folder may include of ours: folders of core, and of tui. Nothing
# of tui is for core, and nothing of a folder is for those below it.
allowed_in() {
    case $1 in
    core/base/*) echo 'base' ;;
    core/model/*) echo 'base|model' ;;
    core/store/*) echo 'base|model|store' ;;
    core/findings/*) echo 'base|model|findings' ;;
    core/export/*) echo 'base|model|store|findings|export' ;;
    core/live/*) echo 'base|model|store|live' ;;
    tui/screen/*) echo 'base|screen' ;;
    tui/views/*) echo 'base|model|store|findings|screen|views' ;;
    tui/app/*) echo 'base|model|store|findings|export|screen|views|app' ;;
    tui/*) echo 'base|model|store|findings|export|screen|views|app|commands' ;;
    esac
}

dependencies() {
    wrong=$(
        # shellcheck disable=SC2086
        for file in "$@" $headers; do
            case $file in
            core/* | tui/*) includes "$file" | grep -v -E ":<|:\"($(allowed_in "$file"))/" ;;
            esac
            case $file in
            tui/screen/terminal.c | tui/screen/terminal_keys.[ch] | tui/screen/screen.c) ;;
            *) includes "$file" | grep -E ':<(n?cursesw?(/.*)?|term|termcap|panel|form|menu)\.h>' ;;
            esac
            case $file in
            core/base/* | tests/bench/bare_cjson.c) ;;
            *) includes "$file" | grep -E ':[<"](cjson/)?cJSON(_Utils)?\.h[>"]' ;;
            esac
        done
    )
    if [ -n "$wrong" ]; then
        echo "$wrong"
        fault "these may not be included there (above): base <- model <- {store, findings}
  <- {export, live} <- tui: screen <- views <- app <- commands; curses is for
  tui/screen/terminal.c, terminal_keys.c and screen.c, cJSON for core/base"
    fi
}

lengths() {
    # shellcheck disable=SC2086
    awk 'FNR == 1 { if (NR > 1) end(); file = FILENAME; start = 0 }
         { lines = FNR }
         /^[a-z].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
         /^{$/ { start = FNR }
         /^}/ && start {
             if (FNR - start + 1 > 60)
                 print file ":" start ": note: " name "() is " FNR - start + 1 " lines long"
             start = 0
         }
         function end() {
             if (lines > 500) print file ": note: " lines " lines long"
         }
         END { end() }' "$@" $headers
}

layout "$@"
tidy "$@"
dependencies "$@"
lengths "$@"
[ -z "$failed" ] && echo "No faults in layout, clang-tidy and dependencies."
