"""Record anew which functions of Brython's run time nobody calls: make lean

Runs the tests that drive a browser with the whole run time in the lean one's place, lets V8 count, and writes
plugins/rulebook/bundle/unused.txt. What has been recorded before plays no part in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import brotli
from rulebook.bundle import lean, runtime
from rulebook.bundle.minify import minified
from rulebook.bundle.v8 import running

from tests.browser.run_time import RECORDED, as_written

ROOT = Path(__file__).parent.parent
LIST = ROOT / "plugins" / "rulebook" / "bundle" / runtime.LIST
WALKS = ("tests/browser", "tests/aliexpress/browser")
WITHOUT_A_WALK = ("test_published.py", "test_paper.py", "test_pictures.py")
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "loadfile", "-m", "browser and not lean", *WALKS)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        if walk(folder) and walk(folder, "--last-failed"):
            print("Tests fail, so what they call is not known: mend them first. Nothing was written.", file=sys.stderr)
            return 1
        reports = [json.loads(path.read_text("utf-8")) for path in sorted(Path(folder).glob("*.json"))]
    source = runtime.without_compiler()
    found = lean.unused(as_written(), reports, "/runtime.js", runtime.STUB)
    before = as_written().index(source)
    spans = [(first - before, last - before) for first, last in found if before <= first and last <= before + len(source)]
    left = lean.cut(source, spans, runtime.STUB)
    with running("") as v8:
        v8.eval(f"void function () {{{left}\n}}")  # it must still be a script
    LIST.write_text(lean.written(source, spans), "utf-8")
    sizes = [len(brotli.compress(minified(text).encode())) / 1000 for text in (source, left)]
    print(f"Written: {LIST.relative_to(ROOT)}. {len(spans)} functions are left out: {sizes[0]:.0f} kB are {sizes[1]:.0f}.")
    return 0


def walk(folder: str, *more: str) -> int:
    """Run the tests once; return their exit code."""
    ignored = [f"--ignore-glob=*/{name}" for name in WITHOUT_A_WALK]
    return subprocess.run(
        [sys.executable, *PYTEST, *ignored, *more], cwd=ROOT, env={**os.environ, RECORDED: folder}, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
