#!/usr/bin/env python3
"""How soon what one enters stands on the screens of others that have the same file open on
this machine, for tests/bench-live.sh: rows of its table.

    beside.py PROGRAM FILE [PROGRAMS [TIMES]]

One of them words the first goal anew TIMES times, now and then with a rest in which it saves;
from Enter until the words stand on each of the other screens."""

import os
import select
import sys
import time

from terminal import Terminal

OPENED_S, ANSWER_S, REST_S, SAVED_S = 120, 60, 0.3, 1.6
TIMES_BETWEEN_RESTS = 5
# No letter stands where it stood in the one before: then all of it is sent.
WORDS = (b"abcdefghij", b"klmnopqrst", b"uvwxyzabcd")


class Screen(Terminal):
    def type(self, keys):
        os.write(self.terminal, keys)

    def cpu_ms(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def drain(screens, rest_s):
    """Takes what comes until nothing does for a while."""
    by_terminal = {s.terminal: s for s in screens}
    while ready := select.select(list(by_terminal), [], [], rest_s)[0]:
        for terminal in ready:
            by_terminal[terminal].read()


def enter(screens, words):
    """Milliseconds until the words stand on each of the other screens."""
    writer, *others = screens
    writer.type(b"e")
    drain(screens, REST_S)
    writer.type(b"\x15" + words)
    drain(screens, REST_S)
    waiting = {s.terminal: [s, b""] for s in others}
    took = []
    begun = time.perf_counter()
    writer.type(b"\r")
    until = begun + ANSWER_S
    while waiting:
        left = until - time.perf_counter()
        ready = select.select([*waiting, writer.terminal], [], [], max(left, 0))[0]
        if not ready:
            sys.exit(f"beside.py: {words} did not come to {len(waiting)} screens")
        for terminal in ready:
            if terminal == writer.terminal:
                writer.read()
                continue
            screen, seen = waiting[terminal]
            seen += screen.read()
            waiting[terminal][1] = seen
            if words in seen:
                took.append((time.perf_counter() - begun) * 1000)
                del waiting[terminal]
    drain(screens, REST_S)
    return took


def main():
    program, file, *rest = sys.argv[1:]
    count = int(rest[0]) if rest else 20
    times = int(rest[1]) if len(rest) > 1 else 40
    screens = []
    for _ in range(count):
        screens.append(Screen([program, file]))
        drain(screens, 1)
    took = []
    # once before it counts, so that each has come to its rest
    enter(screens, WORDS[-1])
    drain(screens, SAVED_S)
    before = sum(s.cpu_ms() for s in screens[1:])
    for i in range(times):
        took += enter(screens, WORDS[i % len(WORDS)])
        if i % TIMES_BETWEEN_RESTS == TIMES_BETWEEN_RESTS - 1:
            drain(screens, SAVED_S)
    spent = sum(s.cpu_ms() for s in screens[1:]) - before
    for screen in screens:
        screen.type(b"q")
        while screen.read():
            pass
        os.waitpid(screen.pid, 0)
    took.sort()
    name = f"{count} programs on one file, from Enter to another's screen"
    print(f"{name}, p50, ms\t{took[len(took) // 2]:.1f}")
    print(f"{name}, p99, ms\t{took[len(took) * 99 // 100]:.1f}")
    print(f"{name}, the longest, ms\t{took[-1]:.1f}")
    print(f"{count} programs on one file, processor of each for an entry, ms\t"
          f"{spent / (count - 1) / times:.1f}")


if __name__ == "__main__":
    main()
