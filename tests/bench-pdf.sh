#!/bin/sh
# What 2,000 notes as PDF cost, against the same words set and drawn by pango and cairo
# alone, and what memory more pages take, with the programs of a build, $1. Rows for
# tests/bench.sh.
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

row() {
    printf '%s\t%s\n' "$1" "$2"
}

instructions() { # INPUT COMMAND
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$2" <"$1" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
}

make_notes() { # NUMBER
    mkdir "$folder/$1"
    "$build/make_tables" "$folder/$1" 1 "$1" 1
    mv "$folder/$1"/*.json "$folder/$1.json"
    "$build/roundtable" export -f json "$folder/$1.json" |
        sed -n 's/.*"text": "\(.*\)".*/\1/p' >"$folder/$1.txt"
}

peak() { # NUMBER: the most memory in KiB
    python3 -c '
import resource, subprocess, sys
subprocess.run([sys.argv[1]], stdin=open(sys.argv[2]), stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' \
        "$build/roundtable-pdf" "$folder/$1.json"
}

pages() { # NUMBER
    "$build/roundtable-pdf" <"$folder/$1.json" | pdfinfo - | sed -n 's/^Pages: *//p'
}

for number in 500 2000 5000; do
    make_notes $number
done
bare=$(instructions "$folder/2000.txt" "$build/bare_pango")
ours=$(instructions "$folder/2000.json" "$build/roundtable-pdf")
few=$(peak 500)
many=$(peak 5000)
more_pages=$(($(pages 5000) - $(pages 500)))
row 'pango and cairo alone, 2,000 notes, instructions' "$bare"
row '2,000 notes to PDF, times pango and cairo alone' \
    "$(awk "BEGIN { printf \"%.2f\", $ours / $bare }")"
row '500 notes to PDF, memory in KiB' "$few"
row 'each page more, memory in KiB' $(((many - few) / more_pages))

mkdir "$folder/tables" "$folder/state"
"$build/make_tables" "$folder/tables" 2000 32 1
XDG_STATE_HOME="$folder/state" "$build/roundtable" merge "$folder/tables" \
    -o "$folder/tables.json" >/dev/null
row '2,000 tables of 32 notes to PDF, memory in MiB' $(($(peak tables) / 1024))
