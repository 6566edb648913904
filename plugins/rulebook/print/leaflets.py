"""Lay out the leaflets: one situation each, what a person in it needs before anything has been done, on one sheet.

Where several verdicts are possible each has a letter, and a step or a text names those that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from rulebook.design.tones import NO_ANSWER
from rulebook.print.letters import letter, letters
from rulebook.print.rich import Links
from rulebook.print.sheet_data import checker_code, sheet_data
from rulebook.print.verdict_groups import outcomes_of, verdict_groups
from rulebook.views.shapes import AnswerView, BookView, LinesView, OutcomeView

NOTHING = LinesView(())

Tagged = list[tuple[Any, set[int]]]  # a thing with the places of the verdicts that it belongs to


def leaflet(book: BookView, id: str, site_url: str) -> dict[str, Any]:
    """Return the leaflet of a situation."""
    situation = next(each for each in book.situations if each.id == id)
    links = Links(site_url, frozenset())
    head = situation.answers[0]
    outcomes = outcomes_of(head.now or NOTHING)
    named = {one.id: letter(at) for at, one in enumerate(outcomes)} if len(outcomes) > 1 else {}
    return {
        **sheet_data(book, links),
        **checker_code(book, site_url, situation.query, situation.label),
        "label": situation.label,
        "help": situation.help,
        "lead": links.text(situation.lead.text) if situation.lead else [],
        "basis": situation.lead.basis_words if situation.lead else "",
        "stage": situation.stage,
        "letters": named,
        "headline": _asked(head, book, links),
        "days": list(situation.days),
        "deadlines": _by_case(outcomes, "deadline"),
        "steps": _steps(outcomes, links),
        "gather": [_asked(each, book, links) for each in situation.answers[1:] if each.in_front],
        "texts": _by_case(outcomes, "letter"),
        "course": [{"label": step.label, "figure": step.figure, "text": links.text(step.text)} for step in situation.course],
        "others": [_asked(each, book, links) for each in situation.answers if not each.in_front and _is_telling(each)],
    }


def _asked(answer: AnswerView, book: BookView, links: Links) -> dict[str, Any]:
    """Return a question with what can be said to it; where only the table tells it, nothing but its question."""
    groups = verdict_groups(answer.now, book.words, links) if answer.now else []
    none = [] if groups or answer.now is None else links.text(answer.none)
    return {"question": answer.question, "groups": groups, "none": none}


def _is_telling(answer: AnswerView) -> bool:
    """Return whether an answer says something that a leaflet has room for."""
    return answer.now is not None and any(one.tone != NO_ANSWER and not one.apart for one in outcomes_of(answer.now))


def _steps(outcomes: Sequence[OutcomeView], links: Links) -> list[dict[str, Any]]:
    """Return the steps of all verdicts as one list: each is there once, and those of one verdict keep their order."""
    merged: Tagged = []
    for place, outcome in enumerate(outcomes):
        merged = _merged(merged, list(outcome.next), place)
    return [{"text": links.text(step), "cases": _cases(places, outcomes)} for step, places in merged]


def _merged(before: Tagged, steps: Sequence[Any], place: int) -> Tagged:
    found: Tagged = []
    matcher = SequenceMatcher(None, [step for step, _ in before], steps, autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        found += [(step, places | {place}) if kind == "equal" else (step, places) for step, places in before[low:high]]
        found += [(step, {place}) for step in steps[start:end] if kind != "equal"]
    return found


def _by_case(outcomes: Sequence[OutcomeView], text_of: str) -> list[dict[str, str]]:
    """Return what the verdicts have of one kind of text, each once, with the letters of its verdicts."""
    found: dict[str, set[int]] = {}
    for place, outcome in enumerate(outcomes):
        if text := getattr(outcome, text_of):
            found.setdefault(text, set()).add(place)
    return [{"text": text, "cases": _cases(places, outcomes)} for text, places in found.items()]


def _cases(places: Iterable[int], outcomes: Sequence[OutcomeView]) -> str:
    """Return the letters of verdicts, three and more in a row as one; "" where there is but one verdict."""
    return letters(sorted(places)) if len(outcomes) > 1 else ""
