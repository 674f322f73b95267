"""Runs a command and prints its user time in ms and the most memory it held, in bytes:
measure.py RUNS COMMAND... Of several runs, the quickest: what else the machine does makes
a run slower, never quicker."""

import os
import sys

times, peaks = [], []
for _ in range(int(sys.argv[1])):
    pid = os.posix_spawnp(
        sys.argv[2],
        sys.argv[2:],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"measure.py: failed: {' '.join(sys.argv[2:])}")
    times.append(used.ru_utime * 1000)
    peaks.append(used.ru_maxrss * 1024)
print(round(min(times)), max(peaks))
