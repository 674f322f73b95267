"""Session files made up from a seed: whole ones with a slip or two, for what reads them.

check-and-schema.py asks whether check and the schema agree on them, fuzz-beside.sh gives
them to the programs beside, with values as extreme as a file may hold.
"""

import copy
import random

ODD = [None, True, False, 0, 1, 4, -7, 1.5, 1e300, 999999, 1000000, "", "x", "4", "1.5",
       "2017-02-22", "2017-02-30", "2016-02-29", "1900-02-29", "2017-13-01", "2017-2-2",
       "11:45", "25:00", "9.05", "540", "2017-02-22T12:14:03Z", "2017-02-22T24:00:00Z",
       "open", "table", "2017-02-22\n", "a.1", "a.01", "note:", [], {}, ["x"], [5],
       {"text": "x"}, [[]]]
EXTREME = ODD + [2**53, -2**53, -999999, -1e308, 5e-324, "W" * 5000, "\u0301" * 300,
                 "\U0001f469\u200d" * 200, "\u202e\u2066<&>\"'\\", "a\n" * 400, " " * 999,
                 "-" * 40 + ">", "=1+1", "\ufdfd" * 99, [None] * 50, "\t|\r`*_#",
                 "0000-01-01", "9999-12-31"]
# What these say hangs on the form, or on what else stands in the file: no schema knows.
BOUND = {"templates", "grids", "columns", "marks", "grid", "choices"}
BOUND_TEXTS = {"template", "stage", "weight", "id", "column", "goal", "session", "place",
               "key", "of"}
NAMES = ["zzz", "x", "draft:barriers", "vote:ana", "vote:paper", "vote:hand", "votes",
         "gone", "title", "text", "date", "place", "who", "when", "minutes", "names",
         "language", "dots", "clock", "starts"]


def form():
    return {"format": "roundtable template", "version": 1, "id": "mine", "title": "Mine",
            "description": "d", "language": "en",
            "marks": [{"id": "weight", "title": "Weight", "choices": [
                {"id": "boulder", "letter": "b", "title": "Boulder", "meaning": "m"}]}],
            "grids": [{"id": "map", "title": "Map", "plain": "What", "vision": "v",
                       "goals": {"title": "Goals", "prompt": "p"},
                       "columns": [{"id": "barriers", "title": "Barriers", "short": "B",
                                    "plain": "p", "singular": "barrier", "prompt": "?",
                                    "example": "e", "names": False, "marks": ["weight"]},
                                   {"id": "stakeholders", "names": True}]}],
            "stages": [{"id": "start", "title": "Start", "minutes": 5, "grid": "map",
                        "prompts": ["p"]}]}


def note(n):
    return {"text": "Note %d" % n, "who": "Ana", "when": "2026-12-01", "messenger": "m",
            "outcome": "o", "votes": 3, "draft": "d", "weight": "boulder"}


def session(goals=1, notes=2):
    return {"title": "T", "place": "P", "date": "2017-02-22", "table": "4",
            "facilitator": "F", "vision": "V", "ballot": "shown", "dots": "3",
            "dots_for": "person", "voted": "23", "clock": "540", "starts": "11:45", "answer_to": "a@b",
            "draft": "d", "language": "en",
            "goals": [{"text": "Goal %d" % g, "votes": 2, "draft": "d",
                       "barriers": [note(n) for n in range(notes)],
                       "stakeholders": ["Carers", note(9)]} for g in range(goals)]}


def edit(number, of, fields):
    return {"key": "a.%d" % number, "at": "2017-02-22T12:14:03.512Z", "by": "Ana", "of": of,
            "set": fields, "over": ["b.1"], "again": ["b.2"]}


def whole(kind, goals=1, notes=2):
    """A session file without a slip: a top alone, edits alone, or a form with a top."""
    made = {"format": "roundtable session", "version": 1}
    if kind == "edits":
        made["edits"] = [
            edit(1, "session:s", {"title": "T", "date": "2017-02-22"}),
            edit(2, "goal:g", {"text": "G", "session": "session:s", "place": "V"}),
        ] + [edit(3 + n, "note:n%d" % n, {"text": "N", "goal": "goal:g", "place": "V",
                                          "column": "barriers", "vote:Ana": 2,
                                          "gone": None}) for n in range(notes)]
        return made
    made["sessions"] = [session(goals, notes)]
    if kind == "form":
        made["templates"] = [form()]
        made["sessions"][0]["template"] = "mine"
    return made


def places(value, bound, found, fixed=False):
    """Every member and item, with what it stands in; of what is bound only what is in it."""
    pairs = value.items() if isinstance(value, dict) else (
        enumerate(value) if isinstance(value, list) else [])
    for name, inner in pairs:
        held = bound and name in BOUND
        if not held and not fixed:
            found.append((value, name))
        places(inner, bound, found, held)
    return found


def slip(made, rng, odd, bound):
    """Puts an odd value somewhere, or wherever that name stands, takes a member out or adds
    one."""
    where, name = rng.choice(places(made, bound, []))
    what = rng.random()
    if not bound and isinstance(name, str) and what < 0.3:
        value = rng.choice(odd)
        for other, its in places(made, bound, []):
            if its == name:
                other[its] = copy.deepcopy(value)
        return
    if what < 0.75:
        value = copy.deepcopy(rng.choice(odd))
        if not (bound and name in BOUND_TEXTS and isinstance(value, str) and value):
            where[name] = value
    elif what < 0.85:
        del where[name]
    elif isinstance(where, dict):
        where[rng.choice(NAMES)] = copy.deepcopy(rng.choice(odd))


def made_up(seed, odd, bound, goals=1, notes=2, slips=2):
    rng = random.Random(seed)
    made = whole(rng.choice(["top", "top", "form", "edits"]), goals, notes)
    for _ in range(rng.randint(0, slips)):
        slip(made, rng, odd, bound)
    return made
