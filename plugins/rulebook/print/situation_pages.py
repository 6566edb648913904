"""By situation: what every decision says in it, in short: what is particular to it in words, the rest by number.

A code or an address that nobody can open is not printed: both need the site's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from rulebook.design.tones import NEUTRAL, NO_ANSWER
from rulebook.print.letters import numeral
from rulebook.print.pictures import qr_code
from rulebook.site import urls
from rulebook.views.shapes import AnswerView, BookView, CaseView, SituationView

FEW = 4  # so many answers are always said in words
SHORT = 110  # letters; a longer condition is left to the answer's own page

Reach = Counter[str]  # in how many situations an answer can come, by its address


def situation_pages(book: BookView, number: Mapping[str, str], site_url: str) -> list[dict[str, Any]]:
    """Return a page for each situation."""
    several = book.words["case_several"]
    reach = Counter(case.outcome.url for each in book.situations for answer in each.answers for case in answer.outcomes)
    collected = {decision.id for decision in book.for_people if decision.hit_policy == "collect"}
    usual = len(book.situations) / 2
    pages = []
    for at, situation in enumerate(book.situations):
        answers = [_answer(answer, number, reach, usual, answer.decision in collected, several) for answer in situation.answers]
        rest = [answer for answer in answers if _in_brief(answer)]
        in_full = [answer for answer in answers if answer not in rest]
        pages.append({**_head(situation, book, numeral(at), site_url), "answers": in_full, "rest": rest})
    return pages


def _head(situation: SituationView, book: BookView, no: str, site_url: str) -> dict[str, Any]:
    named = book.words["print_no"].format(number=no)
    head = {"place": situation.url, "no": named, "label": situation.label, "help": situation.help}
    if not site_url:
        return head
    address = site_url + urls.CHECK + situation.query
    code_alt = book.words["print_code_alt"].format(label=situation.label, address=address)
    return {**head, "code": qr_code(address), "code_alt": code_alt, "address": address.partition("://")[2], "web": address}


def _answer(
    answer: AnswerView, number: Mapping[str, str], reach: Reach, usual: float, collected: bool, several: str
) -> dict[str, Any]:
    """Return what a decision says: all in words where that is little, else only what most situations do not share."""
    few = len(answer.outcomes) <= FEW
    own = [case for case in answer.outcomes if few or reach[case.outcome.url] <= usual]
    shared = [case for case in answer.outcomes if case not in own]
    return {
        "chapter": number[answer.url],
        "place": answer.url,
        "question": answer.question,
        "own": [_line(case, number, collected, several) for case in own],
        "shared": spans(number[case.outcome.url] for case in shared),
    }


def _in_brief(answer: Mapping[str, Any]) -> bool:
    """Return whether an answer is said in half a line: nothing in it is particular, or the case does not turn on it."""
    own = answer["own"]
    return (bool(answer["shared"]) and not own) or (
        len(own) == 1 and own[0]["tone"] == NEUTRAL and not (own[0]["when"] or answer["shared"])
    )


def _line(case: CaseView, number: Mapping[str, str], collected: bool, several: str) -> dict[str, Any]:
    outcome, when = case.outcome, [each for each in case.when if each != several]
    return {
        "number": number[outcome.url],
        "place": outcome.url,
        "label": outcome.label,
        "tone": outcome.tone,
        "tick": collected and outcome.tone != NO_ANSWER,
        "when": when[0] if len(when) == 1 and len(when[0]) <= SHORT else "",
    }


def spans(numbers: Iterable[str]) -> list[str]:
    """Return the numbers of answers in order, three and more in a row as one: 1.4–1.9."""
    rows: list[list[str]] = []
    for number in sorted(numbers, key=_order):
        if rows and _order(number) == _order(rows[-1][-1]) + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [span for row in rows for span in ([f"{row[0]}–{row[-1]}"] if len(row) > 2 else row)]


def _order(number: str) -> int:
    return int(number.partition(".")[2])
