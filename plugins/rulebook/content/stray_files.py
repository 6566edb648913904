"""What stands among the hand-written pages and is none of them: told before Pelican stumbles over it, or walks in circles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rulebook.content.folder import COPIED, FOLDERS, below
from rulebook.model import Finding

CIRCLE = "this link leads back to a folder that it stands in: there would be no end of it."
NOWHERE = "this link leads nowhere, so there is nothing to copy."
PAGE = ".md"
READABLE = (PAGE, ".markdown", ".mkd", ".mdown", ".html", ".htm", ".rst")  # what Pelican has readers for


def stray_files(folder: Path) -> list[Finding]:
    """Return a finding for every file below pages/ and guide/ that is no page."""
    return [found for name in FOLDERS for path in below(folder / name) for found in _stray(folder / name, path)]


def stray_links(folder: Path) -> list[Finding]:
    """Return a finding for every link to a folder that holds the link, and for every one among the files that leads nowhere."""
    links = [link for name in (*FOLDERS, COPIED) for link in below(folder / name, astray=True)]
    return [
        Finding("form", "error", link.as_posix(), 1, message, "Mend the link or delete it.")
        for link in links
        if (message := CIRCLE if link.exists() else NOWHERE if link.is_relative_to(folder / COPIED) else "")
    ]


def _stray(folder: Path, path: Path) -> Iterator[Finding]:
    if path.suffix.lower() not in READABLE:
        message = "it is no page, and is not published: pages are Markdown, in files that end in .md."
        cure = "Move it to content/files/, from where it is copied as it is, or delete it."
        yield Finding("form", "warning", path.as_posix(), 1, message, cure)
    elif path.suffix != PAGE:
        cure = f"Write it in Markdown, in {path.stem}.md, or move it to content/files/, from where it is copied as it is."
        yield Finding(
            "form", "error", path.as_posix(), 1, f"pages are Markdown and end in .md, and this ends in {path.suffix}.", cure
        )
    elif path.parent != folder:
        cure = f"Move it to {folder.name}/, or delete it."
        yield Finding("form", "error", path.as_posix(), 1, f"pages stand in {folder.name}/ itself, and in no folder of it.", cure)
