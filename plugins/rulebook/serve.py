"""Show the site on this machine, and build it again whenever rules, content, theme or plugin change.

A build that fails is told in the terminal; the last good site stays.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

WATCHED = ("theme", "plugins", "pelicanconf.py")


def main(arguments: Sequence[str] | None = None) -> int:
    options = read_arguments(arguments)
    try:
        server = Server(("127.0.0.1", options.port), partial(Handler, directory=str(options.output)))
    except OSError:
        print(f"Port {options.port} is taken. Name another: --port {options.port + 1}", file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        keep_building(options)
    except KeyboardInterrupt:
        return 0
    finally:
        server.shutdown()


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m rulebook.serve", description="Show the site and build it on every change.")
    parser.add_argument("--rules", type=Path, default=Path("rules.yaml"), help="the rulebook (rules.yaml)")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the hand-written pages (content)")
    parser.add_argument("--output", type=Path, default=Path("output"), help="where the site stands (output)")
    parser.add_argument("--port", type=int, default=8000, help="the port on this machine (8000)")
    return parser.parse_args(arguments)


def keep_building(options: argparse.Namespace) -> None:
    """Build, then again on every change, until interrupted."""
    watched = [options.rules, options.content, *map(Path, WATCHED)]
    while True:
        before = snapshot(watched)
        said = "is the new site." if build(options) else "still shows the last good site."
        print(f"http://localhost:{options.port} {said}", flush=True)
        if snapshot(watched) == before:  # else something changed meanwhile
            wait_for_change(watched)


def build(options: argparse.Namespace) -> bool:
    """Build in a process of its own, so that changed code counts."""
    paths = {"--rules": options.rules, "--content": options.content, "--output": options.output}
    arguments = [text for name, path in paths.items() for text in (name, str(path))]
    return subprocess.run([sys.executable, "-m", "rulebook.build", *arguments]).returncode == 0


def snapshot(watched: Sequence[Path]) -> dict[Path, int]:
    """Return when each file below some paths was changed."""
    files = [path for top in watched for path in (top, *top.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    return {path: path.stat().st_mtime_ns for path in files}


def wait_for_change(watched: Sequence[Path]) -> None:
    """Return after a change. The watch is set up anew each time: editors replace files rather than write into them."""
    for _ in watch(*(path for path in watched if path.exists()), debounce=300):
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64  # a page asks for many files at once


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder: nothing kept by the browser, the site's own page where there is none."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path):
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code, message=None, explain=None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        text = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, *_) -> None:
        pass


if __name__ == "__main__":
    sys.exit(main())
