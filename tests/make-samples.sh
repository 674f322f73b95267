#!/bin/sh
# Makes the real session files of sessions/ from the tops that were written by hand, by
# opening each with the program, $1, and leaving it again. A folder of tops is a seminar:
# its tables are merged into one file of the folder's name.
set -eu
program=$(realpath "$1")
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

open_and_leave() { # TOP FILE
    cp "$1" "$2"
    printf q | HOME=$made/home TERM=xterm-256color \
        script -qec "$program $2" /dev/null >/dev/null
}

mkdir -p sessions "$made/home"
for top in tests/tops/*.json; do
    name=$(basename "$top")
    open_and_leave "$top" "$made/$name"
    install -m 644 "$made/$name" "sessions/$name"
done
for folder in tests/tops/*/; do
    name=$(basename "$folder")
    mkdir "$made/$name"
    for top in "$folder"*.json; do
        open_and_leave "$top" "$made/$name/$(basename "$top")"
    done
    "$program" merge -o "$made/$name.json" "$made/$name"/*.json >/dev/null
    install -m 644 "$made/$name.json" "sessions/$name.json"
done
"$program" check sessions/*.json
