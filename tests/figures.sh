#!/bin/sh
# Prints the figures that the proofs noted in the file $1 as one table: what, how often,
# how often it went wrong, the seed, seconds. Status 1 if anything went wrong.
set -eu
[ -s "$1" ] || exit 0
awk -F '\t' '
    BEGIN { printf "\n%-68s %10s %10s %10s %8s\n", "what", "times", "went wrong", "seed", "seconds" }
    { printf "%-68s %10s %10s %10s %8s\n", $1, $2, $3, $4 == 0 ? "-" : $4, $5 }
    $3 > 0 { wrong = 1 }
    END { print ""; exit wrong }' "$1"
