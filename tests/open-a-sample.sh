#!/bin/sh
# Opens a copy of the worked sample with the program, $1, where sessions are kept, so
# that what is tried and exported is still there afterwards; without a terminal, prints
# the plain summary instead and leaves nothing.
set -eu
sample=sessions/write-up.json
if ! [ -t 0 ] || ! [ -t 1 ]; then
    "$1" "$sample" | cat
    exit 0
fi
mkdir -p -m 700 "$HOME/roundtable"
copy=$HOME/roundtable/worked-sample.json
number=2
while [ -e "$copy" ]; do
    copy=$HOME/roundtable/worked-sample-$number.json
    number=$((number + 1))
done
cp "$sample" "$copy"
chmod 600 "$copy"
ROUNDTABLE_DATA=$PWD "$1" "$copy"
echo "Your copy is kept: $copy"
