"""Worked examples: cases that somebody told, each with what the decisions say and the checker filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rulebook.browser.state import read
from rulebook.content.worked_cases import Case
from rulebook.evaluate import evaluate
from rulebook.site import urls
from rulebook.views.shapes import BookView, DecisionView, OutcomeView

MAX_VERDICTS = 5  # verdicts of so many decisions; the rest stands in the checker


@dataclass(frozen=True)
class Verdict:
    """What one decision says to a case."""

    question: str
    url: str
    outcomes: tuple[OutcomeView, ...]


@dataclass(frozen=True)
class WorkedView:
    anchor: str
    title: str
    story: str
    verdicts: tuple[Verdict, ...]
    url: str  # of the checker with the case filled in


def worked_views(book: BookView, cases: Iterable[Case]) -> dict[str, tuple[WorkedView, ...]]:
    """Return the published cases by situation, as they are told; those whose answers the rulebook does not know are left out."""
    program = json.loads(book.program)
    found: dict[str, tuple[WorkedView, ...]] = {situation.id: () for situation in book.situations}
    for case in cases:
        state = read(program, list(case.answers.items()), 0)
        situation = state["answers"].get(book.situations_input.id) if book.situations_input else None
        if case.published and situation in found and not state["notes"]:
            found[situation] += (_worked(book, case, evaluate(program, state["answers"])["decisions"]),)
    return found


def _worked(book: BookView, case: Case, results: Mapping[str, Mapping]) -> WorkedView:
    verdicts = [_verdict(decision, results[decision.id]) for decision in book.for_people]
    return WorkedView(
        anchor=urls.worked_anchor(case.id),
        title=case.short,
        story=case.story,
        verdicts=tuple(filter(None, verdicts))[:MAX_VERDICTS],
        url=urls.check(case.answers),
    )


def _verdict(decision: DecisionView, result: Mapping) -> Verdict | None:
    """Return what is decided with one verdict; lists such as that of the evidence are left to the checker."""
    if not isinstance(result["outcome"], str):
        return None
    return Verdict(decision.question, decision.url, tuple(one for one in decision.outcomes if one.id == result["outcome"]))
