#!/bin/sh
# What check, opening and a workbook of 2,000 notes cost, with the programs of a build, $1,
# against a bare parse of the same bytes by cJSON, and against the library that writes
# workbooks writing the same cells. Rows for tests/bench.sh.
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/state" "$folder/notes"
export XDG_STATE_HOME="$folder/state" TERM=xterm-256color COLORFGBG='15;0' LANG=C.UTF-8
export ROUNDTABLE_DATA="${ROUNDTABLE_DATA:-$PWD}"

row() {
    printf '%s\t%s\n' "$1" "$2"
}

divide() {
    awk "BEGIN { printf \"%.2f\", $1 / $2 }"
}

instructions() { # INPUT COMMAND...
    input=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" <"$input" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
}

"$build/make_tables" "$folder/notes" 1 2000 1
"$build/make_tables" "$folder" 1 1 1
few=$(echo "$folder"/*.json)
many=$(echo "$folder"/notes/*.json)
bare=$(instructions /dev/null "$build/bare_cjson" "$folder/notes")
row 'a bare cJSON parse of 2,000 notes, instructions' "$bare"
row 'check of 2,000 notes, times a bare cJSON parse' \
    "$(divide "$(instructions /dev/null "$build/roundtable" check "$many")" "$bare")"
opened=$(python3 tests/bench/keys.py open "$build/roundtable" "$many")
begun=$(python3 tests/bench/keys.py open "$build/roundtable" "$few")
row 'opening them, less opening one note, times a bare cJSON parse' \
    "$(divide "$((opened - begun))" "$bare")"
if command -v jq >/dev/null; then
    row 'jq reading them, times a bare cJSON parse' \
        "$(divide "$(instructions /dev/null jq empty "$many")" "$bare")"
fi

"$build/roundtable-xlsx" <"$many" >"$folder/notes.xlsx"
python3 tests/bench/cells.py "$folder/notes.xlsx" >"$folder/cells"
library=$(instructions "$folder/cells" "$build/bare_xlsx" "$folder/bare.xlsx")
row 'libxlsxwriter alone, the cells of 2,000 notes, instructions' "$library"
row 'a workbook of 2,000 notes, times libxlsxwriter alone' \
    "$(divide "$(instructions "$many" "$build/roundtable-xlsx")" "$library")"
