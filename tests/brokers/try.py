#!/usr/bin/env python3
"""Several laptops write in one room on a cluster of three nodes, of which one after the other
is killed or frozen. At the end every file holds every note, once, and all are the same bytes.

usage: try.py BUILD nats|rabbitmq   numbers from the environment, see tests/test-brokers.sh
"""

import os
import sys
import time

from children import Children, ended_within
from clusters import KINDS, NODES, PASSWORD, USER
from laptops import Laptop, goals, missing


def number(name, usual):
    return int(os.environ.get(name) or usual)


WRITERS = number("BROKER_WRITERS", 8)
SECONDS = number("BROKER_SECONDS", 60)
EVERY_S = number("BROKER_EVERY", 20)
AWAY_S = number("BROKER_AWAY", 8)
PAUSE_MS = number("BROKER_PAUSE_MS", 500)
AGREE_S = 10


def disturb(cluster, begun):
    """Kills and freezes until it is over; how often each. The timetable is the trial: so long
    a node is to be away, and nothing is waited for but that it listens again."""
    kills = freezes = 0
    for turn in range(SECONDS // EVERY_S):
        node = turn % NODES
        if EVERY_S * (turn + 1) + AWAY_S > SECONDS:
            break
        time.sleep(max(0, begun + EVERY_S * (turn + 1) - time.monotonic()))
        if turn % 2 == 0:
            cluster.kill(node)
            kills += 1
            time.sleep(AWAY_S)
            cluster.begin(node)
            cluster.wait_for(node)
        else:
            cluster.freeze(node)
            freezes += 1
            time.sleep(AWAY_S)
            cluster.thaw(node)
    return kills, freezes


def settle(laptops, notes):
    """Seconds until every laptop holds every note, or one has ended that was to hold them, and
    how many are not held then."""
    begun = time.monotonic()
    while True:
        lost = missing(laptops, notes)
        passed = time.monotonic() - begun
        if not lost or passed > 6 * AGREE_S or any(
                ended_within(laptop.bridge, 0.05 / len(laptops)) for laptop in laptops):
            return passed, lost


def enter_all(children, build, cluster):
    hosts = "mqtt://" + ",".join(f"127.0.0.1:{port}" for port in cluster.ports)
    login = cluster.write("login", f"{USER}\n{PASSWORD}\n")
    os.chmod(login, 0o600)
    laptops = [Laptop(children, build, f"laptop-{i}", hosts, login) for i in range(WRITERS)]
    laptops[0].save("begun", 1).wait()
    invitation = laptops[0].enter()
    for laptop in laptops[1:]:
        laptop.enter(invitation)
    return laptops


def main():
    build, kind = os.path.abspath(sys.argv[1]), sys.argv[2]
    children = Children()
    cluster = KINDS[kind](children)
    print(f"{cluster.name}: three nodes begin", flush=True)
    cluster.start()
    laptops = enter_all(children, build, cluster)
    print(f"{cluster.name}: {WRITERS} laptops write for {SECONDS} s", flush=True)
    count = SECONDS * 1000 // PAUSE_MS
    writers = [laptop.save(laptop.name, count, PAUSE_MS) for laptop in laptops]
    kills, freezes = disturb(cluster, time.monotonic())
    ok = all([writer.wait() == 0 for writer in writers])
    notes = ["begun 1"] + [f"{laptop.name} {i + 1}" for laptop in laptops for i in range(count)]
    passed, lost = settle(laptops, notes)
    for laptop in laptops:
        laptop.ask_to_leave()
    ok = all([laptop.leave() for laptop in laptops]) and ok
    files = {open(laptop.path, "rb").read() for laptop in laptops}
    doubled = sum(abs(len(goals(laptop)) - len(notes)) for laptop in laptops)
    print(f"{cluster.name}: {len(notes)} notes, {kills} nodes killed, {freezes} frozen; "
          f"{lost} lost, {doubled} doubled, all agree after {passed:.1f} s "
          f"(at most {AGREE_S}), {len(files)} file{'s' if len(files) > 1 else ''} of bytes")
    good = ok and not lost and not doubled and passed <= AGREE_S and len(files) == 1
    if not good:
        for laptop in laptops:
            print(f"{laptop.name}:\n{laptop.said()}")
    children.end()
    return 0 if good else 1


sys.exit(main())
