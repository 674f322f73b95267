#!/bin/sh
# Every measure of a build, $1, as one table: what, how much, and how much is allowed.
# Ratios and instructions, never seconds, but for what people wait for. Fails if anything is missed.
set -eu
{
    tests/bench-keys.sh "$1" || printf 'tests/bench-keys.sh failed\t1\t0\n'
    tests/bench-data.sh "$1" || printf 'tests/bench-data.sh failed\t1\t0\n'
    tests/bench-save.sh "$1" || printf 'tests/bench-save.sh failed\t1\t0\n'
    tests/bench-pdf.sh "$1" || printf 'tests/bench-pdf.sh failed\t1\t0\n'
    tests/bench-merge.sh "$1" || printf 'tests/bench-merge.sh failed\t1\t0\n'
    tests/bench-live.sh "$1" || printf 'tests/bench-live.sh failed\t1\t0\n'
    tests/bench-phones.sh "$1" || printf 'tests/bench-phones.sh failed\t1\t0\n'
    tests/bench-sizes.sh "$1" || printf 'tests/bench-sizes.sh failed\t1\t0\n'
} | awk -F '\t' '
    BEGIN { printf "%-60s %12s %8s\n", "what", "measured", "at most" }
    { bad = $3 != "-" && $2 + 0 > $3 + 0
      printf "%-60s %12s %8s%s\n", $1, $2, $3, bad ? "  missed" : ""
      fflush()
      missed = missed || bad }
    END {
        print ""
        print "Instructions are counted by callgrind, and hang on nothing else. Memory is the most"
        print "a program held at once, against the bytes of the files it read. User times are"
        print "those of two commands in turn; other work on the machine blurs them. What another"
        print "program does stands beside it to compare, and is nothing to reach."
        exit missed
    }'
