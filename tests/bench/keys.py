#!/usr/bin/env python3
"""What opening a session and keys cost, on a terminal of 24 by 80, for tests/bench-keys.sh.

    keys.py open PROGRAM [FILE]          instructions from start to exit
    keys.py opened PROGRAM [FILE]        milliseconds that the processor works for that, the
                                         least of three times
    keys.py memory PROGRAM [FILE]        the most memory held by then, in KB
    keys.py keys PROGRAM FILE BEFORE KEYS AFTER [BEFORE KEYS AFTER…]
                                         instructions of each of the KEYS, a line for each three
    keys.py bytes PROGRAM FILE BEFORE KEYS   bytes sent for each
    keys.py time PROGRAM FILE BEFORE KEYS    microseconds from each to the first of what it
                                             sends, the middle one
    keys.py idle PROGRAM FILE [BEFORE]   bytes sent and wake-ups in some seconds without a key
    keys.py wakes PROGRAM FILE [BEFORE]  wake-ups alone, a second

BEFORE is typed first; KEYS are typed in turn, each once the answer to the one before has
come; AFTER leads back. Instructions are counted by callgrind, from the second time on that
the KEYS are typed: of keys without what is done, piece by piece, while none comes.
PROGRAM may be another one, such as nano: LEAVE in the environment are the keys that it is left
by, written likewise."""

import os
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time

from terminal import Terminal

LEAST, FEW, MANY = 4, 20, 60
OPENED_S, ANSWER_S, REST_S, IDLE_S = 600, 600, 0.15, 5
LEAVE = os.environ.get("LEAVE", "q")


class Typed(Terminal):
    def works(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            return stat.read().rpartition(") ")[2][0] in "RD"

    def answer(self, first_s):
        """What comes until nothing does for a while, and the program waits: where it is
        counted, pieces of one picture are further apart."""
        out, wait_s = b"", first_s
        while True:
            if not select.select([self.terminal], [], [], wait_s)[0]:
                if out and self.works():
                    continue
                break
            some = self.read()
            if not some:
                break
            out, wait_s = out + some, REST_S
        return out

    def type(self, keys):
        os.write(self.terminal, keys)
        answer = self.answer(ANSWER_S)
        if not answer:
            sys.exit(f"keys.py: {keys} was not answered")
        return answer

    def time_to_answer(self, keys):
        begun = time.perf_counter()
        os.write(self.terminal, keys)
        select.select([self.terminal], [], [], ANSWER_S)
        taken = time.perf_counter() - begun
        self.answer(ANSWER_S)
        return taken * 1e6

    def wakes(self):
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"\nvoluntary_ctxt_switches:\s*(\d+)", status.read()).group(1))

    def leave(self):
        for key in split(LEAVE):
            os.write(self.terminal, key)
            self.answer(ANSWER_S)  # at last until it has closed
        _, status, used = os.wait4(self.pid, 0)
        os.close(self.terminal)
        if status:
            sys.exit("keys.py: the program failed")
        return used


def in_turn(keys, count):
    return [keys[i % len(keys)] for i in range(count)]


def instructions(words):
    """From start to exit."""
    with tempfile.NamedTemporaryFile("r") as log:
        terminal = Typed(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                          "--log-file=" + log.name, *words])
        terminal.answer(OPENED_S)
        terminal.leave()
        return int(re.search(r"Collected : (\d+)", log.read()).group(1))


class Counted:
    """A program under callgrind, which is asked what each of some keys took."""

    def __init__(self, words, folder):
        self.out, self.parts = os.path.join(folder, "out"), 0
        self.terminal = Typed(["valgrind", "--tool=callgrind",
                               "--toggle-collect=app_do_rest", "--collect-atstart=yes",
                               "--callgrind-out-file=" + self.out,
                               "--log-file=" + os.path.join(folder, "log"), *words])
        self.terminal.answer(OPENED_S)

    def control(self, what):
        subprocess.run(["callgrind_control", what, str(self.terminal.pid)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def each(self, before, keys, after):
        counted = keys * -(-LEAST // len(keys))
        for key in [*before, *keys]:
            self.terminal.type(key)
        self.control("--zero")
        for key in counted:
            self.terminal.type(key)
        self.control("--dump")
        self.parts += 1
        for key in after:
            self.terminal.type(key)
        with open(f"{self.out}.{self.parts}") as part:
            return int(re.search(r"^summary: (\d+)", part.read(), re.M).group(1)) // len(counted)


def opened_ms(words):
    terminal = Typed(words)
    terminal.answer(OPENED_S)
    used = terminal.leave()
    return (used.ru_utime + used.ru_stime) * 1000


def split(keys):
    """Keys of the command line: each is a letter, or stands between blanks."""
    text = keys.encode().decode("unicode_escape").encode("latin1")
    return text.split() if b" " in text else [bytes([b]) for b in text]


def main():
    what, program, *rest = sys.argv[1:]
    file = rest[:1]
    if what == "open":
        print(instructions([program, *file]))
    elif what == "opened":
        print(round(min(opened_ms([program, *file]) for _ in range(3))))
    elif what == "memory":
        terminal = Typed([program, *file])
        terminal.answer(OPENED_S)
        with open(f"/proc/{terminal.pid}/status") as status:  # rusage has what forked it, too
            print(re.search(r"VmHWM:\s*(\d+)", status.read()).group(1))
        terminal.leave()
    elif what == "keys":
        with tempfile.TemporaryDirectory() as folder:
            counted = Counted([program, *file], folder)
            for i in range(1, len(rest), 3):
                print(counted.each(*map(split, rest[i:i + 3])), flush=True)
            counted.terminal.leave()
    elif what == "bytes":
        before, keys = split(rest[1]), split(rest[2])
        terminal = Typed([program, *file])
        terminal.answer(OPENED_S)
        for key in before:
            terminal.type(key)
        print(sum(len(terminal.type(key)) for key in in_turn(keys, FEW)) // FEW)
        terminal.leave()
    elif what == "time":
        before, keys = split(rest[1]), split(rest[2])
        terminal = Typed([program, *file])
        terminal.answer(OPENED_S)
        for key in before:
            terminal.type(key)
        print(round(statistics.median(terminal.time_to_answer(k) for k in in_turn(keys, MANY))))
        terminal.leave()
    elif what in ("idle", "wakes"):
        terminal = Typed([program, *file])
        terminal.answer(OPENED_S)
        for key in split(rest[1]) if len(rest) > 1 else []:
            terminal.type(key)
        time.sleep(2)  # what is done once nobody types
        terminal.answer(0)
        wakes, sent = terminal.wakes(), 0
        until = time.monotonic() + IDLE_S
        while (left := until - time.monotonic()) > 0:
            if select.select([terminal.terminal], [], [], left)[0]:
                sent += len(os.read(terminal.terminal, 65536))
        woken = terminal.wakes() - wakes
        print(sent + woken if what == "idle" else woken / IDLE_S)
        terminal.leave()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
