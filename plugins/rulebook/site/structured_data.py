"""What search engines read in a page: its breadcrumbs, and questions with their answers (schema.org, as JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from rulebook.site import urls
from rulebook.views.shapes import BookView, DecisionView, OutcomeView

CONTEXT = {"@context": "https://schema.org"}


def breadcrumbs(crumbs: Iterable[tuple[str, str]], site_url: str) -> dict[str, Any]:
    """Return the way to a page, itself last: pairs of a name and an address."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": site_url + url}
        for place, (name, url) in enumerate(crumbs, 1)
    ]
    return {**CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def website(book: BookView, site_url: str) -> dict[str, Any]:
    """Return what the site is, and how it is searched: /faq/ answers an address with ?q= (search/loader.js)."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site_url}{urls.FAQ}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    about = {"name": book.name, "description": book.title, "url": f"{site_url}/", "inLanguage": book.language}
    return {**CONTEXT, "@type": "WebSite", **about, "potentialAction": search}


def questions_and_answers(book: BookView, site_url: str) -> dict[str, Any]:
    """Return every decision for people as a question, with its general answer, or all that can be answered to it."""
    questions = [
        {
            "@type": "Question",
            "name": decision.question,
            "url": f"{site_url}/faq/#{decision.faq_anchor}",
            "acceptedAnswer": {"@type": "Answer", "text": str(_answers(decision))},
        }
        for decision in book.for_people
    ]
    return {**CONTEXT, "@type": "FAQPage", "inLanguage": book.language, "mainEntity": questions}


def _answers(decision: DecisionView) -> Markup:
    if decision.answer:
        return Markup(decision.answer.text)
    return Markup("").join(map(_answer, decision.outcomes))


def _answer(outcome: OutcomeView) -> Markup:
    return Markup("<p>{}</p>").format(outcome.label)
