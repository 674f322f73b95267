#!/usr/bin/env python3
"""Writes the pages that phones are shown, in every language and state, as files; for
tests/test-readers-phones.sh.

usage: phones_pages.py PROGRAM FOLDER"""
import http.client
import os
import re
import subprocess
import sys
import urllib.parse

program, folder = sys.argv[1:]
HEAD = '{"sessions":[{"title":"Getting more people walking","stage":"map",'
GOALS = ('"goals":[{"text":"More walking to school","barriers":["Rain","No pavement on Park '
         'Lane, and lorries that do not slow down"]},{"text":"Less loneliness"}]}]}')
SESSIONS = {
    "page": '"phones_see":"yes",',
    "votes": '"phones_vote":"yes","ballot":"open","dots":"3","dots_for":"person",',
    "alone": '"alone":"r1",',
}


class Phone:
    def __init__(self, port, token, language):
        self.port, self.token, self.language = port, token, language
        self.cookie, self.once = "", ""

    def ask(self, method, query="", **fields):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if self.cookie:
            headers["Cookie"] = f"phone={self.cookie}"
        body = urllib.parse.urlencode({"lang": self.language, "once": self.once, **fields})
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        line.request(method, f"/{self.token}?lang={self.language}{query}",
                     body if method == "POST" else None, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        cookie = re.search("phone=([0-9a-z]+)", answer.getheader("Set-Cookie") or "")
        once = re.search('name=once value="([0-9a-z]+)"', page)
        self.cookie = cookie[1] if cookie else self.cookie
        self.once = once[1] if once else self.once
        return page, answer.getheader("Location")


def write(name, page):
    language = name.split("-")[1]
    with open(f"{folder}/{name}.html", "w") as out:
        out.write(re.sub('src="[^"]*"', f'src="news-{language}.htm"', page))


def write_news(phone):
    """What its frame shows: no page of its own, so it is not judged as one."""
    with open(f"{folder}/news-{phone.language}.htm", "w") as out:
        out.write(phone.ask("GET", "&seen=x")[0])


def look(name, port, token, language):
    phone = Phone(port, token, language)
    goal = re.search('option dir=auto value="([^"]+)"', phone.ask("GET")[0])[1]
    if name == "page":
        write_news(phone)
        where = {"goal": goal, "column": "barriers"}
        place = phone.ask("POST", text="Bus fares on Sundays", name="Ben", **where)[1]
        write(f"sent-{language}", phone.ask("GET", "&" + place.split("&", 1)[1])[0])
        write(f"refused-{language}", phone.ask("POST", text="x" * 301, **where)[0])
    elif name == "votes":
        phone.ask("POST", do=f"dots:goal:{goal}:3")
        write(f"voted-{language}", phone.ask("GET")[0])
    else:
        phone.ask("POST", do="ready")
        write(f"ready-{language}", phone.ask("GET")[0])


for name, says in SESSIONS.items():
    path = f"{folder}/{name}.json"
    with open(path, "w") as out:
        out.write(HEAD + says + GOALS)
    served = subprocess.Popen([program, "--host", "127.0.0.1", "--port", "0", path],
                              stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, XDG_STATE_HOME=f"{folder}/state"))
    port, token = re.match(r"http://127\.0\.0\.1:(\d+)/(\w+)",
                           served.stdout.readline()).groups()
    try:
        for language in ("en", "cy", "pl", "ur"):
            look(name, int(port), token, language)
    finally:
        served.terminate()
        served.wait()
