"""Find lone points that slip between two intervals: day 30, between `< 30` and `> 30`, swallowed by a catch-all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_

from rulebook.geometry.axes import Axis, bits, negates, plain
from rulebook.geometry.box_tables import Table
from rulebook.geometry.boxes import Box, sum_bits
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Finding, Number
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import cells_words, finding, not_judged, quoted_list


def boundary_holes(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield each point of a number, between cells that earlier rules decide, that only a rule blind to it answers."""
    if table.decision.hit_policy != "first":
        return
    steps = feasibility.question()
    try:
        for column, axis in enumerate(table.axes):
            for cell in points(axis):
                found = next(_holes(table, feasibility, column, cell, steps), None)
                if found:
                    yield _hole(table, axis, cell, *found)
    except OutOfSteps:
        question = "whether single numbers slip between two rules"
        yield not_judged(table, table.decision.line, question, severity="note")


def points(axis: Axis) -> Iterator[int]:
    """Yield the cells that hold one number only and have a neighbour on each side."""
    for cell in range(1, axis.known - 1) if axis.kind != "choice" else ():
        low, high = axis.bounds[cell - 1], axis.bounds[cell]
        if high == ((low[0], 1) if axis.kind == "number" else (low[0] + 1, 0)):
            yield cell


def _holes(
    table: Table, feasibility: Feasibility, column: int, cell: int, steps: Steps
) -> Iterator[tuple[int, int, int, dict[str, str | Number]]]:
    """Yield (rule below, rule above, rule that swallows the point, witness). Raise OutOfSteps."""
    point = 1 << cell
    steps.take(len(table.boxes))
    below, above = (_neighbours(table, column, point, side) for side in (point >> 1, point << 1))
    if not below or not above:
        return
    for at, box in enumerate(table.boxes):
        if box[column] == table.axes[column].full:
            for one in bits(below & ((1 << at) - 1)):
                for other in bits(above & ((1 << at) - 1)):
                    steps.take(1)
                    shared = _shared(table, column, point, (at, one, other))
                    if all(shared) and feasibility.possible(table, shared, steps, (1 << one) - 1):
                        witness = feasibility.witness(table, shared, steps, (1 << one) - 1)
                        yield one, other, at, witness or {}


def _neighbours(table: Table, column: int, point: int, side: int) -> int:
    """Return the rules that test the column by intervals, let the neighbouring cell through and stop at the point."""
    return sum_bits(
        1 << at
        for at, (box, rule) in enumerate(zip(table.boxes, table.decision.rules, strict=True))
        if box[column] & side and not box[column] & point and not negates(rule.when[table.axes[column].id])
    )


def _shared(table: Table, column: int, point: int, rules: tuple[int, int, int]) -> Box:
    """Return what three rules share, at the point."""
    boxes = [table.boxes[rule] for rule in rules]
    return tuple(point if at == column else reduce(and_, cells) for at, cells in enumerate(zip(*boxes, strict=True)))


def _hole(
    table: Table, axis: Axis, cell: int, below: int, above: int, covering: int, witness: dict[str, str | Number]
) -> Finding:
    rules = [table.decision.rules[at] for at in (covering, below, above)]
    names = [rule.id for rule in rules]
    sides = f'two intervals of "{names[1]}"' if below == above else quoted_list(names[1:])
    return finding(
        "boundary_hole",
        table,
        rules[1].line,
        f'{cells_words(axis, 1 << cell)} lies between {sides} and falls to "{names[0]}", which does not look at {axis.id}.',
        f'Let one of the two include it, as in "<= {plain(axis.simplest(cell))}"; or say in a rule of its own what holds there.',
        severity="warning",
        rules=tuple(dict.fromkeys(names)),
        witness=witness,
    )
