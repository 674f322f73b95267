"""Small changes to a text in C, for mutants.py: drawn at random by a seed."""

import random
import re

# --- changes ---

SPACED = {"<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="],
          "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["+"], "/": ["*"],
          "%": ["/"], "+=": ["-="], "-=": ["+="], "|": ["&"], "&": ["|"]}
WORDS = set("""auto break case char const continue default do double else enum extern float
    for goto if inline int long register return short signed sizeof static struct switch
    typedef union unsigned void volatile while bool true false NULL size_t""".split())


def blank(text):
    """The same text with spaces for comments, texts, directives and assertions."""
    def spaces(match):
        return re.sub(r"[^\n]", " ", match.group())

    text = re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|^[ \t]*#(?:\\\n|[^\n])*",
                  spaces, text, flags=re.S | re.M)
    return re.sub(r"\b(?:static_)?assert\([^;]*;", spaces, text)


def closing(bare, opening):
    """Where the bracket that opens at opening is closed."""
    depth = 0
    for i in range(opening, len(bare)):
        depth += {"(": 1, ")": -1}.get(bare[i], 0)
        if depth == 0:
            return i
    return len(bare)


def body_around(bare, start):
    """The function that holds start: from the line after the last closing brace in column
    0 to the next one."""
    before = bare.rfind("\n}", 0, start)
    after = bare.find("\n}", start)
    return bare[before + 2 if before >= 0 else 0:after if after >= 0 else len(bare)]


def operators(text, bare, start, end):
    for m in re.compile(r"(?<= )([<>=!]=|&&|\|\||[-+]=|[-+*/%<>|&])(?=\s)").finditer(
            bare, start, end):
        yield from ((m.start(), m.end(), other) for other in SPACED.get(m.group(), []))
    for m in re.compile(r"\+\+|--").finditer(bare, start, end):
        yield m.start(), m.end(), "--" if m.group() == "++" else "++"


def constants(text, bare, start, end):
    for m in re.compile(r"(?<![\w.'])\d+(?![\w.'])").finditer(bare, start, end):
        yield m.start(), m.end(), str(int(m.group(), 10 if m.group() != "0" else 8) + 1)
        if int(m.group()) > 0:
            yield m.start(), m.end(), str(int(m.group()) - 1)
    for m in re.compile(r"\b(true|false)\b").finditer(bare, start, end):
        yield m.start(), m.end(), "false" if m.group() == "true" else "true"
    for m in re.compile(r"'([ -&(-[\]-}])'").finditer(bare, start, end):
        yield m.start(), m.end(), "'%s'" % ("a" if m.group(1) != "a" else "b")


def conditions(text, bare, start, end):
    for m in re.compile(r"\b(?:if|while) \(").finditer(bare, start, end):
        last = closing(bare, m.end() - 1)
        yield m.end(), last, "!(%s)" % text[m.end():last]


def statements(text, bare, start, end):
    m = re.compile(r" +(?!return |goto\b|else\b|case\b|default\b)([^\s;{}][^;{}]*;)").match(
        bare, start)
    if m and bare[:start].rstrip()[-1:] in tuple(";{}:") and (
            m.group().count("(") == m.group().count(")")):
        yield m.start(1), m.end(), ";" + "\n" * m.group().count("\n")


def returns(text, bare, start, end):
    for m in re.compile(r"\breturn ([^;]+);").finditer(bare, start):
        if m.start() >= end:
            return
        value = text[m.start(1):m.end(1)]
        for other in ("!(%s)" % value, "0", "(%s) + 1" % value):
            yield m.start(1), m.end(1), other


def variables(text, bare, start, end):
    """Another name of the function for a name, another member for a member."""
    around = body_around(bare, start)
    names = re.findall(r"(?<![\w.>'])[a-z_]\w*\b(?!\s*\()", around)
    members = re.findall(r"(?:->|\.)([a-z_]\w*)\b(?!\()", around)
    for m in re.compile(r"(?<![\w'])[a-z_]\w*\b(?!\s*\()").finditer(bare, start, end):
        if m.group() in WORDS:
            continue
        is_member = bare[:m.start()].endswith(("->", "."))
        for other in sorted(set(members if is_member else names) - WORDS - {m.group()}):
            yield m.start(), m.end(), other


KINDS = [operators, constants, conditions, statements, returns, variables]


def change_at(rng, text, bare, start, end):
    """One change of the line from start to end, as what it is and the whole text, or None."""
    kinds = [k for k in ([*kind(text, bare, start, end)] for kind in KINDS) if k]
    if not kinds:
        return None
    first, last, other = rng.choice(rng.choice(kinds))
    changed = text[:first] + other + text[last:]
    was = text[start:text.index("\n", last)]
    now = changed[start:changed.index("\n", first + len(other))]
    return " ".join(was.split()), " ".join(now.split()), changed


def changes(seed, number, sources):
    """Change after change for one number, each (file, line, was, now, text)."""
    rng = random.Random("%d:%d" % (seed, number))
    lines = [(path, n) for path in sorted(sources)
             for n in range(sources[path].count("\n"))]
    while True:
        path, n = rng.choice(lines)
        text = sources[path]
        bare = blank(text)
        start = sum(len(line) + 1 for line in text.split("\n")[:n])
        made = change_at(rng, text, bare, start, text.index("\n", start))
        if made:
            yield (path, n + 1) + made
