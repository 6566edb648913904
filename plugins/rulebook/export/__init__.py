"""Write a rulebook in the forms that other people's tools read: DMN 1.3, CSV tables, JSON."""

from __future__ import annotations

from collections.abc import Callable

from rulebook.export.csv_tables import csv_tables
from rulebook.export.dmn import dmn
from rulebook.export.json_book import json_book
from rulebook.geometry.requirements import requirements
from rulebook.locale import words
from rulebook.model import Rulebook
from rulebook.wording.context import view_context

__all__ = ["FORMATS", "downloads", "export", "requirements"]

Plain = Callable[[str | None], str]

# format → the files it makes of a rulebook with its figures in words; `plain` takes the Markdown out of a text.
WRITERS: dict[str, Callable[[Rulebook, Plain], dict[str, bytes]]] = {
    "dmn": lambda rulebook, plain: {"rulebook.dmn": dmn(rulebook, plain)},
    "csv": csv_tables,
    "json": lambda rulebook, plain: {"rulebook.json": json_book(rulebook)},
}
FORMATS = tuple(WRITERS)


def export(rulebook: Rulebook, format: str) -> dict[str, bytes]:
    """Return the files of one format by name. The rulebook must have no errors. The same rulebook gives the same bytes."""
    context = view_context(rulebook, words(rulebook.language))
    return WRITERS[format](context.rulebook, context.plain)


def downloads(rulebook: Rulebook) -> dict[str, bytes]:
    """Return what the site offers, by address: the whole as DMN and JSON, and a table beside each decision's page."""
    whole = {f"/{name}": content for format in ("dmn", "json") for name, content in export(rulebook, format).items()}
    tables = export(rulebook, "csv")
    return whole | {f"/decisions/{name.removesuffix('.csv')}/{name}": content for name, content in tables.items()}
