#!/bin/sh
# Rooms on clusters that are not mosquitto, with the programs of a build, $1: three nodes of
# NATS and three of RabbitMQ on loopback, one of which is killed (SIGKILL) or frozen (SIGSTOP)
# every so often. Nothing may be lost or doubled, all agree within 10 s of the last note, and
# the files are the same bytes afterwards. Their one user may publish and hear what begins with
# "rt/"; the room's words are made after it, by whoever begins the room.
#
# Numbers in the environment are taken instead of these:
#   BROKERS="nats rabbitmq"  which
#   BROKER_WRITERS=8         laptops, each with a file and a bridge of its own
#   BROKER_SECONDS=60        how long they write,
#   BROKER_PAUSE_MS=500      a note so often each
#   BROKER_EVERY=20          seconds from one node's end to the next one's,
#   BROKER_AWAY=8            and how long it is away
set -eu
failed=
for kind in ${BROKERS:-nats rabbitmq}; do
    python3 tests/brokers/try.py "$1" "$kind" || failed=yes
done
[ -z "$failed" ]
