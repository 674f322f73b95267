"""Whether `roundtable check` and the schema say the same of files made up: that something
wants a look, or that nothing does. usage: check-and-schema.py PROGRAM FIRST COUNT FOLDER"""

import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import jsonschema
import sessions_made_up

program, first, count, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
judge = jsonschema.Draft7Validator(json.load(open("templates/session.schema.json")))
parted = refused = 0
for seed in range(first, first + count):
    made = sessions_made_up.made_up(seed, sessions_made_up.ODD, True)
    path = os.path.join(folder, "made-up.json")
    with open(path, "w") as out:
        json.dump(made, out)
    said = subprocess.run([program, "check", path], capture_output=True, text=True)
    faults = [list(e.absolute_path) + [e.message[:200]] for e in judge.iter_errors(made)]
    refused += bool(faults)
    if (said.returncode != 0) != bool(faults):
        parted += 1
        print("seed", seed, "check:", said.returncode, said.stdout, "schema:", faults)
print(count, "files,", refused, "refused,", parted, "times they parted")
sys.exit(parted > 0 or refused < count // 4 or refused > count * 9 // 10)
