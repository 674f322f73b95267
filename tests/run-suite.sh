#!/bin/sh
# Runs every test of one build, $1. Under sanitizers, a report is a failure even where
# the test framework's child processes hide it: the reports go to files, and no file
# may be there at the end.
set -eu
build=$1
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
export ASAN_OPTIONS="log_path=$reports/asan:detect_leaks=1:abort_on_error=0"
export UBSAN_OPTIONS="log_path=$reports/ubsan:print_stacktrace=1"
export ROUNDTABLE_PROGRAM="$PWD/$build/roundtable"
"$build/roundtable-tests" --jobs 2 --timeout 300 ${ROUNDTABLE_TESTS:+--filter "$ROUNDTABLE_TESTS"}
if [ -n "$(ls "$reports")" ]; then
    cat "$reports"/*
    echo "roundtable: the sanitizers reported faults (above)" >&2
    exit 1
fi
