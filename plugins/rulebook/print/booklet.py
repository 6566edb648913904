"""Lay out the booklet: the questions people ask, each with its general answer and what it depends on at the first stage."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rulebook.print.answer_pages import numbers
from rulebook.print.rich import Links
from rulebook.print.sheet_data import checker_code, sheet_data
from rulebook.print.verdict_groups import line_data, verdict_groups
from rulebook.views.shapes import BookView, DecisionView


def booklet_pages(book: BookView, site_url: str) -> dict[str, Any]:
    """Return the booklet. Of the steps to come it has those that are ahead of somebody at the first stage."""
    links = Links(site_url, frozenset())
    ahead = [step for one in book.situations for step in one.course] or book.timeline
    return {
        **sheet_data(book, links),
        **checker_code(book, site_url),
        "leaflets": bool(book.situations),
        "questions": [_question(one, book, links) for one in book.for_people],
        "course": [
            {"label": step.label, "figure": step.figure, "text": links.text(step.text)} for step in book.timeline if step in ahead
        ],
        "stage_question": next((one.leaflet.stage_question for one in book.situations), ""),
        "further": _further(book, links),
        "stage": next((one.stages[0].words for one in book.for_people if one.stages), ""),
        "sources": [{"title": one.title, "retrieved": one.retrieved} for one in book.sources if one.uses or one.facts],
    }


def _further(book: BookView, links: Links) -> list[dict[str, Any]]:
    """Return what most leaflets say of the stages to come, each line with its number in the reference edition."""
    number = numbers(book)
    lines = [line for one in book.situations for _, each in one.leaflet.other_stages.groups for line in each]
    spread = Counter((line.when, line.outcomes) for line in lines)
    common = {key: line for line in lines if 2 * spread[key := (line.when, line.outcomes)] > len(book.situations)}
    order = book.for_people[0].outcomes
    return [
        {**line_data(one, book.words, links), "numbers": ", ".join(number[each.url] for each in one.outcomes)}
        for one in sorted(common.values(), key=lambda one: order.index(one.outcomes[0]))
    ]


def _question(decision: DecisionView, book: BookView, links: Links) -> dict[str, Any]:
    first = decision.stages[0] if decision.stages else None
    return {
        "place": decision.faq_anchor,
        "question": decision.question,
        "answer": links.text(decision.answer.text) if decision.answer else [],
        "basis": decision.answer.basis_words if decision.answer else "",
        "depends": decision.depends,
        "groups": verdict_groups(first.lines, book.words, links) if first else [],
        "none": links.text(decision.none) if decision.none else [],
        "outcomes": [] if first else [{"label": one.label, "tone": one.tone} for one in decision.outcomes],
    }
