"""Hold the hand-written texts against the rulebook and the map of the site, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.content.changes import ChangeEntry
from rulebook.content.figure_check import bare_figures, typed_figures, typed_number
from rulebook.content.metadata_check import metadata_faults
from rulebook.content.pages import Page
from rulebook.content.placeholder_check import placeholder_faults
from rulebook.content.prose import Fault, body, prose, summary
from rulebook.content.reference_check import SiteMap, dead_links
from rulebook.load.text_check import address_faults, figure_faults
from rulebook.model import Finding, Rulebook
from rulebook.site.outline import Outline
from rulebook.site.site_map import generated, site_map


def check_content(outline: Outline) -> list[Finding]:
    """Return everything that is wrong with the pages of content/ and the entries about changes, file by file."""
    site, taken, typed = site_map(outline), generated(outline), typed_number(outline.rulebook)
    return [
        *(
            _finding("error", page.file, fault)
            for page in outline.pages
            for fault in _errors(page, outline.rulebook, site, taken)
        ),
        *(
            _finding("error", entry.file, fault)
            for entry in outline.changes
            for fault in _dead_ends(entry, outline.rulebook, site)
        ),
        *(_finding("warning", page.file, fault) for page in outline.pages for fault in _warnings(page, outline.rulebook, typed)),
    ]


def check_texts(outline: Outline) -> list[Finding]:
    """Return the dead links in the rulebook's own texts, the numbers typed into them, and what facts print wrongly."""
    rulebook, site = outline.rulebook, site_map(outline)
    typed = typed_number(rulebook)
    return _facts(rulebook) + [
        _finding(severity, rulebook.file, fault)
        for text in rulebook.texts
        for severity, faults in (
            ("error", dead_links([(text.line, text.text)], rulebook, site, references=False)),
            ("warning", () if text.kind == "quotation" else typed_figures([(text.line, text.text)], typed)),
            ("warning", bare_figures([(text.line, text.text)], rulebook)),
        )
        for fault in faults
    ]


def _errors(page: Page, rulebook: Rulebook, site: SiteMap, taken: SiteMap) -> Iterator[Fault]:
    yield from metadata_faults(page, rulebook, taken)
    yield from placeholder_faults(summary(page), rulebook, views=False)
    yield from placeholder_faults(body(page), rulebook)
    yield from dead_links(prose(page), rulebook, site)


def _dead_ends(entry: ChangeEntry, rulebook: Rulebook, site: SiteMap) -> Iterator[Fault]:
    """Yield what leads nowhere in an entry. Numbers typed there are no fault: it tells of figures that once were."""
    yield from placeholder_faults(body(entry), rulebook)
    yield from dead_links(body(entry), rulebook, site)


def _warnings(page: Page, rulebook: Rulebook, typed: re.Pattern | None) -> Iterator[Fault]:
    lines = list(prose(page))
    yield from typed_figures(lines, typed)
    yield from bare_figures(lines, rulebook)


def _finding(severity: str, file: str, fault: Fault) -> Finding:
    kind, line, message, cure = fault
    return Finding(kind, severity, file, line, message, cure)


def _facts(rulebook: Rulebook) -> list[Finding]:
    """Return what is wrong with the placeholders of the facts that sources list."""
    return [
        Finding(kind, "error", source.facts_file or rulebook.file, fact.line, message, cure)
        for source in rulebook.sources.values()
        for fact in source.facts.values()
        for kind, _, message, cure in (*address_faults(fact.text), *figure_faults(fact.text, rulebook.figures))
    ]
