#!/bin/sh
# Puts the keys that the program, $1, goes by between the marks in man/roundtable.1.
set -eu
program=$1
page=man/roundtable.1
new=$(mktemp)
trap 'rm -f "$new"' EXIT
{
    sed '/^\.\\" keys begin$/q' "$page"
    "$program" keys --mdoc
    sed -n '/^\.\\" keys end$/,$p' "$page"
} >"$new"
cat "$new" >"$page"
