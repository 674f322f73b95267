#!/bin/sh
# What keeping one goal costs, in instructions, in a session of 10 notes and in one of
# 10,000, with the programs of a build, $1: the difference of 101 goals and 1, by 100.
# It must not hang on how much there is: at most 1.5 times as much.
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

for notes in 10 10000; do
    make_session $notes
    one=$(instructions $notes 1)
    many=$(instructions $notes 101)
    each=$(((many - one) / 100))
    echo "One goal kept in a session of $notes notes: $each instructions"
    eval "each_$notes=$each"
done
# shellcheck disable=SC2154 # set by eval
ratio=$(awk "BEGIN { printf \"%.2f\", $each_10000 / $each_10 }")
echo "10,000 notes cost $ratio times what 10 cost; at most 1.50 is allowed"
awk "BEGIN { exit $ratio > 1.5 }"
