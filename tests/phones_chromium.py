#!/usr/bin/env python3
"""Somebody with a phone of 360 x 640, by Chromium over HTTP, with script and without: types
into the page's field, touches Send, and is told what was sent; a
page that stands open says by itself that something is new, and what was half typed there stays when
that is looked at; for tests/test-readers-phones.sh. What can be touched is 44 px high at least, which also shows that
the policy lets the page's own style in.

usage: phones_chromium.py PROGRAM FOLDER"""
import json
import os
import re
import socket
import struct
import subprocess
import sys
import time
import urllib.parse
import urllib.request

program, folder = sys.argv[1:]
SESSION = '{"sessions":[{"title":"Walking","goals":[{"text":"More walking"}]}]}'
PATIENCE_S = 60
SIZE = {"width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": True}


def wait(what, condition):
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            found = condition()
        except (OSError, KeyError, IndexError, AttributeError):
            found = None
        if found:
            return found
        if time.monotonic() > until:
            sys.exit(f"roundtable: in vain waited for {what}")
        time.sleep(0.05)


class Browser:
    """As much of the DevTools protocol, and of WebSocket, as that takes."""

    def __init__(self, script):
        profile = f"{folder}/profile-{script}"
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-quic", "--disable-background-networking", "--disable-sync",
             f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"],
            stderr=subprocess.DEVNULL)
        port = wait("Chromium", lambda: open(f"{profile}/DevToolsActivePort").readline())
        pages = wait("its page", lambda: [
            p for p in json.load(urllib.request.urlopen(f"http://127.0.0.1:{int(port)}/json"))
            if p["type"] == "page"])
        self.socket = socket.create_connection(("127.0.0.1", int(port)))
        self.input = self.socket.makefile("rb")
        path = re.sub("^ws://[^/]*", "", pages[0]["webSocketDebuggerUrl"])
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{int(port)}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode())
        while self.input.readline().strip():
            pass
        self.number = 0
        self.ask("Emulation.setDeviceMetricsOverride", **SIZE)
        self.ask("Emulation.setScriptExecutionDisabled", value=not script)

    def ask(self, method, **parameters):
        self.number += 1
        text = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        self.socket.sendall(b"\x81" + struct.pack(">BH", 0x80 | 126, len(text)) + bytes(4) +
                            text)
        while True:
            length = self.input.read(2)[1] & 127
            if length > 125:
                more = self.input.read(2 if length == 126 else 8)
                length = int.from_bytes(more, "big")
            answer = json.loads(self.input.read(length))
            if answer.get("id") == self.number:
                return answer.get("result", {})

    def find(self, selector):
        root = self.ask("DOM.getDocument")["root"]["nodeId"]
        return self.ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]

    def text(self, selector):
        return self.ask("DOM.getOuterHTML", nodeId=self.find(selector))["outerHTML"]

    def touch(self, selector):
        node = self.find(selector)
        self.ask("DOM.scrollIntoViewIfNeeded", nodeId=node)
        box = self.ask("DOM.getBoxModel", nodeId=node)["model"]
        at = {"x": (box["border"][0] + box["border"][2]) / 2,
              "y": (box["border"][1] + box["border"][5]) / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)
        return box["height"]

    def end(self):
        self.process.terminate()
        self.process.wait()


def send(address, script, language, words):
    browser = Browser(script)
    try:
        browser.ask("Page.navigate", url=f"{address}?lang={language}")
        wait("the page", lambda: browser.find("#t"))
        browser.ask("DOM.focus", nodeId=browser.find("#t"))
        browser.ask("Input.insertText", text=words)
        height = browser.touch("button.s")
        if height < 44:
            sys.exit(f"roundtable: Send is {height} px high")
        wait(f"what was sent in {language}, script: {script}",
             lambda: words in browser.text("[role=status]"))
    finally:
        browser.end()


def send_beside(browser, address, words):
    """Another window of the same browser."""
    cookie = browser.ask("Network.getCookies", urls=[address])["cookies"][0]["value"]
    body = urllib.parse.urlencode({"text": words, "once": "b1"}).encode()
    urllib.request.urlopen(urllib.request.Request(
        address, body, {"Cookie": f"phone={cookie}"}))


def stay_open(address):
    browser = Browser("open")
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.ask("Page.navigate", url=f"{address}?lang=en")
        wait("the page", lambda: browser.find("#t"))
        browser.ask("DOM.focus", nodeId=browser.find("#t"))
        browser.ask("Input.insertText", text="Dark str")
        send_beside(browser, address, "Bus stops")
        wait("news", lambda: "Something is new." in json.dumps(
            browser.ask("DOM.getDocument", depth=-1, pierce=True)))
        browser.touch(".n button")
        wait("the new", lambda: "Bus stops" in browser.text("main"))
        if "Dark str" not in browser.text("#t"):
            sys.exit("roundtable: what was half typed is gone")
    finally:
        browser.end()


path = f"{folder}/chromium.json"
with open(path, "w") as out:
    out.write(SESSION)
served = subprocess.Popen([program, "--host", "127.0.0.1", "--port", "0", path],
                          stdout=subprocess.PIPE, text=True,
                          env=dict(os.environ, XDG_STATE_HOME=f"{folder}/state"))
try:
    address = served.stdout.readline().strip()
    send(address, False, "en", "Trams are full by eight")
    send(address, True, "ur", "بس کے کرایے")
    stay_open(address)
finally:
    served.terminate()
    served.wait()
text = open(path).read()
for words in ("Trams are full by eight", "بس کے کرایے"):
    if words not in text:
        sys.exit(f"roundtable: not in the file: {words}")
