"""The kinds of pages made from a rulebook, one entry each: pages, links to them, sitemap and cards all come from here.

To add a kind: an entry here, a template rulebook/<name>.html, and its words in the locale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rulebook.site import embedding, urls
from rulebook.site.outline import Outline
from rulebook.site.paper import KINDS as SHEETS
from rulebook.views.shapes import BookView

SHOWN = 155  # letters of a description
ONE = ("",)  # a kind of which there is one page


@dataclass(frozen=True)
class Heading:
    """What a page says of itself, what else the search finds it by, and what its template gets beside what all get."""

    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    also: str = ""


@dataclass(frozen=True)
class PageKind:
    """One kind: `each` gives the ids of which there is a page, `anchors` what a link to one may name behind its "#".

    `listed` where search engines may list them, `found` where the site's own search leads to them; `own` where a site of the
    rulebook's own has them, `guest` where another's has.
    """

    name: str  # of its template
    url: Callable[[str], str]
    heading: Callable[[BookView, str], Heading]
    each: Callable[[Outline], Iterable[str]] = lambda outline: ONE
    anchors: Callable[[Outline, str], Iterable[str]] = lambda outline, id: ()
    listed: bool = True
    found: bool = True
    own: bool = True
    guest: bool = True


def kinds(outline: Outline) -> Iterator[PageKind]:
    """Yield the kinds that a site has."""
    yield from (kind for kind in KINDS if (kind.own if outline.whole else kind.guest))


def sentence(book: BookView, key: str, **values: str) -> str:
    """Return a sentence about the site."""
    return book.words[key].format(**{"title": book.title, "name": book.name, **values})


def _locale_heading(title: str, description: str, also: str = "") -> Callable[[BookView, str], Heading]:
    """Return the heading of a page whose title and description are words of the locale, as are those it is found by."""
    return lambda book, id: Heading(sentence(book, title), sentence(book, description), also=book.words[also] if also else "")


def _decision(book: BookView, id: str) -> Heading:
    found = next(one for one in book.decisions if one.id == id)
    labels = [each.label for each in found.outcomes]
    return Heading(
        found.question, _filled(book, "decision_description", "; ", labels, question=found.question), {"decision": found}
    )


def _situation(book: BookView, id: str) -> Heading:
    found = next(one for one in book.situations if one.id == id)
    questions = [each.question for each in found.answers]
    return Heading(found.label, _filled(book, "situation_description", " ", questions, label=found.label), {"situation": found})


def _source(book: BookView, id: str) -> Heading:
    found = next(one for one in book.sources if one.id == id)
    return Heading(found.title, sentence(book, "source_description", title=found.title), {"source": found})


def _gallery(book: BookView, id: str) -> Heading:
    title, description = sentence(book, "gallery_title"), sentence(book, "gallery_description")
    return Heading(title, description, {"samples": embedding.samples(book), "sandbox": embedding.SANDBOX})


def _filled(book: BookView, key: str, separator: str, texts: Iterable[str], **values: str) -> str:
    """Return a description with as many of the texts, whole, as a list of search results shows; with the first in any case."""
    room = SHOWN - len(sentence(book, key, texts="", **values))
    included: list[str] = []
    for text in texts:
        if included and len(separator.join([*included, text])) > room:
            break
        included.append(text)
    return sentence(book, key, texts=separator.join(included), **values)


def _faq_anchors(outline: Outline, id: str) -> Iterable[str]:
    yield from ("list", "situations", "decisions") if outline.situations else ("list", "decisions")
    if len(outline.rulebook.for_people) < len(outline.rulebook.decisions):
        yield "steps"
    for decision in outline.rulebook.decisions.values():
        yield urls.faq_anchor(decision.id)
        yield from (urls.faq_anchor(decision.id, id) for one in decision.outcomes.values() for id in (one.id, *one.aliases))
    for situation in outline.situations:
        yield urls.situation_anchor(situation)
        yield from (urls.answer_anchor(situation, decision) for decision in outline.rulebook.decisions)


def _decision_anchors(outline: Outline, id: str) -> Iterable[str]:
    decision = outline.rulebook.decisions[id]
    yield from ("outcomes", "table", "steps")
    yield from (urls.rule_anchor(rule.id) for rule in decision.rules)
    yield from (urls.outcome_anchor(id) for one in decision.outcomes.values() for id in (one.id, *one.aliases))


KINDS = (
    PageKind("start", lambda id: urls.HOME, lambda book, id: Heading(book.title, sentence(book, "check_description")), own=False),
    PageKind("check", lambda id: urls.CHECK, _locale_heading("check_title", "check_description")),
    PageKind("faq", lambda id: urls.FAQ, _locale_heading("faq_title", "faq_description"), anchors=_faq_anchors),
    PageKind("decisions", lambda id: urls.DECISIONS, _locale_heading("decisions_title", "decisions_description")),
    PageKind(
        "sources",
        lambda id: urls.SOURCES,
        _locale_heading("sources_title", "sources_description"),
        anchors=lambda outline, id: map(urls.figure_anchor, outline.rulebook.figures),
    ),
    PageKind(
        "print",
        lambda id: urls.PRINT,
        _locale_heading("print_title", "print_description"),
        anchors=lambda outline, id: (kind.name for kind in SHEETS if list(kind.each(outline))),
    ),
    PageKind(
        "widget",
        lambda id: urls.WIDGET,
        _locale_heading("widget_title", "check_description"),
        listed=False,
        found=False,
        guest=False,
    ),
    PageKind(
        "gallery",
        lambda id: urls.GALLERY,
        _gallery,
        anchors=lambda outline, id: (way.name for way in embedding.WAYS),
        listed=False,
        guest=False,
    ),
    PageKind(
        "report",
        lambda id: urls.REPORT,
        _locale_heading("report_page_title", "report_page_lead", "report_page_also"),
        listed=False,
        guest=False,
    ),
    PageKind(
        "404",
        lambda id: urls.NOT_FOUND,
        _locale_heading("not_found_title", "not_found_description"),
        listed=False,
        found=False,
        guest=False,
    ),
    PageKind("decision", urls.decision, _decision, each=lambda outline: outline.rulebook.decisions, anchors=_decision_anchors),
    PageKind(
        "situation",
        urls.situation,
        _situation,
        each=lambda outline: outline.situations,
        anchors=lambda outline, id: (urls.answer_anchor(id, one) for one in outline.rulebook.decisions),
    ),
    PageKind(
        "source",
        urls.source,
        _source,
        each=lambda outline: outline.rulebook.sources,
        anchors=lambda outline, id: outline.rulebook.sources[id].facts,
    ),
    PageKind(
        "changes",
        lambda id: urls.CHANGES,
        _locale_heading("changes_title", "changes_description"),
        each=lambda outline: ONE if outline.changes else (),
        anchors=lambda outline, id: (entry.anchor for entry in outline.changes),
    ),
)
