#!/bin/sh
# Runs every test of one build, $1. Under sanitizers, a report is a failure even where
# the test framework's child processes hide it: the reports go to files, and no file
# may be there at the end.
#
# The table of the proofs' figures stands before the closing line. If
# ROUNDTABLE_FIGURES names a file, its rows of before are in the table, too. What
# failed is told again at the very end, behind the beginnings of those reports: a log that is
# cut has its end, and a test that failed leaves its memory, which is no fault of its own.
set -eu
build=$1
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
# A program that runs as somebody else writes its reports there, too.
mkdir "$reports/reports"
chmod 711 "$reports"
chmod 1777 "$reports/reports"
export ASAN_OPTIONS="log_path=$reports/reports/asan:detect_leaks=1:abort_on_error=0"
export UBSAN_OPTIONS="log_path=$reports/reports/ubsan:print_stacktrace=1"
case $build in
# gcc 14's sanitizers take three times as long as gcc 12's; nothing waits where all is well.
*sanitize*) export ROUNDTABLE_TEST_DEADLINE_S="${ROUNDTABLE_TEST_DEADLINE_S:-60}" ;;
esac
export ROUNDTABLE_PROGRAM="$PWD/$build/roundtable"
export ROUNDTABLE_FIGURES="${ROUNDTABLE_FIGURES:-$reports/figures}"
{
    status=0
    "$build/roundtable-tests" --jobs 6 --timeout "${ROUNDTABLE_TEST_TIMEOUT_S:-300}" \
        ${ROUNDTABLE_TESTS:+--filter "$ROUNDTABLE_TESTS"} 2>&1 || status=$?
    echo $status >"$reports/status"
} | while IFS= read -r line; do
    case $line in
    *Synthesis:*) tests/figures.sh "$ROUNDTABLE_FIGURES" || true ;; # the test failed, too
    '[----]'* | '[FAIL]'*) printf '%s\n' "$line" >>"$reports/failures" ;;
    esac
    printf '%s\n' "$line"
done
status=$(cat "$reports/status")
count=0
for report in "$reports/reports"/*; do
    [ -e "$report" ] || break
    status=1
    count=$((count + 1))
    [ $count -le 10 ] || continue
    echo "roundtable: a report of the sanitizers, $(wc -l <"$report") lines:"
    head -n 100 "$report"
done
if [ $count -gt 0 ]; then
    echo "roundtable: the sanitizers reported faults, $count (above, 10 at most)"
fi
if [ -s "$reports/failures" ]; then
    echo "roundtable: what failed, as told above:"
    head -n 200 "$reports/failures"
fi
exit "$status"
