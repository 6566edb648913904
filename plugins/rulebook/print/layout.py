"""Lay the book out as plain data: BookView → what each page says, in order, every part numbered and with its place.

A place is the address a thing has on the site: the template makes a mark of it that links inside the book lead to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rulebook.design.tones import NO_ANSWER
from rulebook.print.answer_pages import chapter, numbers
from rulebook.print.pictures import paper_colours, signs
from rulebook.print.rich import Links
from rulebook.print.situation_pages import SHORT, situation_pages
from rulebook.print.table_pages import table
from rulebook.site import urls
from rulebook.views.shapes import BookView, DecisionView, SourceView
from rulebook.wording.markdown import words_of

PARTS = ("by_situation", "by_decision", "decisions_title", "checker_timeline", "figures_title", "tone_silent", "sources_title")
LABELS = (
    "faq_title", "version_is", "reviewed_on", "letter_to_use", "nothing_applies",
    "table_answer", "retrieved_on", "comes_from", *PARTS,
)  # fmt: skip


def lay_out(book: BookView, site_url: str) -> dict[str, Any]:
    """Return the whole book."""
    links = Links(site_url, frozenset(_places(book)))
    number = numbers(book)
    words = {key: text for key, text in book.words.items() if key.startswith("print_") or key in LABELS}
    words |= {"version_is": words["version_is"].format(version=book.version)}
    words |= {"reviewed_on": words["reviewed_on"].format(date=book.reviewed) if book.reviewed else ""}
    return {
        "name": book.name,
        "title": book.title,
        "language": book.language,
        "address": site_url.partition("://")[2],
        "home": links.to(urls.HOME),
        "words": words,
        "signs": signs(book.tones),
        "colours": paper_colours(book.brand),
        "disclaimer": links.text(book.brand.disclaimer),
        "situations": situation_pages(book, number, site_url),
        "decisions": [chapter(each, book, number, links) for each in book.for_people],
        "tables": [table(each, number, book.words["print_also"]) for each in (*book.for_people, *book.for_decisions)],
        "timeline": [
            {
                "label": step.label,
                "figure": step.figure,
                "text": links.text(step.text),
                "when": step.when if len(step.when) <= SHORT else "",
            }
            for step in book.timeline
        ],
        "figures": [{"label": each.label[:1].upper() + each.label[1:], "words": each.words} for each in book.figures],
        "silent": list(filter(None, (_silent(each, number) for each in book.for_people))),
        "sources": [_source(each, links) for each in book.sources],
    }


def _places(book: BookView) -> Iterator[str]:
    """Yield the address of everything that has a place in the book."""
    yield from (situation.url for situation in book.situations)
    for decision in book.decisions:
        yield from (rule.url for rule in decision.table.rules)
    for decision in book.for_people:
        yield decision.url
        yield from (outcome.url for outcome in decision.outcomes)
    for source in book.sources:
        yield source.url


def _silent(decision: DecisionView, number: dict[str, str]) -> dict[str, Any] | None:
    """Return the answers of a decision that say that the guide does not say; None where it has none."""
    found = [one for one in decision.outcomes if NO_ANSWER in (one.tone, one.basis)]
    entries = [{"number": number[one.url], "place": one.url, "label": one.label} for one in found]
    return {"question": decision.question, "entries": entries} if entries else None


def _source(source: SourceView, links: Links) -> dict[str, Any]:
    facts = [{"id": fact.id, "heading": fact.heading, "text": words_of(fact.text)} for fact in source.facts]
    to = links.to(source.link) if source.link else {}
    return {
        "place": source.url,
        "title": source.title,
        "retrieved": source.retrieved,
        "link": source.link,
        "to": to,
        "facts": facts,
    }
