"""Lay out the rows of a flowchart: for each answer its words, and the verdict or the number of the question it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rulebook.picture.measure import width, wrapped
from rulebook.picture.sheet import DISC, ICON, PAD, WORDS, Sheet
from rulebook.picture.svg import LINE, SIZE
from rulebook.views.shapes import Branch, Leaf, OutcomeView

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


def rows(branches: Sequence[Branch], sheet: Sheet, top: float, nothing: str) -> list[Row]:
    """Return a question's answers below each other; `nothing` is said where an answer ends without a verdict."""
    found: list[Row] = []
    for branch in branches:
        found.append(_row(branch, sheet, found[-1].bottom + ROW_GAP if found else top, nothing))
    return found


def _row(branch: Branch, sheet: Sheet, top: float, nothing: str) -> Row:
    lines = tuple(wrapped(branch.words, sheet.words_room(branch.step > 0), SIZE))
    if not sheet.side_by_side:
        last = top + (len(lines) - 0.5) * LINE
        ends = _ends(branch, sheet, top + len(lines) * LINE + LINE_GAP, nothing)
        disc = (WORDS + width(lines[-1], SIZE) + LINE_GAP + DISC, last)
        return Row(branch, lines, top, top + LINE / 2, _bottom(ends, last + LINE / 2), ends, disc)
    ends = _ends(branch, sheet, top, nothing)
    height = max(_bottom(ends, top) - top, len(lines) * LINE, 2 * DISC)
    first = min(height, ends[0].height if ends else height)  # words stand at the middle of the first verdict
    start = top + max(0, first - len(lines) * LINE) / 2
    return Row(branch, lines, start, start + LINE / 2, top + height, ends, (sheet.end + DISC, start + LINE / 2))


def _ends(branch: Branch, sheet: Sheet, top: float, nothing: str) -> tuple[End, ...]:
    if not isinstance(branch.to, Leaf):
        return ()
    found: list[End] = []
    for outcome in branch.to.outcomes or (None,):
        words = outcome.label if outcome else nothing
        lines = tuple(wrapped(words, sheet.right - sheet.end - 3 * PAD - ICON, SIZE, bold=True))
        found.append(End(outcome, lines, _bottom(found, top - LINE_GAP) + LINE_GAP, len(lines) * LINE + PAD))
    return tuple(found)


def _bottom(ends: Sequence[End], otherwise: float) -> float:
    return ends[-1].top + ends[-1].height if ends else otherwise
