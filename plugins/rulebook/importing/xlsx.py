"""XLSX → a decision table for each sheet. What a file could hurt with is looked for before it is opened."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from rulebook.importing.spreadsheet import MOST_COLUMNS, MOST_ROWS, read_sheet
from rulebook.importing.values import PLAIN, Book, NotImportable

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 20_000_000, 100_000_000, 2_000
HEAD = 4_096  # bytes of a part within which a document type would stand


def read_xlsx(data: bytes, name: str) -> Book:
    """Return what a workbook says. Raise NotImportable."""
    _refuse_harmful(data)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NotImportable("reading it needs openpyxl: pip install openpyxl, or save it as CSV.") from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {
            one.title: list(one.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))
            for one in book.worksheets
        }
    except Exception as fault:  # it raises whatever its parts raise
        raise NotImportable(f"it cannot be read as a workbook ({type(fault).__name__}: {fault}). Save it as CSV.") from None
    notes: list[tuple[int, str]] = []
    read = []
    for title, rows in sheets.items():
        try:
            read.append(read_sheet(title, [[_text(cell) for cell in row] for row in rows], notes))
        except NotImportable as fault:
            notes.append((1, f"a sheet is left out: {fault}"))
    if not read:
        raise NotImportable("no sheet of it holds a table: a row of headings, and a row for each rule.")
    return Book(name, PLAIN, tuple(read), notes=tuple(notes))


def _refuse_harmful(data: bytes) -> None:
    """Raise NotImportable for what unpacks to too much, and for entities and document types in its XML."""
    if len(data) > MOST_BYTES:
        raise NotImportable(f"it has {len(data):,} bytes, and may have {MOST_BYTES:,}.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise NotImportable(f"it unpacks to more than {MOST_UNPACKED:,} bytes. Save what is needed of it.")
            for info in infos:
                with parts.open(info) as part:
                    if b"<!DOCTYPE" in part.read(HEAD):
                        raise NotImportable(f"{info.filename} in it has a document type (<!DOCTYPE …>). Save it again.")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as fault:
        raise NotImportable(f"it is no XLSX file ({fault}).") from None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return f'date("{value:%Y-%m-%d}")'
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
