"""Read what may stand beside a rulebook, in the folders that CHANGES and CASES name (seen from it), and show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rulebook.content.changes import ChangeEntry, change_faults, read_changes
from rulebook.content.extension import to_html
from rulebook.content.folder import texts
from rulebook.content.markup import markup_faults
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
    """Return what is wrong with the entries of CHANGES."""
    files = {f"{settings['CHANGES']}/{name}": text for name, text in _texts(settings, "CHANGES", "*.md").items()}
    return change_faults(files) + [
        Finding(kind, severity, path, line, message, cure)
        for path, text in files.items()
        for severity, kind, line, message, cure in markup_faults(list(enumerate(text.splitlines(), 1)))
    ]


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
