"""Read hand-written texts of a folder, as they are.

A folder may name the rulebook that its texts belong to, in a file BELONGS: with another rulebook in its place, they are
nobody's, and the folder counts as empty.
"""

from __future__ import annotations

from pathlib import Path

from rulebook.site import urls

FOLDERS = ("pages", "guide")
COPIED = "files"  # below content/: what is copied to the site as it is
BELONGS = "rulebook.txt"


def content_files(folder: str | Path) -> dict[str, str]:
    """Return the texts of content/ by their paths inside it; bytes that are no UTF-8 stand as replacement characters."""
    files = sorted(path for name in FOLDERS for path in (Path(folder) / name).glob("*.md"))
    return {path.relative_to(folder).as_posix(): _text(path) for path in files}


def copied_files(folder: str | Path) -> tuple[str, ...]:
    """Return the addresses of the files beside the pages of content/ that the site gets unchanged."""
    files = sorted(path for path in (Path(folder) / COPIED).rglob("*") if path.is_file())
    return tuple(f"{urls.HOME}{path.relative_to(folder).as_posix()}" for path in files)


def texts(folder: str | Path, pattern: str) -> dict[str, str]:
    """Return the texts of a folder's files by their paths, in order; a folder that is not there has none."""
    return {path.as_posix(): _text(path) for path in sorted(Path(folder).glob(pattern))}


def other_rulebook(folder: str | Path, name: str) -> str:
    """Return the name of the rulebook that a folder belongs to; "" where that is the one called `name`, or anyone's."""
    owner = Path(folder) / BELONGS
    named = _text(owner).strip() if owner.is_file() else ""
    return "" if named == name else named


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace")
