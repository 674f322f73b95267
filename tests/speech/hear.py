"""A program on a terminal through a screen reader, yasr, whose synthesizer is synthesizer.sh:
what is typed, and what was to be spoken. Whatever is waited for is something that is shown or
spoken, and has a deadline."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS, COLS = 24, 80
DEADLINE_S = 30
ENOUGH_LETTERS = 12 # of a line, to know it by its end
# What roundtable --accessible shows when it waits: nothing that would be spoken, or words.
PROMPTS = (b"\n  ", b"\ngoes on: ")
CONFIGURATION = """[options]
cursor tracking=full
synthesizer=emacspeak server
synthesizer port=|%s
key echo=off
special=off
up and down arrows=speak line
[Emacspeak server]
rate=175
punctuation=some
[dict]
"=quote
0x23=number
*=star
<=less than
>=greater than
@=at
"""


def letters_of(text):
    return "".join(filter(str.isalnum, text))


class Silence(Exception):
    """What was waited for did not come."""


class Heard:
    """The screen reader with a program, and all that it has shown and said."""

    def __init__(self, folder, command, **env):
        self.shown, self.said, self._pending = b"", [], b""
        fifo, configuration = os.path.join(folder, "speech"), os.path.join(folder, "yasr")
        if not os.path.exists(fifo):
            os.mkfifo(fifo)
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION % os.path.join(HERE, "synthesizer.sh"))
        self._speech = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
            os.chdir(folder)
            os.environ.update(env, HOME=folder, SPEECH=fifo, TERM="linux", LC_ALL="C.UTF-8")
            for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "NO_COLOR"):
                os.environ.pop(name, None)
            os.execvp("yasr", ["yasr", "-C", configuration, "--", *command])
        self._open = {self._terminal, self._speech}

    def _read(self, fd):
        try:
            data = os.read(fd, 1 << 16)
        except OSError: # which is how a terminal ends
            data = b""
        if not data and (fd == self._terminal or self.said):
            self._open.discard(fd)
            os.close(fd)
        return data

    def _hear(self, data):
        """The commands of a speech server: q {WORDS}, or l {LETTER}, and d, which says what is
        queued. That speech stops (s), as with each key, takes back nothing that was said."""
        *lines, self._pending = (self._pending + data).split(b"\n")
        for line in lines:
            words = re.fullmatch(rb"[ql] \{(.*)\}", line)
            said = words[1].decode(errors="surrogateescape").strip() if words else ""
            if said:
                self.said.append(said)

    def _take(self, seconds):
        for fd in select.select(self._open, [], [], seconds)[0]:
            data = self._read(fd)
            if fd == self._terminal:
                self.shown += data
            else:
                self._hear(data)

    def wait(self, reached, what):
        """Goes on until that is so."""
        end = time.monotonic() + DEADLINE_S
        while not reached():
            left = end - time.monotonic()
            if left <= 0 or not self._open:
                raise Silence(f"waited for {what}; shown at last: {self.shown[-300:]!r}; "
                              f"said at last: {self.said[-5:]}")
            self._take(min(left, 0.2))

    def press(self, keys):
        os.write(self._terminal, keys)

    def type(self, line):
        """As people do, a letter after the other has appeared."""
        for letter in line.encode():
            before = len(self.shown)
            self.press(bytes([letter]))
            self.wait(lambda: len(self.shown) > before, f"the echo of {line}")

    def asks(self, since):
        """Whether it waits for a line, and its words since then have been said to their end:
        letters and digits, since signs may be said in words."""
        if not self.shown.endswith(PROMPTS):
            return False
        words = [line for line in self.shown.decode(errors="replace").split("\n")
                 if any(map(str.isalnum, line))]
        last = letters_of(words[-1])[-ENOUGH_LETTERS:]
        return letters_of("".join(self.said[since:])).endswith(last)

    def answer(self, since=0):
        """What was said since then, to its end."""
        self.wait(lambda: len(self.said) > since and self.asks(since), "a prompt")
        return self.said[since:]

    def enter(self, line):
        """What is said to a line."""
        self.type(line)
        since = len(self.said)
        self.press(b"\r")
        return self.answer(since)

    def listen(self, seconds):
        """What is said in that time, in which nothing is done."""
        since, end = len(self.said), time.monotonic() + seconds
        self.wait(lambda: time.monotonic() >= end, "time to pass")
        return self.said[since:]

    def say_within(self, key, seconds):
        """What is said to a key by then, where nothing shows that it is all."""
        self.press(key)
        return self.listen(seconds)

    def leave(self, line):
        """What is said to the last line, until all have ended."""
        self.type(line)
        since = len(self.said)
        self.press(b"\r")
        self.wait(lambda: not self._open, "the end")
        os.waitpid(self._pid, 0)
        return self.said[since:]
