#!/bin/sh
# What keeping one goal costs, in instructions, in a session of 10 notes and in one of
# 10,000, with the programs of a build, $1: the difference of 101 goals and 1, by 100.
# Rows for tests/bench.sh.
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A session of $1 notes, in goals of 10, written by hand as it were, then saved.
make_session() {
    awk -v notes="$1" 'BEGIN {
        print "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"title\":\"Bench\",\"goals\":["
        for (i = 0; i < notes / 10; i++) {
            printf "%s{\"text\":\"Goal %d\",\"barriers\":[", i ? ",\n" : "", i
            for (j = 0; j < 10; j++) printf "%s\"What stands in the way, %d\"", j ? "," : "", j
            printf "]}"
        }
        print "]}]}"
    }' >"$folder/$1.json"
    "$build/saver" "$folder/$1.json" begun 1 1 >/dev/null
}

# The instructions of keeping $2 goals in the session of $1 notes.
instructions() {
    cp "$folder/$1.json" "$folder/copy.json"
    rm -f "$folder/copy.json.journal"
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=type_goals \
        "$build/saver" "$folder/copy.json" kept "$2" 2 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
}

# The instructions of keeping one goal in the session of $1 notes.
each() {
    make_session "$1"
    one=$(instructions "$1" 1)
    many=$(instructions "$1" 101)
    echo $(((many - one) / 100))
}

few=$(each 10)
many=$(each 10000)
printf 'one goal kept among 10 notes, instructions\t%d\n' "$few"
printf 'one goal kept among 10,000 notes, instructions\t%d\n' "$many"
awk "BEGIN { printf \"one goal kept, 10,000 notes against 10, times the instructions\t%.2f\n\",
     $many / $few }"
