"""Write a rulebook in the forms that other people's tools read: one registry, from which files, links and choices come.

To add a format: a module with its writer, an entry here, and the word of its link in the locale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rulebook.export.csv_tables import csv_table
from rulebook.export.dmn import dmn
from rulebook.export.json_book import json_book
from rulebook.geometry.requirements import requirements
from rulebook.locale import words
from rulebook.model import Decision, Rulebook
from rulebook.site import urls
from rulebook.views.shapes import Link
from rulebook.wording.context import view_context

__all__ = ["FORMATS", "addresses", "download_links", "downloads", "export", "requirements"]

Plain = Callable[[str | None], str]


@dataclass(frozen=True)
class OneFile:
    """A format that holds the whole rulebook in one file. `plain` turns a text of the rulebook into words, figures printed."""

    about: str
    write: Callable[[Rulebook, Plain], bytes]


@dataclass(frozen=True)
class FilePerDecision:
    """A format with a file for each decision."""

    about: str
    write: Callable[[Rulebook, Decision, Plain], bytes]


# Extension → format, in the order of their links. The word of a format's link is `download_<extension>`.
FORMATS: Mapping[str, OneFile | FilePerDecision] = {
    "csv": FilePerDecision("a CSV table for each decision", csv_table),
    "dmn": OneFile("DMN 1.3", dmn),
    "json": OneFile("JSON", json_book),
}


def export(rulebook: Rulebook, format: str, plain: Plain | None = None) -> dict[str, bytes]:
    """Return the files of one format by name. The rulebook must have no errors. The same rulebook gives the same bytes."""
    context = view_context(rulebook, words(rulebook.language))
    return {
        name: _written(context.rulebook, format, about, plain or context.plain)
        for about, name, _ in _files(context.rulebook, format)
    }


def downloads(rulebook: Rulebook, plain: Plain | None = None) -> dict[str, bytes]:
    """Return what the site offers, by address: what is whole at its root, and what is of a decision beside its page."""
    plain = plain or view_context(rulebook, words(rulebook.language)).plain
    return {
        address: _written(rulebook, format, about, plain) for format in FORMATS for about, _, address in _files(rulebook, format)
    }


def addresses(rulebook: Rulebook) -> list[str]:
    """Return the addresses of all downloads."""
    return [address for format in FORMATS for _, _, address in _files(rulebook, format)]


def download_links(rulebook: Rulebook, decision: str, labels: Mapping[str, str]) -> list[Link]:
    """Return the links to what can be downloaded about a decision ("": about none in particular)."""
    return [
        Link(labels[f"download_{format}"], address)
        for format in FORMATS
        for about, _, address in _files(rulebook, format)
        if about in ("", decision)
    ]


def _files(rulebook: Rulebook, format: str) -> Iterator[tuple[str, str, str]]:
    """Yield (id of the decision or "", name, address) of a format's files."""
    if isinstance(FORMATS[format], OneFile):
        yield "", f"rulebook.{format}", f"/rulebook.{format}"
        return
    for id in rulebook.decisions:
        yield id, f"{id}.{format}", f"{urls.decision(id)}{id}.{format}"


def _written(rulebook: Rulebook, format: str, about: str, plain: Plain) -> bytes:
    found = FORMATS[format]
    return found.write(rulebook, plain) if isinstance(found, OneFile) else found.write(rulebook, rulebook.decisions[about], plain)
