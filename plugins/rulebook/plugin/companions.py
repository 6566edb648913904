"""Read what may stand beside a rulebook, in the folders that CHANGES and CASES name (seen from it), and show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rulebook.content.changes import ChangeEntry, change_faults, read_changes
from rulebook.content.extension import to_html
from rulebook.content.folder import texts, unreadable
from rulebook.content.worked_cases import read_cases
from rulebook.content.worked_examples import WorkedView, worked_views
from rulebook.model import Finding
from rulebook.site import urls
from rulebook.site.feed import feed
from rulebook.site.plan import Planned
from rulebook.views.shapes import BookView, Html

HEADING_IDS = "markdown.extensions.toc"  # entries stand on one page, and may have headings alike


@dataclass(frozen=True)
class ChangeView:
    anchor: str
    title: str
    date: str
    day: str  # for machines
    version: str
    text: Html


def faults(settings: Mapping) -> list[Finding]:
    """Return what is wrong with the entries of CHANGES, and what cannot be read there and among CASES."""
    entries = {f"{settings['CHANGES']}/{name}": text for name, text in _texts(settings, "CHANGES", "*.md").items()}
    folders = [(settings.get(name), pattern) for name, pattern in (("CHANGES", "*.md"), ("CASES", "*.yaml"))]
    beside = Path(settings["RULEBOOK"]).parent
    return change_faults(entries) + [one for name, pattern in folders if name for one in unreadable(beside / name, pattern)]


def changes(settings: Mapping) -> tuple[ChangeEntry, ...]:
    return read_changes(_texts(settings, "CHANGES", "*.md"))


def worked(settings: Mapping, book: BookView) -> dict[str, tuple[WorkedView, ...]]:
    """Return the published cases of CASES by situation."""
    return worked_views(book, read_cases(_texts(settings, "CASES", "*.yaml")))


def changes_page(settings: Mapping) -> tuple[Planned, bytes]:
    """Return the page of changes and its feed."""
    book, entries = settings["book"], settings["changes"]
    markdown = {**settings["MARKDOWN"], "extensions": [one for one in settings["MARKDOWN"]["extensions"] if one != HEADING_IDS]}
    bodies = {entry.anchor: to_html(entry.markdown, markdown) for entry in entries}
    views = tuple(
        ChangeView(one.anchor, one.title, settings["context"].date(one.day), one.day.isoformat(), one.version, bodies[one.anchor])
        for one in entries
    )
    description = book.words["changes_description"].format(title=book.title)
    page = Planned("changes", urls.CHANGES, book.words["changes_title"], description, {"entries": views})
    return page, feed(book, entries, bodies, settings["SITEURL"])


def _texts(settings: Mapping, name: str, pattern: str) -> dict[str, str]:
    folder = settings.get(name)
    return texts(Path(settings["RULEBOOK"]).parent / folder, pattern) if folder else {}
