#!/bin/sh
# Opens a copy of the worked sample with the program, $1; without a terminal, prints
# its plain summary instead.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp sessions/write-up.json "$folder/write-up.json"
chmod u+w "$folder/write-up.json"
ROUNDTABLE_DATA=$PWD "$1" "$folder/write-up.json"
