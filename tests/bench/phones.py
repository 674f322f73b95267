#!/usr/bin/env python3
"""500 phones in 20 seconds, a fifth sending twice, to roundtable-phones of a build: rows for
tests/bench.sh. Each loads the page and sends an entry; from the first byte that is sent to the
last that comes back, for each of both.

usage: phones.py BUILD [PHONES [SECONDS]]"""
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

build = os.path.realpath(sys.argv[1])
phones = int(sys.argv[2]) if len(sys.argv) > 2 else 500
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
session = """{"sessions":[{"title":"Walking","goals":[{"text":"More walking"}]}]}"""


class Phone:
    def __init__(self, port, token, number):
        self.port, self.token, self.number = port, token, number
        self.cookie, self.took = "", []

    async def ask(self, method, body=None):
        lines = [f"{method} /{self.token} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        if self.cookie:
            lines.append(f"Cookie: phone={self.cookie}")
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded",
                      f"Content-Length: {len(body)}"]
        request = ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()
        start = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        answer = (await reader.read()).decode()
        self.took.append((time.perf_counter() - start) * 1000)
        writer.close()
        return answer

    async def visit(self, after):
        await asyncio.sleep(after)  # it is the load: when each of them comes, of the seconds
        page = await self.ask("GET")
        self.cookie = re.search("phone=([0-9a-z]+);", page)[1]
        once = re.search('name=once value="([0-9a-z]+)"', page)[1]
        goal = re.search('option dir=auto value="([^"]+)"', page)[1]
        body = urllib.parse.urlencode({"once": once, "goal": goal, "column": "barriers",
                                       "text": f"entry {self.number}."})
        for _ in range(2 if self.number % 5 == 0 else 1):
            answer = await self.ask("POST", body)
            assert " 303 " in answer.splitlines()[0], answer


async def crowd(port, token):
    chance = random.Random(14)
    all_of_them = [Phone(port, token, n) for n in range(phones)]
    await asyncio.gather(*(p.visit(chance.random() * seconds) for p in all_of_them))
    return sorted(t for p in all_of_them for t in p.took)


def cpu_ms(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/t.json"
    open(path, "w").write(session)
    environment = dict(os.environ, HOME=folder, XDG_STATE_HOME=f"{folder}/state")
    served = subprocess.Popen([f"{build}/roundtable-phones", "--host", "127.0.0.1", "--port",
                               "0", path], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        address = served.stdout.readline()
        port, token = re.match(r"http://127\.0\.0\.1:(\d+)/(\w+)", address).groups()
        took = asyncio.run(crowd(int(port), token))
        cpu = cpu_ms(served.pid)
        served.send_signal(signal.SIGTERM)
        served.stdout.read()
        assert served.wait() == 0, "it could not save"
    finally:
        served.kill()
    text = open(path).read()
    entries = set(re.findall(r'"text": ?"(entry \d+\.)"', text))
    offers = len(set(re.findall(r'"of": ?"offer:(\w+)"', text)))
    print(f"{phones} phones in {seconds:.0f} s, a fifth sending twice: entries not there\t"
          f"{phones - len(entries)}")
    print(f"{phones} phones in {seconds:.0f} s, a fifth sending twice: entries that are there twice\t"
          f"{offers - len(entries)}")
    print(f"page or form, p50, ms\t{took[len(took) // 2]:.1f}")
    print(f"page or form, p99, ms\t{took[len(took) * 99 // 100]:.1f}")
    print(f"page or form, longest, ms\t{took[-1]:.1f}")
    print(f"processor a phone, ms\t{cpu / phones:.2f}")
