#!/bin/sh
# What phones cost, with the programs of a build, $1: rows for tests/bench.sh.
set -eu
python3 tests/bench/phones.py "$1"
