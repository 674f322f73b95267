#!/bin/sh
# The measures of a build, $1, as one table at the end: what, how much, and how much is allowed,
# by tests/bench/bars.tsv. Ratios and instructions, never seconds, but for what people wait for.
# Fails if anything is missed, or was not measured. With more words, only those parts, of
# keys data save pdf merge live phones sizes; without, all but sizes, which takes an hour.
set -eu
build=$1
shift
parts=${*:-keys data save pdf merge live phones}
rows=$build/bench-rows
: >"$rows"
for part in $parts; do
    began=$(date +%s)
    printf 'measuring: %s… ' "$part" >&2
    printf '# %s\n' "$part" >>"$rows"
    "tests/bench-$part.sh" "$build" >>"$rows" ||
        printf 'tests/bench-%s.sh came to its end\t0\t1\n' "$part" >>"$rows"
    echo "$(($(date +%s) - began)) s" >&2
done
awk -F '\t' -f tests/bench/table.awk tests/bench/bars.tsv "$rows"
