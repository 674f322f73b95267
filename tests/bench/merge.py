"""Merges session files as one would in a few lines of Python: merge.py FOLDER OUT.

Every edit of every *.json file in FOLDER, one of each key, by time, goes to OUT. The
measure for tests/bench-merge.sh."""

import json
import pathlib
import sys

edits = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    for edit in json.loads(path.read_bytes())["edits"]:
        edits[edit["key"]] = edit
in_order = sorted(edits.values(), key=lambda edit: (edit["at"], edit["key"]))
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump({"edits": in_order}, out, ensure_ascii=False)
