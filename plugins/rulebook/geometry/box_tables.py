"""Lay a decision's rules out as boxes: one set of cells per column. Boxes are what the verifier computes with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf

from rulebook.geometry.axes import Axis, axes_of
from rulebook.geometry.boxes import Box, finder
from rulebook.geometry.cover import Entry, entries_of
from rulebook.model import Decision, Rule, Rulebook

REMEMBERED = 16_384  # rules whose partners are kept: a bit for each pair


@dataclass(frozen=True)
class Table:
    """A decision as boxes over its own columns; `boxes[n]` is the condition of rule n."""

    decision: Decision
    axes: tuple[Axis, ...]
    boxes: tuple[Box, ...]

    @property
    def full(self) -> Box:
        return tuple(axis.full for axis in self.axes)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return the boxes by the columns that they test."""
        return entries_of(self.boxes, self.full)

    @cached_property
    def near(self) -> Callable[[Box], int]:
        """Return a function from any box to the bit set of the rules that share a situation with it."""
        return finder(self.boxes)

    @cached_property
    def partners(self) -> Callable[[int], int]:
        """Return a function from a rule to the bit set of the other rules that share a situation with it."""
        return lru_cache(REMEMBERED)(lambda at: self.near(self.boxes[at]) & ~(1 << at))


def tables(rulebook: Rulebook, most: float = inf) -> dict[str, Table]:
    """Return the table of every decision; upstream ones come before those that read them.

    Left out are those whose boxes would take more than so many bits.
    """
    axes = axes_of(rulebook, rulebook.decisions.values())
    wanted = [decision for decision in upstream_first(rulebook) if _bits(decision, axes) <= most]
    return {decision.id: _table(rulebook, decision, axes) for decision in wanted}


def _bits(decision: Decision, axes: Mapping[str, Axis]) -> int:
    return sum(axes[column].size for rule in decision.rules for column in rule.when)


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
