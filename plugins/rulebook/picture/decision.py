"""A decision drawn: as a whole where one can take it in, else in a part for each answer to its first question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.picture.layered import layered
from rulebook.picture.stacked import stacked
from rulebook.views.shapes import Branch, DecisionView, Question

MOST_BOXES = 60  # questions and verdicts that are taken in at once
MOST_QUESTIONS = 60  # of one part: beyond, the steps tell it better
NOTHING = Markup("")


@dataclass(frozen=True)
class Part:
    """What follows one first answer: a picture; without one, the answer's end, or where it is too large, its steps alone."""

    branch: Branch
    anchor: str  # of the step it leads to, or ""
    questions: int
    picture: Markup


@dataclass(frozen=True)
class DecisionPicture:
    """`narrow` and `wide` show the same, or `parts` do, one for each answer to the question `first`."""

    narrow: Markup = NOTHING
    wide: Markup = NOTHING
    first: Question | None = None
    parts: tuple[Part, ...] = ()


def decision_picture(decision: DecisionView, words: Mapping[str, str]) -> DecisionPicture | None:
    """Return the picture of a decision; None where there is nothing to draw: a list, or one answer for all."""
    steps = decision.unfolded.steps
    if not steps:
        return None
    name = words["picture_name"].format(question=decision.question)
    if boxes(steps) <= MOST_BOXES:
        return DecisionPicture(stacked(steps, words), layered(steps, words, name))
    parts = tuple(_part(branch, steps, words, name) for branch in steps[0].branches)
    return DecisionPicture(first=steps[0], parts=parts) if any(part.picture for part in parts) else None


def boxes(steps: Iterable[Question]) -> int:
    """Return how many boxes a picture has: questions, and answers that end in a verdict."""
    return sum(1 + sum(branch.to is not None for branch in step.branches) for step in steps)


def _part(branch: Branch, steps: Sequence[Question], words: Mapping[str, str], name: str) -> Part:
    below = _below(branch.step, steps)
    if not below:
        return Part(branch, "", 0, NOTHING)
    full = words["picture_part_name"].format(name=name, answer=branch.words)
    picture = layered(below, words, full) if len(below) <= MOST_QUESTIONS else NOTHING
    return Part(branch, below[0].anchor, len(below), picture)


def _below(first: int, steps: Sequence[Question]) -> list[Question]:
    """Return a step and all that it leads to, in order; no step leads to one before it."""
    wanted, found = {first}, []
    for step in steps:
        if step.step in wanted:
            found.append(step)
            wanted.update(branch.step for branch in step.branches)
    return found
