"""Read hand-written texts of a folder, as they are.

A folder may name the rulebook that its texts belong to, in a file BELONGS: with another rulebook in its place, they are
nobody's, and the folder counts as empty.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from rulebook.model import Finding
from rulebook.site import urls

FOLDERS = ("pages", "guide")
COPIED = "files"  # below content/: what is copied to the site as it is
BELONGS = "rulebook.txt"


def content_files(folder: str | Path) -> dict[str, str]:
    """Return the texts of content/ by their paths inside it; bytes that are no UTF-8 stand as replacement characters."""
    files = sorted(path for name in FOLDERS for path in _named(Path(folder) / name, "*.md"))
    return {path.relative_to(folder).as_posix(): _text(path) for path in files if _fault(path) is None}


def copied_files(folder: str | Path) -> tuple[str, ...]:
    """Return the addresses of the files beside the pages of content/ that the site gets unchanged."""
    return tuple(f"{urls.HOME}{path.relative_to(folder).as_posix()}" for path in below(Path(folder) / COPIED))


def below(folder: Path, astray: bool = False) -> list[Path]:
    """Return the files below a folder, through links as Pelican goes; if `astray`, the links that lead nowhere or in circles."""
    files: list[Path] = []
    links: list[Path] = []
    waiting = [(folder, frozenset[Path]())] if folder.is_dir() else []
    while waiting:
        here, above = waiting.pop()
        real = here.resolve()
        if real in above:
            links.append(here)
            continue
        inside = [path for path in here.iterdir() if not _is_an_editors(path)] if _is_open(here) else []
        waiting += [(path, above | {real}) for path in inside if path.is_dir()]
        files += [path for path in inside if path.is_file()]
        links += [path for path in inside if not path.exists()]
    return sorted(links if astray else files)


def _is_open(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _is_an_editors(path: Path) -> bool:
    """Return whether something is what editors and desktops leave lying about (in pelicanconf.py: IGNORE_FILES)."""
    return path.name.startswith((".", "#")) or path.name.endswith("~")


def texts(folder: str | Path, pattern: str) -> dict[str, str]:
    """Return the texts of a folder's files by their paths, in order; a folder that is not there has none."""
    files = sorted(path for path in _named(Path(folder), pattern) if _fault(path) is None)
    return {path.as_posix(): _text(path) for path in files}


def other_rulebook(folder: str | Path, name: str) -> str:
    """Return the name of the rulebook that a folder belongs to; "" where that is the one called `name`, or anyone's."""
    owner = Path(folder) / BELONGS
    named = _text(owner).strip() if owner.is_file() else ""
    return "" if named == name else named


def unreadable(folder: str | Path, pattern: str = "*.md", inside: tuple[str, ...] = ("",)) -> list[Finding]:
    """Return a finding for whatever is named like a text of a folder and is none: a link to nowhere, a folder."""
    folders = [Path(folder) / name for name in inside]
    shut = [path for path in folders if path.is_dir() and not _is_open(path)]
    files = shut + sorted(path for path in folders for path in _named(path, pattern))
    return [
        Finding("form", "error", path.as_posix(), 1, f"it cannot be read: {fault}.", "Mend it, move it away or delete it.")
        for path in files
        if (fault := _fault(path)) is not None
    ]


def _named(folder: Path, pattern: str) -> list[Path]:
    """Return what is named like a text; an editor's files are left alone, as Pelican leaves them."""
    return [path for path in folder.glob(pattern) if not _is_an_editors(path)]


def _fault(path: Path) -> str | None:
    """Return why a file cannot be read, None where it can."""
    if path.is_dir() and not _is_open(path):
        return os.strerror(errno.EACCES)
    if path.exists() and not path.is_file():
        return "it is no file"
    try:
        path.open("rb").close()
    except OSError as fault:
        return f"{fault.strerror}"
    return None


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace")
