#!/bin/sh
# What somebody waits for at a terminal of 24 by 80, with the programs of a build, $1: the
# first picture, a move of the selection, a letter, a search and lists, in instructions, among
# few notes and among many; what is held in memory then, and what a move sends. nano does the
# same with as many lines, where it is installed. Rows for tests/bench.sh.
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" TERM=xterm-256color
export COLORFGBG='15;0' LANG=C.UTF-8 ROUNDTABLE_DATA="${ROUNDTABLE_DATA:-$PWD}"
mkdir "$folder/state" "$folder/config"

row() {
    printf '%s\t%s\n' "$1" "$2"
}

divide() {
    awk "BEGIN { printf \"%.2f\", $1 / $2 }"
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

# A move among $1 notes, a letter, a search of three letters in ten keys, and lists that are
# opened and closed again: the instructions of a key, a line each.
keys_among() {
    measure keys "$build/roundtable" "$folder/$1/session.json" \
        "$right" "$moves" '' 'a' xy '\x15 \x1b' \
        '' '/ e \x1b / o \x1b / a \x1b \x1b[B' '' \
        '' 'f \x1b' '' '' 'w \x1b' '' '' 'C \x1b' '' '' 'r \x1b' ''
}

keys() {
    cat <<END
a move
a letter typed
three letters searched for
the list of what to show
the list of what is missing
the list of promises
what became of an entry
END
}

right='\x1b[C '
moves='\x1b[B \x1b[A'
for notes in 10 200 10000 100000; do
    make_session $notes
done
"$build/roundtable" new "$folder/empty.json" >/dev/null

row 'opened without a note and left, instructions' \
    "$(measure open "$build/roundtable" "$folder/empty.json")"
for notes in 200 10000; do
    row "opened with $notes notes and left, instructions" \
        "$(measure open "$build/roundtable" "$folder/$notes/session.json")"
done
row 'most memory by then, with 200 notes, KB' \
    "$(measure memory "$build/roundtable" "$folder/200/session.json")"
for notes in 10 200 100000; do
    keys_among $notes >"$folder/keys-$notes"
done
row 'a move among 200 notes, instructions' "$(sed -n 1p "$folder/keys-200")"
row 'a letter typed among 200 notes, instructions' "$(sed -n 2p "$folder/keys-200")"
keys >"$folder/names"
paste "$folder/names" "$folder/keys-10" "$folder/keys-100000" |
    awk -F '\t' '{ printf "%s: 100,000 notes against 10, times (%.2f M)\t%.2f\n",
                   $1, $3 / 1e6, $3 / $2 }'
row 'a move among 200 notes, bytes sent' \
    "$(measure bytes "$build/roundtable" "$folder/200/session.json" "$right" "$moves")"
row 'bytes and wake-ups in 5 seconds without a key' \
    "$(measure idle "$build/roundtable" "$folder/200/session.json")"
row 'wake-ups a second while the clock of a stage runs' \
    "$(measure wakes "$build/roundtable" "$folder/10/session.json" '] t')"

if ! command -v nano >/dev/null; then
    row 'nano is not installed: nothing to compare keys with' -
    exit
fi
ours=$(measure time "$build/roundtable" "$folder/200/session.json" "$right" "$moves")
export LEAVE='\x15 \x1b q'
letter=$(measure time "$build/roundtable" "$folder/200/session.json" "$right a" xy)
export LEAVE=q
opened=$(measure opened "$build/roundtable" "$folder/100000/session.json")
export LEAVE='\x18'
nano=$(measure opened nano "$folder/100000/session.json")
row "100,000 notes opened and left, times nano's time on that file (nano: $nano ms)" \
    "$(divide "$opened" "$nano")"
nano=$(measure time nano "$folder/200.txt" '' "$moves")
row "a move, times nano's time (nano: $nano us)" "$(divide "$ours" "$nano")"
row 'nano opened with 200 lines and left, instructions' "$(measure open nano "$folder/200.txt")"
row 'nano opened with 10,000 lines and left, instructions' \
    "$(measure open nano "$folder/10000.txt")"
row 'nano, most memory with 200 lines, KB' "$(measure memory nano "$folder/200.txt")"
row 'a move in nano, instructions' "$(measure keys nano "$folder/200.txt" '' "$moves" '')"
row 'a move in nano, bytes sent' "$(measure bytes nano "$folder/200.txt" '' "$moves")"
export LEAVE='\x18 n' # asks whether to save
nano=$(measure time nano "$folder/200.txt" '' xy)
row "a letter typed, times nano's time (nano: $nano us)" "$(divide "$letter" "$nano")"
