"""Gives sessions with extreme values in any field to the programs beside, and to check and
every export, in a build with sanitizers; what one of them trips over stays in FOLDER.
usage: fuzz-beside.py BUILD SECONDS SEED FOLDER"""

import json
import os
import random
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sessions_made_up

build, seconds, seed, folder = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
WAYS = [["roundtable-map", "--type", kind] for kind in ("svg", "pdf", "dot", "pieces")]
WAYS += [["roundtable-map", "--seminar", "--type", kind] for kind in ("pdf", "dot")]
WAYS += [["roundtable-pdf", "--cover", "--paper", paper] for paper in ("a4", "a3", "report")]
WAYS += [["roundtable-xlsx"], ["roundtable-xlsx", "--for", "public"], ["roundtable", "check"]]
WAYS += [["roundtable", "export", "-f", kind, "--for", whom]
         for kind in ("text", "markdown", "html", "csv", "json", "ics")
         for whom in ("participants", "commissioners", "public")]
environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0:abort_on_error=0:exitcode=99",
                   UBSAN_OPTIONS="print_stacktrace=1", HOME=folder, TMPDIR=folder)
os.makedirs(folder, exist_ok=True)
path = os.path.join(folder, "beside.json")
end, runs, faults, taken = time.monotonic() + seconds, 0, 0, 0
while time.monotonic() < end:
    rng = random.Random(seed + runs)
    goals, notes = rng.choice([(1, 2), (1, 2), (3, 5), (1, 100), (12, 8)])
    made = sessions_made_up.made_up(seed + runs, sessions_made_up.EXTREME, False, goals,
                                    notes, 8)
    with open(path, "w") as out:
        json.dump(made, out)
    way = rng.choice(WAYS)
    argv = [os.path.join(build, way[0])] + way[1:] + (
        [path] if way[0] == "roundtable" else [])
    runs += 1
    try:
        with open(path) as session:
            ran = subprocess.run(argv, stdin=session, capture_output=True, timeout=120,
                                 env=environment)
        taken += ran.returncode in (0, 3)
        said = ran.stderr.decode(errors="replace")
        bad = ran.returncode not in (0, 1, 3) or "runtime error" in said
    except subprocess.TimeoutExpired:
        bad, said = True, "no end in two minutes"
    if bad:
        faults += 1
        kept = os.path.join(folder, "beside-%d.json" % (seed + runs - 1))
        os.replace(path, kept)
        print(" ".join(argv), "<" + kept, "\n" + said[:4000], file=sys.stderr)
print("fuzz_beside: %d sessions in %g s, %d of them taken, from seed %d%s" %
      (runs, seconds, taken, seed, ", %d FAULTS" % faults if faults else ""))
if os.environ.get("ROUNDTABLE_FIGURES"):
    with open(os.environ["ROUNDTABLE_FIGURES"], "a") as figures:
        figures.write("fuzz: programs beside\t%d\t%d\t%d\t%g\n" %
                      (runs, faults, seed, seconds))
sys.exit(faults > 0)
