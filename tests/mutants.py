#!/usr/bin/env python3
"""Makes small changes to the program, one at a time, and tells which of them no test
notices: those are what the tests do not ask for.
usage: mutants.py FOLDER, from the top of the tree

FOLDER takes a copy of the tree, what was found out before and the verdicts: a run that was
stopped goes on where it was. From the environment:

    MUTANTS_SEED=1     change N of a seed is always the same, as long as the sources are
    MUTANTS_COUNT=150  how many changes
    MUTANTS_ONLY=      the numbers of those to try (again), such as "3 17"
    MUTANTS_JOBS=1     how many tests run at a time
    CC=gcc             the compiler

Lines of core/ and tui/ are drawn at random, so that a file has changes as it has lines. What
does not compile, or gives the same object code, is replaced by another change. Texts and
assertions are left as they are. The suites that run the changed line (as a build that counts
lines has shown once) are tried, the quickest first, until a test fails twice, or crashes, or
does not end; where no suite is known to run the line, all are. What the quick ones do not
notice comes to the slow ones once all changes were tried, and last to the sanitizers, for a
memory that is not given back, say. Status 1 if fewer than 95
of 100 were noticed.
"""

import collections
import ctypes
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import mutations

SEED = int(os.environ.get("MUTANTS_SEED", "1"))
COUNT = int(os.environ.get("MUTANTS_COUNT", "150"))
ONLY = [int(n) for n in os.environ.get("MUTANTS_ONLY", "").split()]
JOBS = os.environ.get("MUTANTS_JOBS", "1")
CC = os.environ.get("CC", "gcc")
FOLDER = os.path.abspath(sys.argv[1])
TREE = os.path.join(FOLDER, "tree")
BAR = 0.95
# Proofs that try many times what one time shows here.
FEW = {"ROUNDTABLE_" + name: number for name, number in [
    ("KILLS", "2"), ("FAULTS", "1"), ("FLIPS", "20"), ("SEEDS", "10"), ("SEALED", "10"),
    ("STORM", "2"), ("KEYS", "5"), ("ALLOCATIONS", "5"), ("WALKS", "2")]}
LEFT_OUT = {"faults"}  # minutes, whatever its number
# A build to be quick and one to be strict.
ORDINARY = ("build", "OPT=-O2")
STRICTER = ("build/sanitize", "OPT=-O1 -g -fsanitize=address,undefined "
            "-fno-sanitize-recover=undefined -fno-omit-frame-pointer")
COUNTING = ("build/count", "OPT=-O0 --coverage")
# What is tried with all changes before the next is: suites that take so many seconds.
TURNS = [(ORDINARY, 0, 4), (ORDINARY, 4, 9999), (STRICTER, 0, 9999)]
PROGRAMS = ["all", "{}/roundtable-tests", "{}/saver", "{}/fail_allocation.so"]
# What a compiler only warns of, and nobody would have left.
STRICT = " ".join("-Werror=" + w for w in (
    "int-conversion", "incompatible-pointer-types", "implicit-function-declaration",
    "discarded-qualifiers"))


# --- the copy, what is built of it, and running it ---


def put(path, text):
    """Writes a file anew only if it says something else, so that make sees it."""
    if os.path.exists(path):
        with open(path, "rb") as there:
            if there.read() == text:
                return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(text)


def copy_tree():
    """Brings the copy up to the working tree; gives the digest of all, and of what is
    changed, and the sources."""
    whole, sources, texts = hashlib.sha256(), hashlib.sha256(), {}
    kept = set()
    for above, folders, names in os.walk("."):
        folders[:] = sorted(f for f in folders if f not in ("build", ".git", "__pycache__"))
        for name in sorted(names):
            path = os.path.normpath(os.path.join(above, name))
            with open(path, "rb") as file:
                data = file.read()
            put(os.path.join(TREE, path), data)
            shutil.copymode(path, os.path.join(TREE, path))
            kept.add(path)
            if path.endswith((".c", ".h")):
                whole.update(path.encode() + data)
            if path.startswith(("core/", "tui/")):
                sources.update(path.encode() + data)
                if path.endswith(".c"):
                    texts[path] = data.decode()
    for above, folders, names in os.walk(TREE):
        folders[:] = [f for f in folders if f != "build"]
        for name in names:
            if os.path.relpath(os.path.join(above, name), TREE) not in kept:
                os.remove(os.path.join(above, name))
    return whole.hexdigest()[:12], sources.hexdigest()[:12], texts


def children():
    """The processes that are below this one, whoever started them."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid) as stat:
                if int(stat.read().rpartition(")")[2].split()[1]) == os.getpid():
                    found.append(int(pid))
        except (OSError, ValueError):
            pass
    return found


def end_children():
    """Ends what a run left behind: orphans come to this process, which adopts them."""
    for _ in range(50):
        left = children()
        if not left:
            return
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except OSError:
                pass


def limits(memory):
    """What a change that allocates or writes without end may take from the machine."""
    def set_limits():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**29, 2**29))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return set_limits


def run(argv, seconds, memory=0, **environment):
    """Runs a command in the copy; gives its status, or None at the time limit, and what it
    said."""
    env = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    env.update(FEW, **environment)
    with open(os.path.join(FOLDER, "output"), "w+b") as output:
        process = subprocess.Popen(argv, cwd=TREE, env=env, stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=subprocess.STDOUT,
                                   preexec_fn=limits(memory))
        status = None
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:  # whoever asks for an end of it, too
            if process.poll() is None:
                process.kill()
                process.wait()
            end_children()
        output.seek(0)
        return status, output.read().decode(errors="replace")


def make(way, targets=PROGRAMS):
    build, options = way
    targets = [target.format(build) for target in targets]
    return run(["make", "-s", "B=" + build, "CC=" + CC, "WERROR=" + STRICT, options] + targets,
               1800)


def tests(way, filter_, seconds, *options, deadline=15):
    """As run, of the tests that filter_ names; what the sanitizers report is status 99. A
    test waits that long for what does not come."""
    build, reports = way[0], os.path.join(FOLDER, "reports")
    shutil.rmtree(reports, ignore_errors=True)
    os.mkdir(reports)
    status, said = run(
        [build + "/roundtable-tests", "--jobs", JOBS, "--filter", filter_, *options], seconds,
        memory=0 if way == STRICTER else 2**32,
        ROUNDTABLE_TEST_DEADLINE_S=str(deadline * (4 if way == STRICTER else 1)),
        ROUNDTABLE_PROGRAM=os.path.join(TREE, build, "roundtable"),
        ASAN_OPTIONS="detect_leaks=1:hard_rss_limit_mb=2048:log_path=" + reports + "/asan",
        UBSAN_OPTIONS="log_path=" + reports + "/ubsan")
    return 99 if os.listdir(reports) else status, said


def failures(said):
    return re.findall(r"\[FAIL\] .*?([a-z]\w*)::(\w+)", said)


# --- which suites run which lines ---


def lines_run():
    """(file, line) of what ran since the counts were last removed."""
    counts = [os.path.join(above, name)
              for above, _, names in os.walk(os.path.join(TREE, "build/count"))
              for name in names if name.endswith(".gcda") and "/tests/" not in above]
    if not counts:
        return set()
    _, said = run(["gcov", "--json-format", "--stdout"] + counts, 600)
    for path in counts:
        os.remove(path)
    ran = set()
    for answer in said.split("\n"):
        if answer.startswith("{"):
            for file in json.loads(answer)["files"]:
                ran.update((os.path.normpath(file["file"]), line["line_number"])
                           for line in file["lines"] if line["count"] > 0)
    return ran


def record(digest):
    """What each suite runs and how long it takes, once for these sources and tests."""
    path = os.path.join(FOLDER, "suites-%s.json" % digest)
    if os.path.exists(path):
        with open(path) as there:
            return json.load(there)
    say("counting which suites run which lines (once, for some minutes)")
    must(make(COUNTING))
    listed = tests(COUNTING, "*/*", 60, "--list")[1]
    suites = {}
    lines_run()
    for suite in sorted(set(re.findall(r"^(\w+): \d+ test", listed, re.M)) - LEFT_OUT):
        start = time.monotonic()
        said = tests(COUNTING, suite + "/*", 1200)[1]
        seconds = time.monotonic() - start
        for name in failures(said):
            must(tests(ORDINARY, "/".join(name), 600))  # it would notice everything
        by_file = collections.defaultdict(list)
        for file, line in sorted(lines_run()):
            by_file[file].append(line)
        suites[suite] = {"seconds": seconds, "lines": by_file}
    with open(path + ".new", "w") as out:
        json.dump(suites, out)
    os.rename(path + ".new", path)
    return suites


def suites_for(suites, path, line):
    """Those that run the line, or the statement that it goes on, or at least the file
    (where it is no statement), the quickest first."""
    known = sorted({n for s in suites.values() for n in s["lines"].get(path, []) if n <= line})
    near = known[-1] if known and line - known[-1] < 4 else None
    chosen = [s for s in suites if near in suites[s]["lines"].get(path, [])]
    chosen = chosen or [s for s in suites if path in suites[s]["lines"]] or [*suites]
    return sorted(chosen, key=lambda s: suites[s]["seconds"])


def bites(suites, names):
    """The names in lots that take about 4, 16, 64… seconds."""
    limit, lot, seconds = 4, [], 0
    for name in names:
        if lot and seconds + suites[name]["seconds"] > limit:
            yield lot, seconds
            limit, lot, seconds = limit * 4, [], 0
        lot.append(name)
        seconds += suites[name]["seconds"]
    if lot:
        yield lot, seconds


# --- verdicts ---


def first_failure(way, lot, seconds):
    """What fails of some suites with the change: a test, or "" if nothing does twice. Where
    a machine was busy and the first failure is none, all of them run once more."""
    for deadline, options in ((8, ["--fail-fast"]), (15, [])):
        status, said = tests(way, "@(%s)/*" % "|".join(lot), seconds, *options,
                             deadline=deadline)
        failed = ["/".join(f) for f in failures(said)]
        if status == 0:
            return ""
        if status in (None, 99) or not failed:
            return {None: "the time limit", 99: "the sanitizers"}.get(status, "a crash")
        for test in failed[:3]:
            if tests(way, test, seconds)[0] != 0:
                return test
    return ""


def noticed_by(turn, suites, path, line, kept):
    """What notices the change that lies in the copy in that turn, or "" if nothing does. That
    memory is kept is nothing for others than the sanitizers."""
    way, shortest, longest = TURNS[turn]
    if kept and way != STRICTER:
        return ""
    names = [s for s in suites_for(suites, path, line)
             if shortest <= suites[s]["seconds"] < longest]
    must(make(way))
    for lot, seconds in bites(suites, names):
        found = first_failure(way, lot, 40 + seconds * (20 if way == STRICTER else 6))
        if found:
            return found
    return ""


def object_of(path):
    return path[:-2] + ".o"


def object_made(path):
    with open(os.path.join(TREE, "build", object_of(path)), "rb") as file:
        return hashlib.sha256(file.read()).digest()


def verdict(number, turn, sources, objects, suites):
    """(file, line, was, now, turn, noticed by) of one change that makes another program."""
    for path, line, was, now, text in mutations.changes(SEED, number, sources):
        put(os.path.join(TREE, path), text.encode())
        try:
            if make(ORDINARY, ["{}/" + object_of(path)])[0] == 0 and (
                    object_made(path) != objects[path]):
                kept = now == ";" and re.match(r"(free|\w+_(free|finish))\(", was)
                return (path, line, was, now, turn,
                        noticed_by(turn, suites, path, line, kept))
        finally:
            put(os.path.join(TREE, path), sources[path].encode())


def say(text):
    print(text, flush=True)


def must(result):
    if result[0] != 0:
        sys.exit("mutants: this must work before anything is changed:\n" + result[1][-3000:])
    return result


def read_verdicts(path):
    if not os.path.exists(path):
        return {}
    with open(path) as there:
        rows = [line.rstrip("\n").split("\t") for line in there]
    return {int(row[0]): (row[1], int(row[2]), row[3], row[4], int(row[5]), row[6])
            for row in rows}


def tell(number, row):
    path, line, was, now, _, by = row
    say("%4d  %s  %s:%d  %s  ->  %s%s" % (number, "noticed" if by else "UNSEEN ", path, line,
                                         was, now, "  by " + by if by else ""))


def summary(rows):
    """The table by folder; gives the share noticed."""
    by_folder = collections.defaultdict(lambda: [0, 0])
    for path, _, _, _, _, by in rows:
        for folder in ("/".join(path.split("/")[:2]), "all"):
            by_folder[folder][0] += by != ""
            by_folder[folder][1] += 1
    say("\n%-20s %8s %8s %8s" % ("folder", "changes", "noticed", "percent"))
    for folder, (noticed, all_) in sorted(by_folder.items(), key=lambda f: (f[0] == "all", f)):
        say("%-20s %8d %8d %8.1f" % (folder, all_, noticed, 100 * noticed / all_))
    return by_folder["all"][0] / max(1, by_folder["all"][1])


def main():
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.makedirs(FOLDER, exist_ok=True)
    say("MUTANTS_SEED=%d MUTANTS_COUNT=%d MUTANTS_JOBS=%s" % (SEED, COUNT, JOBS))
    digest, of_sources, sources = copy_tree()
    must(make(ORDINARY))
    objects = {path: object_made(path) for path in sources}
    suites = record(digest)
    path = os.path.join(FOLDER, "verdicts-%d-%s.tsv" % (SEED, of_sources))
    done = read_verdicts(path)
    for number in ONLY:
        done.pop(number, None)
    for turn in range(len(TURNS)):
        for number in ONLY or range(1, COUNT + 1):
            row = done.get(number)
            if row is None or (not row[5] and row[4] < turn):
                row = done[number] = verdict(number, turn, sources, objects, suites)
                with open(path, "a") as out:
                    out.write("\t".join(map(str, (number,) + row)) + "\n")
                tell(number, row)
    rows = [done[n] for n in sorted(done) if n <= COUNT]
    say("\nunseen:")
    for number in sorted(n for n in done if n <= COUNT and not done[n][5]):
        tell(number, done[number])
    return 0 if summary(rows) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
