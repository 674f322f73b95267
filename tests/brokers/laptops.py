"""Laptops in a room on a cluster: a file, a bridge, and somebody who writes, each."""

import json
import os
import random
import re
import signal
import subprocess
import time

from children import ended_within

# The end of an invitation.
WORDS = re.compile("/[a-z]{5}(-[a-z]{5}){4}$")


class Laptop:
    def __init__(self, children, build, name, hosts, login):
        self.children, self.build, self.name = children, build, name
        self.folder = os.path.join(children.folder, name)
        os.mkdir(self.folder)
        self.path = os.path.join(self.folder, "table.json")
        self.environment = {**os.environ, "HOME": self.folder,
                            "XDG_STATE_HOME": os.path.join(self.folder, "state")}
        self.command = [f"{build}/roundtable-live", "--broker", hosts, "--login", login,
                        "--by", name]
        self.bridge = self.writer = None

    def save(self, words, count, *more):
        """Somebody who writes that many goals, as a screen keeps them."""
        seed = str(random.getrandbits(63))
        return self.children.run(
            [f"{self.build}/saver", self.path, words, str(count), seed, *map(str, more)],
            f"{self.name}/saver", env=self.environment)

    def enter(self, invitation=None, patience_s=60):
        """The invitation, once it is in the room and has what the room has."""
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            joins = ["--join"] if invitation else []
            self.bridge = self.children.run(self.command + joins + [self.path],
                                            f"{self.name}/bridge", env=self.environment,
                                            stdin=subprocess.PIPE)
            self.bridge.stdin.write(((invitation or "") + "\n").encode())
            self.bridge.stdin.close()
            while not ended_within(self.bridge, 0.05) and time.monotonic() < until:
                said = [line for line in self.said().split("\n")[:-1] if WORDS.search(line)]
                if said:
                    return said[0]
            self.bridge.kill()
            self.bridge.wait()  # nobody there yet: again
        raise SystemExit(f"{self.name} does not come in:\n" + self.said())

    def said(self):
        with open(os.path.join(self.folder, "bridge")) as said:
            return said.read()[-2000:]

    def bytes(self):
        """What is kept: in the journal, then in the file, which follows it."""
        kept = b""
        for path in (self.path + ".journal", self.path):
            try:
                with open(path, "rb") as file:
                    kept += file.read()
            except FileNotFoundError:
                pass
        return kept

    def ask_to_leave(self):
        self.bridge.send_signal(signal.SIGTERM)

    def leave(self):
        """True if it went well."""
        try:
            return self.bridge.wait(timeout=30) == 0
        except Exception:
            self.bridge.kill()
            return False


def missing(laptops, notes):
    """How many notes are not kept, over all laptops."""
    lost = 0
    for laptop in laptops:
        kept = laptop.bytes()
        lost += sum(1 for note in notes if f'"{note}"'.encode() not in kept)
    return lost


def goals(laptop):
    with open(laptop.path) as file:
        return [goal["text"] for session in json.load(file)["sessions"]
                for goal in session["goals"]]
