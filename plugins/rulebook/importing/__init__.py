"""Files of other people's tools → a rulebook: DMN, GoRules JSON, CSV and XLSX, with a note for everything that was rewritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rulebook.importing.csv_file import read_csv
from rulebook.importing.dmn_file import read_dmn
from rulebook.importing.inferring import inferred
from rulebook.importing.values import PLAIN, Book, NotImportable
from rulebook.importing.writing import written
from rulebook.importing.xlsx import read_xlsx
from rulebook.importing.zen import read_zen

__all__ = ["ENDINGS", "Imported", "NotImportable", "imported", "is_importable"]

READERS: Mapping[str, Callable[[bytes, str], Book]] = {
    ".dmn": lambda data, name: read_dmn(data),
    ".xml": lambda data, name: read_dmn(data),
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_zen,
    ".xlsx": read_xlsx,
}
ENDINGS = tuple(READERS)


@dataclass(frozen=True)
class Imported:
    """A rulebook as text. `lines` has the line of the file for each of its lines; `notes`: (line, what was rewritten)."""

    text: str
    lines: Sequence[int]
    notes: Sequence[tuple[int, str]]


def is_importable(path: Path) -> bool:
    """Return whether a file's ending is that of a format that can be read."""
    return path.suffix.lower() in READERS


def imported(paths: Sequence[Path]) -> Imported:
    """Return the rulebook that a file is, or several of CSV, each a decision. Raise NotImportable, and OSError."""
    books = [_read(path) for path in paths]
    if len(books) > 1 and any(book.language != PLAIN for book in books):
        raise NotImportable("several files are read together only if each is a table: CSV or XLSX.")
    book = replace(
        books[0],
        sheets=tuple(sheet for one in books for sheet in one.sheets),
        notes=tuple((line, f"{path.name}: {note}") for path, one in zip(paths, books, strict=True) for line, note in one.notes)
        if len(books) > 1
        else books[0].notes,
    )
    draft = inferred(book)
    if not draft.decisions or not draft.questions:
        raise NotImportable("none of its tables has rules that look at something.")
    text, lines = written(draft, ", ".join(path.name for path in paths))
    return Imported(text, lines, draft.notes)


def _read(path: Path) -> Book:
    if not is_importable(path):
        raise NotImportable(f'nothing is known of files that end with "{path.suffix}". There are: {", ".join(READERS)}.')
    return READERS[path.suffix.lower()](path.read_bytes(), path.stem)
