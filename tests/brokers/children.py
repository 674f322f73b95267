"""Programs that end with this one, however that ends, and the folder that they work in."""

import os
import shutil
import signal
import subprocess
import tempfile


def ended_within(child, seconds):
    """Whether it has ended, which is waited for so long: the next look at what it is to do."""
    try:
        child.wait(timeout=seconds)
        return True
    except subprocess.TimeoutExpired:
        return False


class Children:
    """A small process holds the end of a pipe; once nobody has the other end any more, it
    kills every group that was told to it and removes the folder."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="roundtable-brokers-")
        end, self.pipe = os.pipe()
        self.guard = os.fork()
        if self.guard == 0:
            os.close(self.pipe)
            self._watch(end)
        os.close(end)

    def _watch(self, end):
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        told = b""
        while block := os.read(end, 4096):
            told += block
        for group in told.split():
            try:
                os.killpg(int(group), signal.SIGKILL)
            except ProcessLookupError:
                pass
        shutil.rmtree(self.folder, ignore_errors=True)
        os._exit(0)

    def run(self, command, log, **more):
        """Starts one in a group of its own; what it says goes into a file of that name."""
        pipe = self.pipe
        with open(os.path.join(self.folder, log), "ab") as out:
            more.setdefault("stdin", subprocess.DEVNULL)
            more.setdefault("stdout", out)
            return subprocess.Popen(
                command, stderr=out, start_new_session=True,
                preexec_fn=lambda: os.write(pipe, b"%d\n" % os.getpid()), **more)

    def end(self):
        os.close(self.pipe)
        os.waitpid(self.guard, 0)
