"""What a page of content/ asks for, found in the book: the value that the macro of the same name prints."""

from __future__ import annotations

from typing import Any

from rulebook.views.shapes import BookView, DecisionView
from rulebook.wording.placeholders import Call


def _decision(book: BookView, asked: Call) -> DecisionView | None:
    return next((one for one in book.decisions if one.id == asked.decision), None)


def _faq(book: BookView, asked: Call) -> Any:
    """Return the decision, or what it says in one situation."""
    if not asked.option:
        return _decision(book, asked)
    answers = [answer for one in book.situations if one.id == asked.option for answer in one.answers]
    return next((answer for answer in answers if answer.decision == asked.decision), None)


def _outcome(book: BookView, asked: Call) -> Any:
    decision = _decision(book, asked)
    return next((one for one in decision.outcomes if one.id == asked.outcome), None) if decision else None


def _timeline(book: BookView, asked: Call) -> Any:
    return book.timeline


def _checker(book: BookView, asked: Call) -> str:
    """Return the answer given beforehand."""
    return f"{asked.input}={asked.option}" if asked.input else ""


def _embed(book: BookView, asked: Call) -> Any:
    return book


SHOWN = {"table": _decision, "faq": _faq, "outcome": _outcome, "timeline": _timeline, "checker": _checker, "embed": _embed}
