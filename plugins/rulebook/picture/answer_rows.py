"""Lay out the answers to a question below each other: for each its words, then the verdict or the number of the next question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rulebook.picture.measure import width, wrapped
from rulebook.picture.svg import LINE, SIZE
from rulebook.views.shapes import Branch, Leaf, OutcomeView

STEM, WORDS = 22, 40  # where the line under a question runs, and where the words of its answers begin
PAD, ICON, DISC = 10, 18, 10  # inside a box; a sign's width; half a number's
ROW_GAP, LINE_GAP = 10, 4  # between answers, and between what belongs together


@dataclass(frozen=True)
class End:
    """A verdict's box; without an outcome, the words for "nothing"."""

    outcome: OutcomeView | None
    lines: tuple[str, ...]
    top: float
    height: float


@dataclass(frozen=True)
class Row:
    """An answer. `middle` is the height at which its line comes in; `disc` the centre of the next question's number."""

    branch: Branch
    lines: tuple[str, ...]
    top: float
    middle: float
    bottom: float
    ends: tuple[End, ...]
    disc: tuple[float, float]


def rows(branches: Sequence[Branch], right: float, top: float, nothing: str) -> list[Row]:
    """Return a question's answers, none wider than `right`; `nothing` is said where an answer ends without a verdict."""
    found: list[Row] = []
    for branch in branches:
        found.append(_row(branch, right, found[-1].bottom + ROW_GAP if found else top, nothing))
    return found


def _row(branch: Branch, right: float, top: float, nothing: str) -> Row:
    room = right - 3 * DISC * (branch.step > 0) - WORDS  # what leads to a question needs room for its number
    lines = tuple(wrapped(branch.words, room, SIZE))
    last = top + (len(lines) - 0.5) * LINE
    ends = _ends(branch, right, top + len(lines) * LINE + LINE_GAP, nothing)
    disc = (WORDS + width(lines[-1], SIZE) + LINE_GAP + DISC, last)
    return Row(branch, lines, top, top + LINE / 2, _bottom(ends, last + LINE / 2), ends, disc)


def _ends(branch: Branch, right: float, top: float, nothing: str) -> tuple[End, ...]:
    if not isinstance(branch.to, Leaf):
        return ()
    found: list[End] = []
    for outcome in branch.to.outcomes or (None,):
        words = outcome.label if outcome else nothing
        lines = tuple(wrapped(words, right - WORDS - 3 * PAD - ICON, SIZE, bold=True))
        found.append(End(outcome, lines, _bottom(found, top - LINE_GAP) + LINE_GAP, len(lines) * LINE + PAD))
    return tuple(found)


def _bottom(ends: Sequence[End], otherwise: float) -> float:
    return ends[-1].top + ends[-1].height if ends else otherwise
