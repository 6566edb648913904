"""Show the site on this machine, and build it again whenever rules, content, theme or plugin change.

What is wrong is told at once, in the terminal and on every page that is open; the last good site stays, and pages load
anew when there is a better one. Only here do pages carry the script for that: nothing of it is in the finished site.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NoReturn

from rulebook.cli.build_arguments import DEFAULT_PORT, add_serve_arguments
from rulebook.cli.streams import prepare_streams
from rulebook.publish.headers import headers

try:
    from watchfiles import watch
except ImportError:  # it is an extra of the package: "serve"
    watch = None  # type: ignore[assignment]

WATCHED = ("theme", "plugins", "pelicanconf.py")
OTHER_PORT = (DEFAULT_PORT, DEFAULT_PORT + 1)  # what to name instead: the usual one, and where that is it, the next
NO_PORT = {errno.EADDRINUSE: "is taken", errno.EACCES: "is for the system alone"}
LOOK_AGAIN = 500  # milliseconds between looks for a file that is gone
STATUS_URL, SCRIPT = "/.serve/status.json", "/.serve/watch.js"
WATCHER = """\
let builds
const note = document.createElement("pre")
note.style = "position:fixed;inset:auto 0 0;z-index:9;max-height:60%;overflow:auto;margin:0;padding:1em;" +
    "background:#301;color:#fff;font:14px/1.4 monospace;white-space:pre-wrap"
async function look() {
    try {
        const status = await (await fetch("/.serve/status.json")).json()
        if (builds !== undefined && status.builds !== builds) return location.reload()
        builds = status.builds
        note.textContent = status.findings
        status.findings ? document.body.append(note) : note.remove()
    } catch {}
    setTimeout(look, 400)
}
look()
"""


def main(arguments: Sequence[str] | None = None) -> int:
    prepare_streams()
    return run(read_arguments(arguments))


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, and return the exit code."""
    status = BuildStatus()
    try:
        server = Server(("127.0.0.1", options.port), partial(Handler, status, directory=str(options.output)))
    except OSError as fault:
        why = NO_PORT.get(fault.errno or 0, f"cannot be had ({fault.strerror})")
        print(f"Port {options.port} {why}. Name another: --port {OTHER_PORT[options.port == DEFAULT_PORT]}", file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        keep_building(options, status)
    except KeyboardInterrupt:
        return 0
    finally:
        server.shutdown()


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m rulebook.cli.serve", description="Show the site and build it on every change."
    )
    parser.add_argument("--rules", type=Path, default=Path("rules.yaml"), help="the rulebook (rules.yaml)")
    add_serve_arguments(parser)
    return parser.parse_args(arguments)


def keep_building(options: argparse.Namespace, status: BuildStatus) -> NoReturn:
    """Check and build, then again on every change, until interrupted."""
    watched = [Path(options.rules), options.content, *map(Path, WATCHED), *([options.settings] if options.settings else [])]
    while True:
        before = snapshot(watched)
        status.findings = findings(options)
        good = build(options)
        status.builds += good
        shown = "is the new site." if good else "still shows the last good site."
        print(f"http://localhost:{options.port} {shown}", flush=True)
        wait_for_change(watched, before)


def findings(options: argparse.Namespace) -> str:
    """Return what is wrong with the rules and the content, in words; "" where nothing is."""
    command = [sys.executable, "-m", "rulebook.cli", "--rules", str(options.rules), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode else ""


def build(options: argparse.Namespace) -> bool:
    """Build in a process of its own, so that changed code counts."""
    paths = {"--rules": options.rules, "--content": options.content, "--output": options.output}
    settings = {"--settings": options.settings} if options.settings else {}
    arguments = [text for name, path in {**paths, **settings}.items() for text in (name, str(path))]
    return subprocess.run([sys.executable, "-m", "rulebook.cli.build", *arguments], check=False).returncode == 0


def snapshot(watched: Sequence[Path]) -> dict[Path, int]:
    """Return when each file below some paths was changed; one that goes meanwhile is left out."""
    changed = {}
    for path in (path for top in watched for path in (top, *top.rglob("*")) if path.suffix != ".pyc"):
        with contextlib.suppress(OSError):
            if path.is_file():
                changed[path] = path.stat().st_mtime_ns
    return changed


def wait_for_change(watched: Sequence[Path], before: dict[Path, int]) -> None:
    """Return once the files are no longer as they were. The watch is set up anew each time: editors replace files.

    What changed before there was a watch is looked for once there is one, else it would be missed; what is not there
    cannot be watched, so it is looked for again and again; so is everything where nobody watches.
    """
    if snapshot(watched) != before:
        return
    if watch is None:
        while snapshot(watched) == before:
            time.sleep(LOOK_AGAIN / 1000)
        return
    there = [path for path in watched if path.exists()]
    gone = [path for path in watched if path not in there]
    unwatched = True
    for changes in watch(*there, debounce=300, rust_timeout=LOOK_AGAIN, yield_on_timeout=True):
        if changes or any(path.exists() for path in gone) or (unwatched and snapshot(watched) != before):
            return
        unwatched = False


class BuildStatus:
    """What open pages show: how many good builds there were, and what is wrong now."""

    def __init__(self) -> None:
        self.builds = 0
        self.findings = ""

    def as_json(self) -> bytes:
        return json.dumps({"builds": self.builds, "findings": self.findings}).encode()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64  # a page asks for many files at once

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away, and of other faults no more than what they are."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, ConnectionError):
            print(f"A request could not be answered: {type(fault).__name__}: {fault}", file=sys.stderr)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the site's own headers: nothing kept by the browser, its own page where there is none, the status."""

    def __init__(self, status: BuildStatus, *arguments: Any, **named: Any) -> None:
        self.status = status
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        if "%00" in self.path:  # no file has such a name, and asking for one raises
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        page = Path(self.translate_path(self.path.partition("?")[0]))
        page = page / "index.html" if page.is_dir() else page
        if self.path == STATUS_URL:
            self._send(HTTPStatus.OK, "application/json", self.status.as_json())
        elif self.path == SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", WATCHER.encode())
        elif page.suffix == ".html" and page.is_file() and self.path.partition("?")[0].endswith(("/", ".html")):
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", _with_watcher(page.read_bytes()))
        else:
            super().do_GET()

    def end_headers(self) -> None:
        for name, value in {**headers(self.path), "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._send(code, "text/html; charset=utf-8", _with_watcher(page.read_bytes()))

    def _send(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _with_watcher(page: bytes) -> bytes:
    """Return a page that asks for the status: its own policy would not let it."""
    page = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", page)
    return page.replace(b"</body>", f'<script src="{SCRIPT}" defer></script></body>'.encode(), 1)


if __name__ == "__main__":
    sys.exit(main())
