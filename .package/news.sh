#!/bin/sh
# Prints what is new, the newest first, as a text: what the manual $1 has under HISTORY, which
# is the place to write it.
set -eu
sed -n '/^\.Sh HISTORY/,/^\.Sh [^H]/p' "$1" | sed -E \
    -e '/^\.(Sh|Bl|El|\\")/d' \
    -e 's/^\.It (.*) , (.*)/\n\1, \2\n/' \
    -e 's/^\.Fl -/--/' \
    -e 's/^\.[A-Z][a-z] //' \
    -e 's/ ([.,;])$/\1/' | fmt -w 78
