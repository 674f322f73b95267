#!/bin/sh
# Every proof in large numbers, one after the other, and one table at the end: what, how
# often, how often it went wrong, from which seed, in how many seconds.
set -eu

help() {
    cat <<'END'
make torture runs all of this, for two hours or so on two cores. Each line runs alone with
the number given; numbers in the environment are taken instead of these.

KILLS=2000          SIGKILL while a scripted typist works
                    make check ROUNDTABLE_TESTS='kills/*' ROUNDTABLE_KILLS=2000
FAULTS=10000        a fault at every system call of a save, and so many double faults
                    make check ROUNDTABLE_TESTS='faults/*' ROUNDTABLE_FAULTS=10000
ALLOCATIONS=100000  memory that runs out, at most so many times a command
                    make check ROUNDTABLE_TESTS='memory/*' ROUNDTABLE_ALLOCATIONS=100000
FLIPS=all           a number, or all: every bit of 64 KiB
                    make check ROUNDTABLE_TESTS='@(flips|journal)/*' ROUNDTABLE_FLIPS=all
SEEDS=5000          histories of several authors, merged in any order
                    make check ROUNDTABLE_TESTS='merge/*' ROUNDTABLE_SEEDS=5000
DIGESTS=50000       two sessions of such a history that come to agree by digests
                    make check ROUNDTABLE_TESTS='digest_histories/*' ROUNDTABLE_DIGESTS=50000
SEALED=50000        files spoilt, their checksums put right, merged and opened
                    make check ROUNDTABLE_TESTS='sealed/*' ROUNDTABLE_SEALED=50000
STORM=2000          windows of any size, stopped and continued
                    make check ROUNDTABLE_TESTS='storm/*' ROUNDTABLE_STORM=2000
KEYS=3000           any bytes as keys
                    make check ROUNDTABLE_TESTS='keys/*' ROUNDTABLE_KEYS=3000
WALKS=20000         accidents in any order: kills, syncs, deletions, locks, full disks
                    make check ROUNDTABLE_TESTS='walks/*' ROUNDTABLE_WALKS=20000
DAY_KILLS=120       a day at two laptops and an organiser, each thing killed in turn
                    make check ROUNDTABLE_TESTS='room_day/*' ROUNDTABLE_DAY_KILLS=120
LIVE_SECONDS=1200   480 laptops at 60 tables and an organiser in one room; one message in
                    ten is lost, one in ten comes twice, the broker is killed every minute
                    build/live_load seconds=1200 kill=60 pause_ms=10000, and of writers=480
                    tables=60 lost=10 doubled=10 what is to be otherwise (with pause_ms=5000
                    the organiser's file has more values at the end than one may have)
FUZZ_SECONDS=600    each fuzz target, two at a time
                    make fuzz FUZZ_SECONDS=600

ROUNDTABLE_NO_FUZZ=1 leaves the fuzz targets out, for a machine without clang.
END
}

if [ "${1:-}" = --help ]; then
    help
    exit 0
fi

export ROUNDTABLE_FIGURES="$PWD/build/torture-figures"
export ROUNDTABLE_TEST_TIMEOUT_S=86400
failed=
rm -f "$ROUNDTABLE_FIGURES"

# $1: the tests; $2: what to set.
suite() {
    echo "$(date +%H:%M:%S) $2, tests $1"
    env "$2" ROUNDTABLE_TESTS="$1" tests/run-suite.sh build >build/torture.log 2>&1 || {
        failed=yes
        tail -n 60 build/torture.log >&2
    }
}

suite 'kills/*' "ROUNDTABLE_KILLS=${KILLS:-2000}"
suite 'faults/*' "ROUNDTABLE_FAULTS=${FAULTS:-10000}"
suite 'memory/*' "ROUNDTABLE_ALLOCATIONS=${ALLOCATIONS:-100000}"
suite '@(flips|journal)/*' "ROUNDTABLE_FLIPS=${FLIPS:-all}"
suite 'merge/*' "ROUNDTABLE_SEEDS=${SEEDS:-5000}"
suite 'digest_histories/*' "ROUNDTABLE_DIGESTS=${DIGESTS:-50000}"
suite 'sealed/*' "ROUNDTABLE_SEALED=${SEALED:-50000}"
suite 'storm/*' "ROUNDTABLE_STORM=${STORM:-2000}"
suite 'keys/*' "ROUNDTABLE_KEYS=${KEYS:-3000}"
suite 'walks/*' "ROUNDTABLE_WALKS=${WALKS:-20000}"
suite 'room_day/*' "ROUNDTABLE_DAY_KILLS=${DAY_KILLS:-120}"
echo "$(date +%H:%M:%S) LIVE_SECONDS=${LIVE_SECONDS:-1200}"
build/live_load "seconds=${LIVE_SECONDS:-1200}" "kill=${LIVE_KILL:-60}" pause_ms=10000 \
    "writers=${LIVE_WRITERS:-480}" "tables=${LIVE_TABLES:-60}" || failed=yes
echo "$(date +%H:%M:%S) FUZZ_SECONDS=${FUZZ_SECONDS:-600}"
make --no-print-directory -s fuzz FUZZ_SECONDS="${FUZZ_SECONDS:-600}" || failed=yes
tests/figures.sh "$ROUNDTABLE_FIGURES" || failed=yes
[ -z "$failed" ]
