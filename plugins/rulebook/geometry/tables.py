"""Lay a decision's rules out as boxes: one set of cells per column. Boxes are what the verifier computes with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rulebook.geometry.axes import Axis, axes_of
from rulebook.model import Decision, Rule, Rulebook

Box = tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A decision as boxes over its own columns; `boxes[n]` is the condition of rule n."""

    decision: Decision
    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]

    @property
    def full(self) -> Box:
        return tuple(axis.full for axis in self.axes)


def tables(rulebook: Rulebook) -> dict[str, Table]:
    """Return the table of every decision; upstream ones come before those that read them."""
    axes = axes_of(rulebook, rulebook.decisions.values())
    return {decision.id: _table(rulebook, decision, axes) for decision in upstream_first(rulebook)}


def reads(rulebook: Rulebook, decision: Decision) -> list[str]:
    """Return the ids of the decisions that a decision reads directly, in file order."""
    return [column for column in rulebook.columns(decision) if column in rulebook.decisions]


def upstream_first(rulebook: Rulebook) -> list[Decision]:
    """Return all decisions, each after those that it reads."""
    return _with_upstream(rulebook, rulebook.decisions.values())


def closure(rulebook: Rulebook, decision: Decision) -> list[Decision]:
    """Return a decision with everything it reads, directly or not, upstream first."""
    return _with_upstream(rulebook, [decision])


def _with_upstream(rulebook: Rulebook, decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions after all that they read. There are neither circles nor deep chains: `load` refuses them."""
    order: dict[str, Decision] = {}

    def visit(decision: Decision) -> None:
        for upstream in reads(rulebook, decision):
            if upstream not in order:
                visit(rulebook.decisions[upstream])
        order.setdefault(decision.id, decision)

    for decision in decisions:
        visit(decision)
    return list(order.values())


def _table(rulebook: Rulebook, decision: Decision, axes: Mapping[str, Axis]) -> Table:
    columns = [axes[column] for column in rulebook.columns(decision)]
    masks: dict[tuple[str, int], int] = {}

    def mask(axis: Axis, rule: Rule) -> int:
        test = rule.when.get(axis.id)
        if test is None:
            return axis.full
        key = (axis.id, id(test))
        if key not in masks:
            masks[key] = axis.mask(test)
        return masks[key]

    boxes = tuple(tuple(mask(axis, rule) for axis in columns) for rule in decision.rules)
    return Table(decision, tuple(columns), boxes)
