"""Find situations that no rule answers, and outcomes that no rule gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rulebook.geometry.box_tables import Table
from rulebook.geometry.boxes import Box
from rulebook.geometry.cover import cost_of, uncovered
from rulebook.geometry.regions import expanded, regions
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Finding, Number
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import box_words, finding, not_judged

MOST_BOXES = 3  # blocks of one gap that are named beside its largest

Witness = dict[str, str | Number]


@dataclass(frozen=True)
class Gaps:
    """Regions without a rule, each as boxes with the largest first and a witness. `rest` says what is not among them."""

    regions: Sequence[tuple[list[Box], Witness]]
    rest: str = ""


def gaps(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield one finding per connected region that no rule covers and that can happen.

    Where the regions are too many to be listed, yield some of them, and say that there are more.
    """
    if table.decision.hit_policy == "collect":
        return
    try:
        found = find_gaps(table, feasibility)
    except OutOfSteps:
        yield not_judged(table, table.decision.line, "whether every situation has a rule")
        return
    cure = "Add a rule for it, or widen one that stands beside it"
    end = ", or end with a rule without conditions, for all the rest." if table.decision.hit_policy == "first" else "."
    for at, (boxes, witness) in enumerate(found.regions):
        rest = found.rest if at == len(found.regions) - 1 else ""
        message = f"no rule answers {box_words(table.axes, boxes[0])}{_other_boxes(table, boxes[1:])}.{rest}"
        yield finding("gap", table, table.decision.line, message, cure + end, witness=witness)


def find_gaps(table: Table, feasibility: Feasibility) -> Gaps:
    """Return the regions without a rule: all, while they can be listed, else some. Raise OutOfSteps where none is found."""
    return _listed(table, feasibility) or _searched(table, feasibility)


def _listed(table: Table, feasibility: Feasibility) -> Gaps | None:
    """Return all regions, or None where there is too much to be listed."""
    limits = feasibility.limits
    steps = feasibility.steps.share(limits.listing * cost_of(table.full))
    try:
        pieces = list(islice(uncovered(table.full, table.entries, steps, table.partners), limits.pieces + 1))
        if len(pieces) > limits.pieces:
            return None
        possible = [piece for piece in pieces if feasibility.possible(table, piece, steps)]
        return _all_of(table, feasibility, regions(possible, table.axes), steps)
    except OutOfSteps:
        return None


def _all_of(table: Table, feasibility: Feasibility, groups: list[list[Box]], steps: Steps) -> Gaps:
    """Return all regions there are: without the boxes that never happen (a part of a piece may never happen)."""
    most = feasibility.limits.regions
    found = []
    for boxes in groups:
        left = [box for box in boxes if feasibility.possible(table, box, steps)]
        cells = feasibility.situation(table, left[0], steps) if left else None
        if cells is not None:
            found.append((left, feasibility.values(table, cells)))
    more = len(found) - most
    rest = f" There {'is 1' if more == 1 else f'are {more}'} more than the {most} gaps named." if more > 0 else ""
    return Gaps(found[:most], rest)


def _searched(table: Table, feasibility: Feasibility) -> Gaps:
    """Return regions around situations without a rule, each found outside those before. Raise OutOfSteps if none is found."""
    most, steps = feasibility.limits.regions, feasibility.question()
    every = (1 << len(table.boxes)) - 1
    found: list[Box] = []
    witnesses: list[Witness] = []
    rest = ""
    try:
        while (cells := feasibility.situation(table, table.full, steps, every, found)) is not None and len(found) < most:
            found.append(expanded(tuple(cells[axis.id] for axis in table.axes), table.entries, table.axes))
            witnesses.append(feasibility.values(table, cells))
        if cells is None:
            return _all_of(table, feasibility, regions(found, table.axes), steps)
        rest = f" There are more than the {most} gaps named."
    except OutOfSteps:
        if not found:
            raise
        rest = " Whether other situations have no rule was not judged."
    return Gaps([([box], witness) for box, witness in zip(found, witnesses, strict=True)], rest)


def _other_boxes(table: Table, boxes: Sequence[Box]) -> str:
    """Return the other blocks of a gap in words: some of them, and how many are left."""
    if not boxes:
        return ""
    named = "; ".join(box_words(table.axes, box) for box in boxes[:MOST_BOXES])
    left = len(boxes) - MOST_BOXES
    return f"; nor what touches it: {named}" + (f"; and {left} other block{'s' if left > 1 else ''}" if left > 0 else "")


def outcomes_without_rule(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield outcomes that no rule names; where a rule names one but cannot fire, that rule is reported instead."""
    given = {outcome for rule in table.decision.rules for outcome in rule.then}
    for outcome in table.decision.outcomes.values():
        if outcome.id not in given:
            yield finding(
                "never_given",
                table,
                outcome.line,
                f'no rule gives the outcome "{outcome.id}".',
                "Write the rule that gives it, or take the outcome out.",
            )
