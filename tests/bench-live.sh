#!/bin/sh
# What a room costs, with the programs of a build, $1: carrying an edit from one laptop to
# another, in instructions (the difference of 101 and 1, by 100) and in bytes of MQTT, and
# what a latecomer takes to have what is there, and how long it is from Enter at one laptop
# to the other one's screen, through a real mosquitto. Rows for tests/bench.sh.
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
printf 'one edit to another laptop, among 10 notes, instructions\t%d\t-\n' "$few"
printf 'one edit to another laptop, among 10,000 notes, instructions\t%d\t-\n' "$many"
awk "BEGIN { printf \"10,000 notes against 10, times the instructions\t%.2f\t1.50\n\",
     $many / $few }"
printf 'one edit on the wire, bytes of MQTT\t%d\t-\n' "$("$build/live_edit" 10 100)"
measures=$build/room-speed
rm -f "$measures"
ROUNDTABLE_PROGRAM="$build/roundtable" ROUNDTABLE_MEASURES="$measures" \
    ROUNDTABLE_ROOM_SPEED=200 "$build/roundtable-tests" --filter 'room_speed/*' >&2
cat "$measures"
"$build/live_load" notes=5000 catch-up
"$build/live_load" notes=50000 catch-up
