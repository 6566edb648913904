"""Somebody's Pelican blog with a rulebook beside its settings, and its build as people run it: what several tests need."""

from __future__ import annotations

import subprocess
import sys

from tests.small_site import LIBRARY, ROOT, bytes_of

CONTENT = {
    "first.md": "Title: First words\nDate: 2026-01-02\nCategory: News\n\nSee {{ nothing }} and [me]({filename}pages/me.md).\n",
    "draft.md": "Title: Not yet\nDate: 2026-01-03\nStatus: draft\n\nx\n",
    "pages/me.md": "Title: About me\n\nI & others.\n",
    "guide/why.md": "Title: An article in a folder\nDate: 2026-01-04\n\nWhy?\n",
}
SETTINGS = {
    "SITENAME": "A blog & more",
    "SITEURL": "",
    "AUTHOR": "Ann",
    "PATH": "content",
    "OUTPUT_PATH": "output",
    "THEME": "simple",
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "de",
    "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
    "CACHE_PATH": str(ROOT / ".cache"),
    "PLUGINS": ["rulebook"],
}
RULES = LIBRARY.read_text("utf-8")
BROKEN = RULES + "\nno_such_key: 1\n"


def blog(folder, rules=RULES, **settings):
    """Write somebody's blog, with a rulebook beside its settings."""
    files = {f"content/{name}": text for name, text in CONTENT.items()}
    files |= {"rules.yaml": rules} if rules else {}
    files["pelicanconf.py"] = "".join(f"{name} = {value!r}\n" for name, value in {**SETTINGS, **settings}.items())
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def command(folder, *more):
    return [sys.executable, "-m", "pelican", "-s", str(folder / "pelicanconf.py"), "--log-handler", "plain", *more]


def built(folder, *more):
    """Run Pelican on a blog, from elsewhere, and return the files it made."""
    done = subprocess.run(command(folder, *more), cwd=folder.parent, capture_output=True, text=True)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return bytes_of(folder / "output"), done.stderr
