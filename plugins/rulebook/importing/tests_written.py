"""What passes → the items of a test as rules.yaml writes them."""

from __future__ import annotations

from itertools import pairwise

from rulebook.geometry.axes import ends
from rulebook.geometry.intervals import BOTTOM, TOP, make_interval
from rulebook.geometry.notation import interval_test
from rulebook.importing.drafts import Question
from rulebook.importing.passing import Cell

EVERY: list[str] = ["-"]  # everything known passes
NONE: list[str] = []  # nothing does


def is_wide(cell: Cell) -> bool:
    """Return whether a cell lets all numbers but some through: null passes it by the way."""
    return bool(cell.spans) and cell.spans[0][0] == BOTTOM and cell.spans[-1][1] == TOP


def tests_of(cell: Cell, question: Question) -> list[str]:
    """Return the items of a test of an input, none where everything passes."""
    known = _options(cell, question) if question.type == "choice" else _numbers(cell)
    unknown = question.unknown is not None and cell.null
    if known == EVERY:
        return [] if unknown or question.unknown is None else ["not(unknown)"]
    if known == NONE and not unknown:
        every = ", ".join(id for id, _ in question.all)
        return [f"not({every})" if question.type == "choice" else "not(< 0, >= 0)"]
    return [*known, *["unknown"] * unknown]


def _options(cell: Cell, question: Question) -> list[str]:
    passing = [id for value, (id, _) in question.options.items() if (value in cell.texts) != cell.negated]
    passing += [question.other] if question.other and cell.negated else []
    every = [id for id, _ in question.all]
    if len(passing) == len(every):
        return EVERY
    left_out = [id for id in every if id not in passing]
    return [f"not({', '.join(left_out)})"] if cell.negated and passing else passing


def _numbers(cell: Cell) -> list[str]:
    spans = cell.spans
    if spans == ((BOTTOM, TOP),):
        return EVERY
    if spans and (spans[0][0], spans[-1][1]) == (BOTTOM, TOP):
        gaps = [interval_test("number", low, high) for (_, low), (high, _) in pairwise(spans)]
        return [f"not({', '.join(gaps)})"]
    return [interval_test("number", *ends("number", make_interval(*span))) for span in spans]
