#!/usr/bin/env python3
"""What a screen reader says of the program, step by step, against what is written down, and
that it says nothing of itself but news. See tests/test-speech.sh.

usage: try.py BUILD
"""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from hear import Heard, Silence

BUILD = os.path.abspath(sys.argv[1])
PROGRAM = os.path.join(BUILD, "roundtable")
SAMPLE = "sessions/write-up.json"
NOON = "1487764800"
LETTERS_BEFORE = 100
QUIET_S = 10
GOES_ON = "goes on:" # a prompt, where a script is not asked
NEWS = ["table.json was changed from outside: 1 change is taken in.", "Ana wrote ‘Fast cars’."]
failed = []


def fail(words):
    print(f"roundtable: {words}", file=sys.stderr)
    failed.append(words)


def letters(said):
    return sum(len(words) for words in said)


def begin(folder, sample, *options, **env):
    """The program with a table of its own, empty or a copy of the sample."""
    if sample:
        shutil.copy(SAMPLE, os.path.join(folder, "table.json"))
    return Heard(folder, [PROGRAM, *options, "table.json"], **env)


def steps_of(path):
    """What is written down: what is said first, and to each line behind "> "."""
    steps = [(None, [])]
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("> "):
                steps.append((line[2:], []))
            else:
                steps[-1][1].append(line)
    return steps


def heard_of(steps, sample):
    """The same as it was heard."""
    with tempfile.TemporaryDirectory() as folder:
        heard = begin(folder, sample, "--accessible", SOURCE_DATE_EPOCH=NOON)
        taken = [(None, heard.answer())]
        for line, _ in steps[1:-1]:
            taken.append((line, [said for said in heard.enter(line) if said != GOES_ON]))
        taken.append((steps[-1][0], heard.leave(steps[-1][0])))
        return taken


def squeezed(said):
    """The screen reader takes what comes in pieces, wherever they end: no blank counts."""
    return "".join("".join(said).split())


def written(steps):
    for line, said in steps:
        yield from ([] if line is None else [f"> {line}"])
        yield from said


def try_steps(name, sample):
    """The steps of a transcript."""
    path = f"tests/spoken/{name}.txt"
    steps = steps_of(path)
    taken = heard_of(steps, sample)
    heard_path = os.path.join(BUILD, "heard", f"{name}.txt")
    os.makedirs(os.path.dirname(heard_path), exist_ok=True)
    with open(heard_path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.writelines(f"{line}\n" for line in written(taken))
    wrong = [step for step, other in zip(steps, taken) if squeezed(step[1]) != squeezed(other[1])]
    if wrong:
        print("\n".join(difflib.unified_diff(list(written(steps)), list(written(taken)),
                                             path, heard_path, lineterm="")))
        fail(f"{len(wrong)} steps of {path} are said otherwise (above)")
    told = [letters(said) for _, said in taken[1:]]
    print(f"{name}: {len(told)} steps, {sorted(told)[len(told) // 2]} letters spoken at the "
          f"median, {max(told)} at most")


def texts(value):
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = list(value.values())
    for inner in value if isinstance(value, list) else []:
        yield from texts(inner)


def try_moves():
    """How much comes before the words of what a step leads to."""
    with open(SAMPLE, encoding="utf-8") as file:
        words = set(texts(json.load(file)))
    before, whole = [], []
    with tempfile.TemporaryDirectory() as folder:
        heard = begin(folder, True, "--accessible", SOURCE_DATE_EPOCH=NOON)
        heard.answer()
        for move in ["2"] + 11 * ["down"] + ["right"] + 11 * ["up"]:
            said = heard.enter(move)
            line = " ".join(said)
            at = [line.rindex(text) for text in words if line.endswith((text, f"{text}."))]
            if not at:
                fail(f"{move} leads to no words: {line}")
            before.append(min(at, default=0))
            whole.append(letters(said))
        heard.leave("leave")
    if max(before) > LETTERS_BEFORE:
        fail(f"{max(before)} letters come before the words of a step")
    print(f"moves: {len(before)} steps, {max(before)} letters at most before the words "
          f"(may be {LETTERS_BEFORE}), {max(whole)} with them")


def try_choices():
    """The same of what opens something to choose from, or asks: at a barrier, and at an action
    for which nothing was asked before."""
    opens = {"mark": "1 Pebble", "ballot": "1, 1 dot", "forms": "1 System map", "move": "1 ",
             "export": "1 PDF", "show-only": "1 everything", "missing": "1 ", "day": "1 Welcome",
             "themes": "Proposals", "details": "Title", "commit": "Who does it"}
    before = {}
    with tempfile.TemporaryDirectory() as folder:
        heard = begin(folder, True, "--accessible", SOURCE_DATE_EPOCH=NOON)
        heard.answer()
        heard.enter("2")
        for line, words in opens.items():
            if line == "commit":
                heard.enter("organisation Paint it")
            said = " ".join(heard.enter(line))
            if words not in said:
                fail(f"{line} does not come to '{words}': {said}")
            before[line] = said.find(words)
            heard.enter("." if words in ("Title", "Who does it") else "close")
        heard.leave("leave")
    most = max(before, key=before.get)
    if before[most] > LETTERS_BEFORE:
        fail(f"{before[most]} letters come before what {most} asks")
    print(f"choices: {len(before)} commands, {before[most]} letters at most before what is asked "
          f"(may be {LETTERS_BEFORE}; {most})")


def try_drawn():
    """The same in the face that is drawn, to know how it compares: no limit is set."""
    with tempfile.TemporaryDirectory() as folder:
        heard = begin(folder, True, SOURCE_DATE_EPOCH=NOON)
        heard.wait(lambda: b" Keys" in heard.shown, "the screen")
        heard.listen(1)
        opened = letters(heard.said)
        downs = [letters(heard.say_within(key, 1)) for key in (b"2", b"j", b"j", b"j")][1:]
        heard.leave("q")
    print(f"drawn: {opened} letters when it opens; a step down says "
          f"{', '.join(str(count) for count in downs)}")


def try_quiet():
    """While the clock runs and a colleague writes, nothing is said until Enter, and then just
    that."""
    with tempfile.TemporaryDirectory() as folder:
        heard = begin(folder, True, "--accessible")
        heard.answer()
        heard.enter("next-stage")
        heard.enter("clock")
        subprocess.run([PROGRAM, "add", "--by", "Ana", "--goal", "Reducing childhood obesity",
                        os.path.join(folder, "table.json"), "Fast cars"], check=True,
                       stdout=subprocess.DEVNULL,
                       env={**os.environ, "HOME": os.path.join(folder, "ana")})
        unasked = heard.listen(QUIET_S)
        if unasked:
            fail(f"said without a key: {unasked}")
        news = heard.enter("")
        if news != NEWS:
            fail(f"the news were {news}")
        heard.leave("leave")
    print(f"quiet: {letters(unasked)} letters in {QUIET_S} s of a running clock; to Enter, the "
          f"news: {' '.join(news)}")


def main():
    try:
        try_steps("five-minutes", True)
        try_steps("newcomer", False)
        try_moves()
        try_choices()
        try_quiet()
        try_drawn()
    except Silence as silence:
        fail(silence)
    sys.exit(1 if failed else 0)


main()
