"""By situation: what every decision says in it, in short: what is particular to it in words, the rest by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rulebook.print.pictures import qr_code
from rulebook.views import urls
from rulebook.views.shapes import AnswerView, BookView, CaseView, SituationView

FEW = 4  # so many answers are always said in words
SHORT = 110  # letters; a longer condition is left to the answer's own page

Reach = Counter[str]  # in how many situations an answer can come, by its address


def situation_pages(book: BookView, number: Mapping[str, str], site_url: str) -> list[dict[str, Any]]:
    """Return a page for each situation."""
    reach = Counter(case.outcome.url for each in book.situations for answer in each.answers for case in answer.outcomes)
    collected = {decision.id for decision in book.decisions if decision.hit_policy == "collect"}
    usual = len(book.situations) / 2
    return [
        {
            **_head(situation, book, site_url),
            "answers": [_answer(answer, number, reach, usual, answer.decision in collected) for answer in situation.answers],
        }
        for situation in book.situations
    ]


def _head(situation: SituationView, book: BookView, site_url: str) -> dict[str, Any]:
    address = site_url + urls.CHECK + situation.query
    return {
        "place": situation.url,
        "label": situation.label,
        "help": situation.help,
        "code": qr_code(address),
        "code_alt": book.words["print_code_alt"].format(label=situation.label, address=address),
        "address": address.partition("://")[2] or address,
        "web": address if site_url else "",
    }


def _answer(answer: AnswerView, number: Mapping[str, str], reach: Reach, usual: float, collected: bool) -> dict[str, Any]:
    """Return what a decision says: all in words where that is little, else only what most situations do not share."""
    few = len(answer.outcomes) <= FEW
    own = [case for case in answer.outcomes if few or reach[case.outcome.url] <= usual]
    shared = [case for case in answer.outcomes if case not in own]
    return {
        "question": answer.question,
        "place": answer.url,
        "own": [_line(case, number, collected) for case in own],
        "shared": sorted(({"number": number[case.outcome.url], "place": case.outcome.url} for case in shared), key=_order),
    }


def _line(case: CaseView, number: Mapping[str, str], collected: bool) -> dict[str, Any]:
    outcome = case.outcome
    return {
        "number": number[outcome.url],
        "place": outcome.url,
        "label": outcome.label,
        "tone": outcome.tone,
        "tick": collected and outcome.tone != "silent",
        "when": case.when[0] if len(case.when) == 1 and len(case.when[0]) <= SHORT else "",
    }


def _order(entry: Mapping[str, str]) -> list[int]:
    return [int(part) for part in entry["number"].split(".")]
