#!/bin/sh
# What a screen reader says of the programs of a build, $1. Each line of the transcripts in
# tests/spoken/ is typed on a terminal under yasr, whose synthesizer is a script that writes
# down what it is told to say: that must be what the transcript has, and nothing may be said
# without a key but news. What was heard is kept in the build's folder heard, to be looked at
# and, where it is as it should be, to become the transcript.
set -eu
exec python3 tests/speech/try.py "$1"
