#!/bin/sh
# Makes the real session files of sessions/ from the tops that were written by hand, by
# opening each with the program, $1, and leaving it again.
set -eu
program=$(realpath "$1")
mkdir -p sessions
for top in tests/tops/*.json; do
    folder=$(mktemp -d)
    cp "$top" "$folder/session.json"
    printf q | HOME=$folder TERM=xterm-256color script -qec "$program $folder/session.json" /dev/null >/dev/null
    install -m 644 "$folder/session.json" "sessions/$(basename "$top")"
    rm -rf "$folder"
done
"$program" check sessions/*.json
