"""Drive a Firefox by Marionette, the protocol that it brings along: a socket and JSON."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ["firefox-esr", "firefox"]
PORT_FILE = "MarionetteActivePort"
PREFERENCES = """user_pref("marionette.port", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""


def find_firefox() -> str | None:
    """Return the path of the system's Firefox ($FIREFOX first), or None."""
    return next((path for path in [os.environ.get("FIREFOX"), *map(shutil.which, NAMES)] if path), None)


@contextmanager
def firefox(path: str) -> Iterator[Firefox]:
    """Give a running Firefox with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(PREFERENCES, "utf-8")
        command = [path, "--headless", "--marionette", "--no-remote", "--profile", profile, "about:blank"]
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Firefox(_port(Path(profile, PORT_FILE), running))
        finally:
            running.terminate()
            running.wait(30)


def _port(file: Path, running: subprocess.Popen) -> int:
    for _ in range(600):
        if file.is_file() and (text := file.read_text().strip()):
            return int(text)
        if running.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError("Firefox did not start.")


class Firefox:
    """One window. What is evaluated in a page is a function's body."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.stream = self.socket.makefile("rb")
        self.number = 0
        self._read()
        self.call("WebDriver:NewSession", {"capabilities": {}})

    def call(self, command: str, arguments: dict) -> object:
        self.number += 1
        text = json.dumps([0, self.number, command, arguments]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, number, fault, value = self._read()
        assert number == self.number and fault is None, fault
        return value.get("value") if isinstance(value, dict) else value

    def goto(self, url: str) -> None:
        self.call("WebDriver:Navigate", {"url": url})

    def evaluate(self, body: str) -> object:
        return self.call("WebDriver:ExecuteScript", {"script": body, "args": []})

    def click(self, selector: str) -> None:
        element = self.call("WebDriver:FindElement", {"using": "css selector", "value": selector})
        self.call("WebDriver:ElementClick", {"id": next(iter(element.values()))})

    def until(self, expression: str) -> None:
        for _ in range(300):
            if self.evaluate(f"return !!({expression})"):
                return
            time.sleep(0.1)
        raise AssertionError(f"never true: {expression}")

    def _read(self) -> list | dict:
        size = b""
        while (one := self.stream.read(1)) != b":":
            size += one
        return json.loads(self.stream.read(int(size)))
