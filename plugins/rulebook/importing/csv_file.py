"""CSV → a decision table: UTF-8 or what Windows writes, with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io

from rulebook.importing.spreadsheet import read_sheet
from rulebook.importing.values import PLAIN, Book, NotImportable

MOST_BYTES = 20_000_000
DELIMITERS = ",;\t|"


def read_csv(data: bytes, name: str) -> Book:
    """Return what a CSV file says. Raise NotImportable."""
    if len(data) > MOST_BYTES:
        raise NotImportable(f"it has {len(data):,} bytes, and may have {MOST_BYTES:,}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise NotImportable("it holds bytes that no text has: is it a spreadsheet? Save it as CSV, or as .xlsx.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise NotImportable(f"it is no CSV: {fault}.") from None
    notes: list[tuple[int, str]] = []
    sheet = read_sheet(name, rows, notes)
    return Book(name, PLAIN, (sheet,), notes=tuple(notes))
