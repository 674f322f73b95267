#!/bin/sh
# Looks for faults in the C sources given, without running them: their layout, what
# clang-tidy finds, what depends on what it should not, functions that nobody should call
# and such as nobody calls. Long files and functions are named, to stop and look at; they
# are no faults.
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
    core/foreign/*) echo 'base|model|foreign' ;;
    core/live/*) echo 'base|model|store|live' ;;
    tui/screen/*) echo 'base|screen' ;;
    tui/views/*) echo 'base|model|store|findings|screen|views' ;;
    tui/app/*) echo 'base|model|store|findings|export|screen|views|app' ;;
    tui/*) echo 'base|model|store|findings|foreign|export|screen|views|app|commands' ;;
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
            tui/screen/terminal.c | tui/screen/terminal_keys.[ch]) ;;
            tui/screen/screen.c | tui/screen/canvas.c | tui/screen/spans.c | tui/screen/magnified.c | \
                tui/screen/sequences.c) ;;
            tests/test_spans.c) ;; # which draws beside the library that it begins
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
        fault "these may not be included there (above): base <- model <- {store, findings, foreign}
  <- {export, live} <- tui: screen <- views <- app <- commands; curses is for
  tui/screen/terminal.c, terminal_keys.c, screen.c, canvas.c, spans.c, magnified.c and
  sequences.c, cJSON for core/base"
    fi
}

# What is never called: it writes past the end of what it writes to, keeps what it was
# given in a place of its own, or does not say that it failed.
unsafe() {
    # shellcheck disable=SC2086
    if grep -nHE "(^|[^[:alnum:]_])(st[pr]n?cpy|strn?cat|strtok|v?sprintf|gets|ato(f|i|l|ll)|\
alloca|mktemp|tmpnam|tempnam|s?rand|gmtime|localtime|ctime|asctime|system|bcopy|bzero|usleep|\
vfork) ?\(" \
        "$@" $headers | grep -vE '^[^:]*:[0-9]+: *(/\*|\*|")'; then
        fault "these functions are not for us (above): snprintf, memcpy, struct str, strtol and
  strtok_r do the same and know how much room there is, and where they stopped"
    fi
}

# The functions that a header offers and nobody takes: they are static, or go.
offered_in_vain() {
    alone=$(
        # shellcheck disable=SC2086
        awk 'FNR == 1 { header = FILENAME ~ /^(core|tui).*\.h$/ }
             /^ *(\/\*|\*([ \/]|$))/ { next }
             { at = 1
               while (match(substr($0, at), /[a-z][a-z0-9_]*/)) {
                   word = substr($0, at + RSTART - 1, RLENGTH)
                   at += RSTART - 1 + RLENGTH
                   if (last[word] != FILENAME) { last[word] = FILENAME; files[word]++ }
                   if (header && $0 ~ /^[a-z]/ && substr($0, at, 1) == "(" && !(word in home))
                       home[word] = FILENAME
               }
             }
             END { for (word in home) if (files[word] < 3) print home[word] ": " word "()" }' \
            "$@" $headers | sort
    )
    if [ -n "$alone" ]; then
        echo "$alone"
        fault "no other file uses these (above): make them static, or take them out"
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
unsafe "$@"
offered_in_vain "$@"
lengths "$@"
[ -z "$failed" ] && echo "No faults in layout, clang-tidy, dependencies and what is called."
