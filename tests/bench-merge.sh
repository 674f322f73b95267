#!/bin/sh
# What merging a seminar costs, with the programs of a build, $1. Rows for tests/bench.sh.
#
# Instructions are counted by callgrind, and hang on nothing else; where that takes too long,
# user times of one run are compared.
set -eu
build=$1
here=tests/bench
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/state"
export XDG_STATE_HOME="$folder/state"

row() {
    printf '%s\t%s\n' "$1" "$2"
}

divide() {
    awk "BEGIN { printf \"%.${3:-2}f\", $1 / $2 }"
}

# $2 files of $3 notes, in the folder $1; with $4, so many words more are in them.
make_files() {
    mkdir "$folder/$1"
    "$build/make_tables" "$folder/$1" "$2" "$3" 1 ${4:+"$4"}
}

bytes_of() {
    cat "$folder/$1"/*.json | wc -c
}

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
}

# User time in ms and most memory in bytes, into $ms and $peak.
measure() {
    # shellcheck disable=SC2046 # two numbers
    set -- $(python3 $here/measure.py "$@")
    ms=$1 peak=$2
}

merge() {
    rm -f "$folder/out.json"
    echo "$build/roundtable merge $folder/$1 -o $folder/out.json"
}

make_files 200 200 93
make_files 400 400 93
bytes=$(bytes_of 200)
# shellcheck disable=SC2046 # a command and its words
ours=$(instructions $(merge 200))
# shellcheck disable=SC2046
twice=$(instructions $(merge 400))
near_twice=$(instructions "$build/find_near" "$folder/out.json")
# shellcheck disable=SC2046
$(merge 200) >/dev/null
near=$(instructions "$build/find_near" "$folder/out.json")
bare=$(instructions "$build/bare_cjson" "$folder/200")
mkdir "$folder/401"
make_files more 401 93
mv "$folder/more/"*401.json "$folder/401/"
bare_there=$(instructions "$build/bare_cjson" "$folder/more")
# shellcheck disable=SC2046
$(merge 400) >/dev/null
bytes_there=$(wc -c <"$folder/out.json")
cp "$folder/out.json" "$folder/decided.json"
"$build/decide_themes" "$folder/decided.json" 30
added=$(instructions "$build/roundtable" merge -o "$folder/out.json" "$folder/out.json" \
    "$folder/401")
decided=$(instructions "$build/roundtable" merge -o "$folder/decided.json" \
    "$folder/decided.json" "$folder/401")
row "one file more into 400 of 42 KB, instructions a byte that is there" \
    "$(divide "$added" "$bytes_there" 1)"
row "one file more into 400 of 42 KB, times a bare cJSON parse of all" \
    "$(divide "$added" "$bare_there")"
row "the same with 30 themes decided, times the instructions without" \
    "$(divide "$decided" "$added")"
rm -r "$folder/more" "$folder/401" "$folder/decided.json"
row "200 files of 42 KB, instructions a byte" "$(divide "$ours" "$bytes" 1)"
row "200 files of 42 KB, times a bare cJSON parse" "$(divide "$ours" "$bare")"
row "400 files against 200, times the instructions" "$(divide "$twice" "$ours")"
row "read, and what recurs found, 400 files against 200, times the instructions" \
    "$(divide "$near_twice" "$near")"

for files in 2000 4000; do
    make_files $files $files 32
    rm -f "$folder/out.json"
    # shellcheck disable=SC2046
    measure 1 $(merge $files)
    eval "ms_$files=$ms"
    bytes=$(bytes_of $files)
    row "$files files of 20 KB, most memory against all bytes" "$(divide "$peak" "$bytes")"
    # shellcheck disable=SC2046
    eval "counted_$files=$(instructions $(merge $files))"
    # shellcheck disable=SC2046
    measure 1 $(merge $files)
    row "$files files again under the same name, most memory against all bytes" \
        "$(divide "$peak" "$bytes")"
    # shellcheck disable=SC2046 # themes, ms, proposals, ms, ms of a decision
    set -- $("$build/find_near" "$folder/out.json")
    eval "found_$files=$(($2 + $4)) decided_$files=$5"
done
measure 1 "$build/roundtable" themes "$folder/out.json" -o "$folder/themes.txt" --force
row "themes of 4,000 tables, user time in ms" "$ms"
# shellcheck disable=SC2154 # set by eval
row "4000 files against 2000, times the instructions" \
    "$(divide "$counted_4000" "$counted_2000")"
# shellcheck disable=SC2154
row "4000 files against 2000, times the user time" "$(divide "$ms_4000" "$ms_2000")"
# shellcheck disable=SC2154
row "what recurs found, 4,000 tables against 2,000, times the user time" \
    "$(divide "$found_4000" "$found_2000")"
# shellcheck disable=SC2154
row "what recurs found at 2,000 tables, user time in ms" "$found_2000"
# shellcheck disable=SC2154
row "what recurs after one decision at 2,000 tables, user time in ms" "$decided_2000"
rm -r "$folder/2000" "$folder/4000"

# What recurs at few tables, and where hardly two notes are the same.
make_files 250 250 32
# shellcheck disable=SC2046
$(merge 250) >/dev/null
# shellcheck disable=SC2046
set -- $("$build/find_near" "$folder/out.json")
row "what recurs after one decision at 250 tables, user time in ms" "$5"
make_files unlike 2000 32 3000
# shellcheck disable=SC2046
$(merge unlike) >/dev/null
# shellcheck disable=SC2046
set -- $("$build/find_near" "$folder/out.json")
row "what recurs in 64,000 notes that differ, user time in ms" "$(($2 + $4))"
row "what recurs in 64,000 notes that differ, after one decision, user time in ms" "$5"
rm -r "$folder/250" "$folder/unlike"

make_files large 2000 93
bytes=$(bytes_of large)
# shellcheck disable=SC2046
measure 1 $(merge large)
ours=$ms
row "2,000 files of 42 KB, most memory against all bytes" "$(divide "$peak" "$bytes")"
measure 3 "$build/bare_cjson" "$folder/large"
row "2,000 files of 42 KB, times a bare cJSON parse, user time" "$(divide "$ours" "$ms")"
measure 1 python3 $here/merge.py "$folder/large" "$folder/py.json"
row "2,000 files of 42 KB, times a merge in ten lines of Python, user time" \
    "$(divide "$ours" "$ms")"
measure 1 sh -c "jq -c '.edits[]' '$folder'/large/*.json | LC_ALL=C sort -u >'$folder/jq'"
row "2,000 files of 42 KB, times jq and sort -u, user time" "$(divide "$ours" "$ms")"
rm -r "$folder/large" "$folder/py.json" "$folder/jq"

make_files most 10000 32
bytes=$(bytes_of most)
# shellcheck disable=SC2046
measure 1 $(merge most)
row "10,000 tables of 32 notes, most memory against all bytes" "$(divide "$peak" "$bytes")"
row "10,000 tables of 32 notes, user time in ms" "$ms"
