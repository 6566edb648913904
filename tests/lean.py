"""Record anew which functions of Brython's run time nobody calls: make lean

Runs the tests that drive a browser with the whole run time in the lean one's place, lets V8 count, and writes
plugins/rulebook/bundle/unused.txt. What has been recorded before plays no part in it. With arguments (`make lean
ARGS="tests/browser/test_typing.py"`, or "-k name") only those tests run, and what they call is taken off the list as it stands.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import brotli
from rulebook.bundle import lean, runtime
from rulebook.bundle.minify import minified
from rulebook.bundle.v8 import running

from tests.browser.run_time import RECORDED, as_written

ROOT = Path(__file__).parent.parent
LIST = ROOT / "plugins" / "rulebook" / "bundle" / runtime.LIST
# The other tests in a browser call nothing more: one that does fails, and says so
WALKS = (
    *(f"tests/browser/test_{name}.py" for name in ("checker", "embed", "fuzz", "reasons", "starting", "typing")),
    *(f"tests/aliexpress/browser/test_{name}.py" for name in ("result", "walks", "widget")),
)
URL = "/runtime.js"
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "loadfile", "-m", "browser and not lean")


def main(only: Sequence[str] = ()) -> int:
    with tempfile.TemporaryDirectory() as folder:
        tests = only or WALKS
        failed = walk(folder, *tests) and walk(folder, *tests, "--last-failed")
        reports = [json.loads(path.read_text("utf-8")) for path in sorted(Path(folder).glob("*.json"))]
    if not reports:
        print("No test opened a page of the checker, so nothing was recorded and nothing written.", file=sys.stderr)
        return 1
    source = runtime.without_compiler()
    if only:
        called = inside(source, lean.used(as_written(), reports, URL))
        spans = [span for span in lean.read(runtime.recorded(), source) if span not in called]
    else:
        spans = inside(source, lean.unused(as_written(), reports, URL, runtime.STUB))
    left = lean.cut(source, spans, runtime.STUB)
    with running("") as v8:
        v8.eval(f"void function () {{{left}\n}}")  # it must still be a script
    LIST.write_text(lean.written(source, spans), "utf-8")
    sizes = [len(brotli.compress(minified(text).encode())) / 1000 for text in (source, left)]
    print(f"Written: {LIST.relative_to(ROOT)}. {len(spans)} functions are left out: {sizes[0]:.0f} kB are {sizes[1]:.0f}.")
    if failed:
        print(
            "Some tests failed, and what comes after that in them was not recorded: mend them, then record anew.", file=sys.stderr
        )
    return int(bool(failed))


def walk(folder: str, *tests: str) -> int:
    """Run tests once; return their exit code."""
    return subprocess.run(
        [sys.executable, *PYTEST, *tests], cwd=ROOT, env={**os.environ, RECORDED: folder}, check=False
    ).returncode


def inside(source: str, spans: Iterable[lean.Span]) -> list[lean.Span]:
    """Return where spans of the text that is recorded stand in the run time itself, without what stands around it."""
    before = as_written().index(source)
    return [(first - before, last - before) for first, last in spans if before <= first and last <= before + len(source)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
