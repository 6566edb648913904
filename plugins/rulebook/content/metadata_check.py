"""What stands at the top of a hand-written page: its title, its place, what it cites."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from rulebook.content.pages import MAX_LINE, Page, citations
from rulebook.content.prose import Fault
from rulebook.load.collector import did_you_mean, short
from rulebook.load.scalars import day
from rulebook.model import Rulebook

NO_NAME = re.compile(r'[%?#"<>\\\ud800-\udfff]')  # what an address has another meaning for, and bytes that are no UTF-8


def metadata_faults(page: Page, rulebook: Rulebook, taken: Container[str]) -> Iterator[Fault]:
    """Yield what is wrong with a page's metadata; `taken` are the addresses of pages made from the rulebook."""
    yield from _form(page)
    if page.url in taken:
        yield "form", 1, f"the address {page.url} belongs to a page made from the rulebook.", "Give the file another name."
    yield from _citations(page, rulebook)


def _form(page: Page) -> Iterator[Fault]:
    odd = NO_NAME.search(page.slug)
    if odd:
        message = f"no address can hold what is in this file's name: {odd[0]!a}."
        yield "form", 1, message, "Name it with letters, digits and hyphens."
    if not page.title:
        yield "form", 1, "the page has no title.", "Begin the file with a line such as Title: About."
    for key, entry in page.meta.items():
        if len(entry.value) > MAX_LINE and key != "summary":  # of that, as of all text, check_markup tells
            message = f"{short(key.capitalize())} has {len(entry.value):,} characters, and it may have {MAX_LINE:,}."
            yield "form", entry.line, message, "Say it in a few words."
        if key != "summary" and "{{" in entry.value:
            yield "form", entry.line, f"{key.capitalize()} holds a placeholder.", "Of the metadata only Summary may hold figures."
    slug = page.value("slug")
    if slug and slug != page.slug:
        yield (
            "form",
            page.meta["slug"].line,
            f'Slug is "{short(slug)}" and the file {page.slug}.md.',
            "A page's address is its file's name: rename the file, or take Slug out.",
        )
    for key in ("date", "modified"):
        if key in page.meta and not _may_be_date(page.value(key)):
            yield (
                "form",
                page.meta[key].line,
                f'{key.capitalize()} "{short(page.value(key))}" is no date.',
                f"Write {key.capitalize()}: 2026-11-22.",
            )
    for key in ("menu", "order"):
        if key in page.meta and not page.value(key).replace(".", "", 1).isdigit():
            yield (
                "form",
                page.meta[key].line,
                f'{key.capitalize()} "{short(page.value(key))}" is no number.',
                f"Write its place, as in {key.capitalize()}: 3.",
            )


def _may_be_date(written: str) -> bool:
    """Return whether Pelican may read a date, which it does in many notations."""
    begins = re.match(r"\d{4}-\d{1,2}-\d{1,2}", written)
    return day("-".join(part.zfill(2) for part in begins[0].split("-"))) is not None if begins else any(map(str.isdigit, written))


def _citations(page: Page, rulebook: Rulebook) -> Iterator[Fault]:
    for citation in citations(page, rulebook.sources):
        line = page.meta["source"].line
        source = rulebook.sources.get(citation.source)
        if source is None:
            yield (
                "reference",
                line,
                f'Source: there is no source "{short(citation.fact)}".',
                did_you_mean(citation.fact, rulebook.sources),
            )
            return
        if citation.fact and source.facts and citation.fact not in source.facts:
            yield (
                "reference",
                line,
                f'Source: {source.id} has no fact "{short(citation.fact)}".',
                did_you_mean(citation.fact, source.facts),
            )
