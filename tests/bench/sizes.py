"""Writes a session that is large in one way: sizes.py KIND N FILE. Twice N is twice the
bytes, or nearly, so that twice the work is what to expect of whoever reads it. Without
arguments, the kinds, with the size and the commands that each is measured with."""

import json
import sys
import zlib

AT = "2017-02-22T12:%02d:%02d.%03dZ"
count = 0


def edit(of, fields, over=(), actor="a", number=None):
    global count
    count += 1
    at = AT % (count // 60000 % 60, count // 1000 % 60, count % 1000)
    line = {"key": f"{actor}.{number or count}", "at": at, "of": of, "set": fields}
    if over:
        line["over"] = list(over)
    return line


def place(i):
    return f"V{i:07d}x"


def note(i, text, goal="goal:g", column="barriers", **more):
    fields = {"goal": goal, "column": column, "text": text, "place": place(i), **more}
    return edit(f"note:n{i}", fields)


def goal(i, text, session="session:q"):
    return edit(f"goal:g{i}", {"session": session, "text": text, "place": place(i)})


def begun():
    return [
        edit("session:q", {"title": "q", "table": "1"}),
        edit("goal:g", {"session": "session:q", "text": "g", "place": "V"}),
    ]


def by_edits(lines):
    return {"format": "roundtable session", "version": 1, "edits": begun() + lines}


def by_hand(*goals, **more):
    return {"sessions": [{"title": "q", "goals": list(goals), **more}]}


def wordings(n):
    lines = [note(0, "w")]
    return by_edits(lines + [edit("note:n0", {"text": f"w{i}"}) for i in range(n)])


def covered(n):
    """One note reworded n times, each time over the wording before."""
    lines = [note(0, "w")]
    for i in range(n):
        lines.append(edit("note:n0", {"text": f"w{i}"}, [lines[-1]["key"]]))
    return by_edits(lines)


def seen(n):
    """One edit over n keys, and those keys."""
    lines = [edit("note:n0", {"text": f"w{i}"}) for i in range(n)]
    return by_edits(
        [note(0, "w")] + lines + [edit("note:n0", {"text": "x"}, [e["key"] for e in lines])]
    )


def reworded(n):
    """n wordings of one note, each reworded by whoever saw that one alone."""
    lines = [edit("note:n0", {"text": f"w{i}"}) for i in range(n)]
    return by_edits(
        [note(0, "w")] + lines + [edit("note:n0", {"text": "x"}, [e["key"]]) for e in lines]
    )


def own_deletions(n):
    """n wordings of one note, each deleted by whoever saw that one alone."""
    lines = [edit("note:n0", {"text": f"w{i}"}) for i in range(n)]
    return by_edits(
        [note(0, "w")] + lines + [edit("note:n0", {"gone": True}, [e["key"]]) for e in lines]
    )


def one_voter(n):
    """One person who gave and took dots n times."""
    lines = [note(0, "w")]
    for i in range(n):
        lines.append(edit("note:n0", {"vote:person 1": i % 3}, [lines[-1]["key"]]))
    return by_edits(lines)


def deleted_goals(n):
    lines = [goal(i, f"g{i}") for i in range(n)]
    lines += [note(i, "w", f"goal:g{i}") for i in range(n)]
    return by_edits(lines + [edit(e["of"], {"gone": True}, [e["key"]]) for e in lines])


def gone(n):
    """A note deleted and brought back n times."""
    lines = [note(0, "w")]
    for i in range(n):
        over = [lines[-1]["key"], lines[0]["key"]] if i else [lines[0]["key"]]
        lines.append(edit("note:n0", {"gone": True if i % 2 == 0 else None}, over))
    return by_edits(lines)


def deletions(n):
    """A note deleted by n people, none of whom saw another."""
    lines = [note(0, "w")]
    return by_edits(
        lines + [edit("note:n0", {"gone": True}, [lines[0]["key"]]) for _ in range(n)]
    )


def moved(n):
    """A note moved among n goals, unseen by each other."""
    lines = [goal(i, f"g{i}") for i in range(n)] + [note(0, "w")]
    return by_edits(lines + [edit("note:n0", {"goal": f"goal:g{i}"}) for i in range(n)])


def clashes(n):
    lines = [note(0, "w")]
    return by_edits(
        lines
        + [edit("note:n0", {"text": f"w{i}"}, actor="z", number=7) for i in range(n)]
    )


def votes(n):
    return by_edits([note(0, "w", **{f"vote:v{i}": 1 for i in range(n)})])


def voters(n):
    """n people who each gave a dot, to one of 100 notes."""
    lines = [note(i, f"w{i}") for i in range(100)]
    for i in range(n):
        lines.append(edit(f"note:n{i % 100}", {f"vote:person {i + 1}": 1}))
    lines.append(
        edit("session:q", {"ballot": "open", "dots": "3", "dots_for": "person"})
    )
    return by_edits(lines)


def fields(n):
    return by_edits([note(0, "w", **{f"mark{i}": "x" for i in range(n)})])


def template(columns=1, stages=1, marks=0, choices=0):
    return {
        "format": "roundtable template",
        "version": 1,
        "id": "own",
        "title": "own",
        "marks": [
            {
                "id": f"m{i}",
                "title": f"m{i}",
                "choices": [{"id": f"o{j}"} for j in range(choices or 1)],
            }
            for i in range(marks)
        ],
        "grids": [
            {
                "id": "grid",
                "title": "grid",
                "columns": [{"id": f"c{i}", "title": f"C{i}"} for i in range(columns)],
            }
        ],
        "stages": [
            {"id": f"s{i}", "title": f"s{i}", "grid": "grid", "minutes": 5}
            for i in range(stages)
        ],
    }


def formed(form, *goals):
    return {**by_hand(*goals, template="own"), "templates": [form]}


def template_columns(n):
    return formed(
        template(columns=n), {"text": "g", **{f"c{i}": ["w"] for i in range(n)}}
    )


def template_stages(n):
    return formed(template(stages=n), {"text": "g", "c0": ["w"]})


def template_marks(n):
    """n marks, all of which one column offers, and one note that has them all."""
    form = template(marks=n)
    form["grids"][0]["columns"][0]["marks"] = [f"m{i}" for i in range(n)]
    item = {"text": "w", **{f"m{i}": "o0" for i in range(n)}}
    return formed(form, {"text": "g", "c0": [item]})


def template_choices(n):
    form = template(marks=1, choices=n)
    form["grids"][0]["columns"][0]["marks"] = ["m0"]
    items = [{"text": f"w{i}", "m0": f"o{i}"} for i in range(n)]
    return formed(form, {"text": "g", "c0": items})


def templates(n):
    """n tables, each of a template of its own."""
    forms = [{**template(), "id": f"t{i}"} for i in range(n)]
    tables = [
        {"title": f"q{i}", "template": f"t{i}", "goals": [{"text": "g", "c0": ["w"]}]}
        for i in range(n)
    ]
    return {"sessions": tables, "templates": forms}


def prompts(n):
    form = template()
    form["stages"][0]["prompts"] = [f"p{i}" for i in range(n)]
    return formed(form, {"text": "g", "c0": ["w"]})


def tables(n):
    return {
        "sessions": [
            {"title": f"q{i}", "goals": [{"text": "g", "barriers": ["w"]}]}
            for i in range(n)
        ]
    }


def strange_tables(n):
    """n tables, each with a column of its own."""
    return {
        "sessions": [
            {"title": f"q{i}", "goals": [{"text": "g", f"c{i}": ["w"]}]} for i in range(n)
        ]
    }


def strange_goals(n):
    """n goals, each with a column of its own."""
    return by_hand(*({"text": f"g{i}", f"c{i}": ["w"]} for i in range(n)))


def odd_columns(n):
    """n columns that no form knows, in one goal."""
    return by_edits([note(i, "w", column=f"c{i}") for i in range(n)])


def odd_goals(n):
    """n goals, each with such a column of its own."""
    lines = [goal(i, f"g{i}") for i in range(n)]
    return by_edits(
        lines + [note(i, "w", f"goal:g{i}", f"c{i}") for i in range(n)]
    )


def odd_tables(n):
    lines = [edit(f"session:q{i}", {"title": f"q{i}"}) for i in range(n)]
    lines += [goal(i, f"g{i}", f"session:q{i}") for i in range(n)]
    return by_edits(
        lines + [note(i, "w", f"goal:g{i}", f"c{i}") for i in range(n)]
    )


def drafts(n):
    """The journal of a session: what n people were typing."""
    return [
        {"draft": f"w{i}", "actor": f"a{i}", "of": "goal:g", "field": "draft:barriers"}
        for i in range(n)
    ]


def own_drafts(n):
    """The same of one person."""
    return [{**line, "actor": "a"} for line in drafts(n)]


def journal(n):
    return [note(i, f"w{i}") for i in range(n)]


def kept_drafts(n):
    """Drafts that became fields, unseen by each other."""
    return [edit("goal:g", {"draft:barriers": f"w{i}"}) for i in range(n)]


def again(n):
    """n edits that give the words of one edit again."""
    lines = [note(0, "w")]
    for i in range(n):
        line = edit("note:n0", {"text": "w"}, [lines[-1]["key"]])
        line["again"] = [lines[0]["key"]]
        lines.append(line)
    return by_edits(lines)


def again_chain(n):
    lines = [note(0, "w")]
    for i in range(n):
        line = edit("note:n0", {"text": "w"}, [lines[-1]["key"]])
        line["again"] = [lines[-1]["key"]]
        lines.append(line)
    return by_edits(lines)


def actors(n):
    lines = [note(0, "w")]
    return by_edits(
        lines
        + [edit(f"note:m{i}", {"text": "w"}, actor=f"a{i}", number=1) for i in range(n)]
    )


def by_people(n):
    lines = [note(i, f"w{i}") for i in range(n)]
    for i, line in enumerate(lines):
        line["by"] = f"Person {i}"
    return by_edits(lines)


WORDS = "advertising schools parents fear money habit time rules trust shops".split()


KINDS = {
    "columns": lambda n: by_hand({"text": "g", **{f"c{i}": ["w"] for i in range(n)}}),
    "wordings": wordings,
    "covered": covered,
    "seen": seen,
    "reworded": reworded,
    "own deletions": own_deletions,
    "one voter": one_voter,
    "deleted goals": deleted_goals,
    "gone": gone,
    "deletions": deletions,
    "moved": moved,
    "clashes": clashes,
    "votes": votes,
    "voters": voters,
    "fields": fields,
    "members": lambda n: {**by_hand({"text": "g"}), **{f"m{i}": i for i in range(n)}},
    "table members": lambda n: by_hand({"text": "g"}, **{f"m{i}": "x" for i in range(n)}),
    "goal members": lambda n: by_hand({"text": "g", **{f"m{i}": "x" for i in range(n)}}),
    "note members": lambda n: by_hand(
        {"text": "g", "barriers": [{"text": "w", **{f"m{i}": "x" for i in range(n)}}]}
    ),
    "goals": lambda n: by_hand(*({"text": f"g{i}", "barriers": ["w"]} for i in range(n))),
    "notes": lambda n: by_hand({"text": "g", "barriers": [f"w{i}" for i in range(n)]}),
    "like notes": lambda n: by_hand({"text": "g", "barriers": ["w"] * n}),
    "near notes": lambda n: by_hand(
        {
            "text": "g",
            "barriers": [
                f"{WORDS[i % 10]} {WORDS[i // 10 % 10]} {WORDS[i // 100 % 10]}"
                for i in range(n)
            ],
        }
    ),
    "like goals": lambda n: by_hand(*({"text": "g", "barriers": ["w"]} for _ in range(n))),
    "tables": tables,
    "many tables": tables,
    "strange tables": strange_tables,
    "strange goals": strange_goals,
    "long note": lambda n: by_hand({"text": "g", "barriers": ["word " * n]}),
    "long word": lambda n: by_hand({"text": "g", "barriers": ["w" * n]}),
    "lines": lambda n: by_hand({"text": "g", "barriers": ["a line\n" * n]}),
    "long title": lambda n: by_hand({"text": "g", "barriers": ["w"]}, title="word " * n),
    "joiners": lambda n: by_hand({"text": "g", "barriers": ["a" + "\u200d" * n]}),
    "marks on a letter": lambda n: by_hand({"text": "g", "barriers": ["a" + "\u0301" * n]}),
    "marks on a title": lambda n: by_hand(
        {"text": "g", "barriers": ["w"]}, title="a" + "\u0301" * n
    ),
    "template columns": template_columns,
    "template stages": template_stages,
    "template marks": template_marks,
    "template choices": template_choices,
    "templates": templates,
    "prompts": prompts,
    "odd columns": odd_columns,
    "odd goals": odd_goals,
    "odd tables": odd_tables,
    "drafts": drafts,
    "own drafts": own_drafts,
    "journal": journal,
    "kept drafts": kept_drafts,
    "again": again,
    "again chain": again_chain,
    "actors": actors,
    "people": by_people,
}

# What each is measured at; no more than the reader takes of clashes. Of tables, those of a
# country, too.
SIZES = {"clashes": 400, "many tables": 5000}

# With what each is measured: these by everything, the others by what differs most.
ALL = "check log text markdown html csv json themes missing diff merge screen"
COMMANDS = {
    kind: ALL
    for kind in ("columns", "wordings", "goals", "notes", "tables", "strange goals")
}
COMMANDS["many tables"] = "check log text"


def write_one(file, made):
    file.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")))


def write(kind, n, path):
    made = KINDS[kind](n)
    with open(path, "w", encoding="utf-8") as file:
        write_one(file, by_edits([]) if isinstance(made, list) else made)
        file.write("\n")
    if isinstance(made, list):
        with open(path + ".journal", "w", encoding="utf-8") as file:
            for line in made:
                text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
                file.write(f"{zlib.crc32(text.encode()):08x} {text}\n")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        for kind in KINDS:
            commands = COMMANDS.get(kind, "check log text json screen")
            print(f"{kind}\t{SIZES.get(kind, 2000)}\t{commands}")
