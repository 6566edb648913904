"""What changed from version to version: the entries of docs/changes/ as values.

An entry is a Markdown file: `Title`, `Date` (2026-11-22) and `Version` ("old → new", or the first alone) as metadata,
then what `rulebook diff --markdown` printed and whatever one wants to say beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from rulebook.content.pages import Entry, metadata
from rulebook.model import Finding

SAMPLE = {"title": "First edition", "date": "2026-11-22", "version": "2026-11-22-0a1b2c → 2027-05-01-3d4e5f"}


@dataclass(frozen=True)
class ChangeEntry:
    """One entry. `lines` are those of the body, the first of them standing at `first_line` of the file."""

    file: str
    anchor: str
    title: str
    day: date
    version: str
    lines: tuple[str, ...]
    first_line: int

    @property
    def markdown(self) -> str:
        return "\n".join(self.lines)


def read_changes(files: Mapping[str, str]) -> tuple[ChangeEntry, ...]:
    """Return the entries, the newest first; `files` maps paths to texts. Those that `change_faults` tells of are left out."""
    found = [_entry(path, text) for path, text in files.items() if not list(_faults(text))]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.anchor), reverse=True))


def change_faults(files: Mapping[str, str]) -> list[Finding]:
    """Return what is wrong with the entries; `files` maps paths, as findings tell them, to texts."""
    return [
        Finding("form", "error", path, line, message, f"Write it as: {key.title()}: {SAMPLE[key]}")
        for path, text in files.items()
        for key, line, message in _faults(text)
    ]


def _entry(path: str, text: str) -> ChangeEntry:
    lines = text.splitlines()
    meta, end = metadata(lines)
    return ChangeEntry(
        file=path,
        anchor=PurePath(path).stem,
        title=meta["title"].value,
        day=date.fromisoformat(meta["date"].value),
        version=meta["version"].value,
        lines=tuple(lines[end:]),
        first_line=end + 1,
    )


def _faults(text: str) -> Iterator[tuple[str, int, str]]:
    meta, _ = metadata(text.splitlines())
    yield from ((key, 1, f"the entry has no {key.title()}.") for key in SAMPLE if key not in meta or not meta[key].value)
    if "date" in meta and not _is_date(meta["date"]):
        yield "date", meta["date"].line, f'"{meta["date"].value}" is no date.'


def _is_date(entry: Entry) -> bool:
    try:
        date.fromisoformat(entry.value)
    except ValueError:
        return False
    return True
