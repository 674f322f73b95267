#!/bin/sh
# What a room costs, with the programs of a build, $1: carrying an edit from one laptop to
# another, in instructions (the difference of 101 and 1, by 100) and in bytes of MQTT, and
# what a latecomer takes to have what is there, and how long it is from Enter at one laptop
# to the other one's screen, through a real mosquitto. The same of programs on one file: how
# long it is to the screens of others, and what it takes to see that one of them saved. Rows
# for tests/bench.sh.
set -eu
build=$1
PATH=$PATH:/usr/sbin

# The instructions of carrying $2 edits among $1 notes.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=carry_edits \
        "$build/live_edit" "$1" "$2" 2>&1 >/dev/null | sed -n 's/.*Collected : *//p'
}

# The instructions of carrying one edit among $1 notes.
each() {
    one=$(instructions "$1" 1)
    many=$(instructions "$1" 101)
    echo $(((many - one) / 100))
}

few=$(each 10)
many=$(each 10000)
printf 'one edit to another laptop, among 10 notes, instructions\t%d\n' "$few"
printf 'one edit to another laptop, among 10,000 notes, instructions\t%d\n' "$many"
awk "BEGIN { printf \"one edit to another laptop, 10,000 notes against 10, times the instructions\t%.2f\n\",
     $many / $few }"
printf 'one edit on the wire, bytes of MQTT\t%d\n' "$("$build/live_edit" 10 100)"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" TERM=xterm-256color
export LANG=C.UTF-8 ROUNDTABLE_DATA="${ROUNDTABLE_DATA:-$PWD}"
mkdir "$folder/state" "$folder/config"

# The instructions of seeing $2 times that another program saved the session of $1 notes.
see() {
    [ -d "$folder/$1" ] || { mkdir "$folder/$1" && "$build/make_tables" "$folder/$1" 1 "$1" 1; }
    mkdir "$folder/copy"
    cp "$folder/$1"/*.json "$folder/copy/session.json"
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=look \
        "$build/see_rewrite" "$folder/copy/session.json" "$2" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
    rm -r "$folder/copy"
}

# The same of each time but the first, when all is added up.
see_each() {
    once=$(see "$1" 1)
    more=$(see "$1" 11)
    echo $(((more - once) / 10))
}

few=$(see_each 10)
many=$(see_each 10000)
printf "another program's save seen, among 10 notes, instructions\t%d\n" "$few"
printf "another program's save seen, among 10,000 notes, instructions\t%d\n" "$many"
awk "BEGIN { printf \"another program's save seen, 10,000 notes against 10, times the instructions\t%.2f\n\",
     $many / $few }"
cp "$folder/10000"/*.json "$folder/session.json"
python3 tests/bench/beside.py "$build/roundtable" "$folder/session.json"
measures=$build/room-speed
rm -f "$measures"
ROUNDTABLE_PROGRAM="$build/roundtable" ROUNDTABLE_MEASURES="$measures" \
    ROUNDTABLE_ROOM_SPEED=200 "$build/roundtable-tests" --filter 'room_speed/*' >&2
cat "$measures"
"$build/live_load" notes=5000 catch-up
"$build/live_load" notes=50000 catch-up
