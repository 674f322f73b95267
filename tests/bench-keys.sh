#!/bin/sh
# What somebody waits for at a terminal of 24 by 80, with the programs of a build, $1: the
# first picture, a move of the selection and a letter, in instructions; what is held in memory
# then, and what a move sends. nano does the same with as many lines, where it is installed.
# Rows for tests/bench.sh.
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_STATE_HOME="$folder/state" TERM=xterm-256color COLORFGBG='15;0' LANG=C.UTF-8
export ROUNDTABLE_DATA="${ROUNDTABLE_DATA:-$PWD}"
mkdir "$folder/state"

row() {
    printf '%s\t%s\t%s\n' "$1" "$2" "$3"
}

measure() {
    python3 tests/bench/keys.py "$@"
}

# A session of $1 notes by one hand; as many lines for nano.
make_session() {
    mkdir "$folder/$1"
    "$build/make_tables" "$folder/$1" 1 "$1" 1
    mv "$folder/$1"/*.json "$folder/$1/session.json" # alone, or those beside are looked at
    seq "$1" | sed 's/$/ what stands in the way of it/' >"$folder/$1.txt"
}

right='\x1b[C '
moves='\x1b[B \x1b[A'
for notes in 10 200 10000 100000; do
    make_session $notes
done
"$build/roundtable" new "$folder/empty.json" >/dev/null

row 'opened without a note and left, instructions' \
    "$(measure open "$build/roundtable" "$folder/empty.json")" 4000000
row 'opened with 200 notes' "$(measure open "$build/roundtable" "$folder/200/session.json")" 7000000
row 'opened with 10,000 notes' \
    "$(measure open "$build/roundtable" "$folder/10000/session.json")" 100000000
row 'most memory by then, with 200 notes, in KB' \
    "$(measure memory "$build/roundtable" "$folder/200/session.json")" 8192
few=$(measure keys "$build/roundtable" "$folder/200/session.json" "$right" "$moves")
row 'a move among 200 notes, instructions' "$few" 200000
many=$(measure keys "$build/roundtable" "$folder/100000/session.json" "$right" "$moves")
row '  among 100,000 notes against 200, times the instructions' \
    "$(awk "BEGIN { printf \"%.2f\", $many / $few }")" 1.50
row '  bytes sent' \
    "$(measure bytes "$build/roundtable" "$folder/200/session.json" "$right" "$moves")" 300
export LEAVE='\x15 \x1b q' # the box is emptied first, so that no draft is there the next time
few=$(measure keys "$build/roundtable" "$folder/10/session.json" "$right a" xy)
row 'a letter typed among 200 notes, instructions' \
    "$(measure keys "$build/roundtable" "$folder/200/session.json" "$right a" xy)" 200000
many=$(measure keys "$build/roundtable" "$folder/100000/session.json" "$right a" xy)
row '  among 100,000 notes against 10, times the instructions' \
    "$(awk "BEGIN { printf \"%.2f\", $many / $few }")" 1.50
export LEAVE=q
row '  bytes and wake-ups in 5 seconds without a key' \
    "$(measure idle "$build/roundtable" "$folder/200/session.json")" 0

list() { # KEY, WHAT
    row "$2 of 10,000 notes opened and closed again, instructions a key" \
        "$(measure keys "$build/roundtable" "$folder/10000/session.json" '' "$1 \x1b")" 3000000
}
list f 'what to show only'
list w 'what is missing'
list C 'promises'
list r 'what became of an entry'
row 'a letter searched for among 10,000 notes, three in ten keys, instructions a key' \
    "$(measure keys "$build/roundtable" "$folder/10000/session.json" '' \
        '/ e \x1b / o \x1b / a \x1b \x1b[B')" -
if ! command -v nano >/dev/null; then
    row 'nano is not installed: nothing to compare keys with' - -
    exit
fi
ours=$(measure time "$build/roundtable" "$folder/200/session.json" "$right" "$moves")
export LEAVE='\x15 \x1b q'
letter=$(measure time "$build/roundtable" "$folder/200/session.json" "$right a" xy)
export LEAVE=q
opened=$(measure opened "$build/roundtable" "$folder/100000/session.json")
export LEAVE='\x18'
nano=$(measure opened nano "$folder/100000/session.json")
row "100,000 notes opened and left against nano on that file, times (nano: $nano ms)" \
    "$(awk "BEGIN { printf \"%.2f\", $opened / $nano }")" 2.00
row '  nano opened with 200 lines, instructions' "$(measure open nano "$folder/200.txt")" -
row '  nano with 10,000 lines' "$(measure open nano "$folder/10000.txt")" -
row '  a move in nano' "$(measure keys nano "$folder/200.txt" '' "$moves")" -
nano=$(measure time nano "$folder/200.txt" '' "$moves")
row "  a move against one in nano, times the time (nano: $nano us)" \
    "$(awk "BEGIN { printf \"%.2f\", $ours / $nano }")" 2.00
export LEAVE='\x18 n' # asks whether to save
nano=$(measure time nano "$folder/200.txt" '' xy)
row "  a letter against one in nano, times the time (nano: $nano us)" \
    "$(awk "BEGIN { printf \"%.2f\", $letter / $nano }")" 2.00
