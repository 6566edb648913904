"""Read hand-written texts of a folder, as they are."""

from __future__ import annotations

from pathlib import Path

FOLDERS = ("pages", "guide")


def content_files(folder: str | Path) -> dict[str, str]:
    """Return the texts of content/ by their paths inside it; bytes that are no UTF-8 stand as replacement characters."""
    files = sorted(path for name in FOLDERS for path in (Path(folder) / name).glob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8-sig", errors="replace") for path in files}


def texts(folder: str | Path, pattern: str) -> dict[str, str]:
    """Return the texts of a folder's files by their names, in order; a folder that is not there has none."""
    return {path.name: path.read_text("utf-8-sig", errors="replace") for path in sorted(Path(folder).glob(pattern))}
