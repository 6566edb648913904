"""A small project about something else, and the build as people run it: what several tests need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIBRARY = Path(__file__).parent / "rulebooks" / "library" / "rules.yaml"
CONTENT = {
    "pages/home.md": "Title: Late again?\nSummary: Mending takes {{ repair }}.\nMenu: 1\n\n{{ checker }}\n",
    "pages/words.md": "Title: Words\n\n{{ timeline }}\n\n{{ outcome payment.fine }}\n\n{{ faq bring state=torn }}\n\n{{ checker state=torn }}\n",
    "guide/first.md": "Title: First\nOrder: 1\n\nSee [second](/guide/second/) and [a rule](ref:payment/cheap).\n",
    "guide/second.md": "Title: Second\nOrder: 2\n\n{{ table payment }}\n",
}


def build(folder, *more, **env):
    """Run the build on a folder that holds rules.yaml and content/."""
    return subprocess.run(command(folder, *more), cwd=ROOT, capture_output=True, text=True, env={**os.environ, **env})


def command(folder, *more):
    paths = {"--rules": "rules.yaml", "--content": "content", "--output": "output"}
    return [
        sys.executable,
        "-m",
        "rulebook.cli.build",
        *(text for name, path in paths.items() for text in (name, str(folder / path))),
        *more,
    ]


def project(folder, content=()):
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(LIBRARY, folder / "rules.yaml")
    for name, text in dict(content).items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def bytes_of(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
