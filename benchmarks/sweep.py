"""The baseline: a plain sweep, column by column, as published for DMN tables (Calvanese et al., BPM 2016).

A rule is a list of half-open stretches [low, high), one per column. In each column the stretches' ends are sorted and
swept; what is active at once goes on to the next column. Written straight from the method, with two mercies: a sweep
for overlaps goes on only with two rules or more, and only where no further rule is about to join.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

Stretch = tuple[float, float]
Rule = Sequence[Stretch]

START, END = 1, 0  # at one place, what ends is taken out before what begins comes in


class TimeUp(Exception):
    """The sweep has run for longer than it was given."""


class Sweep:
    """Sweeps a table of rules; every method raises TimeUp when `limit` seconds of processor time are over."""

    def __init__(self, rules: Sequence[Rule], space: Rule, limit: float):
        self.rules, self.space = rules, space
        self.ends = time.process_time() + limit

    def overlaps(self) -> set[tuple[int, int]]:
        """Return the pairs of rules that share a point."""
        groups: set[frozenset[int]] = set()
        self._overlapping(frozenset(range(len(self.rules))), 0, groups)
        return {(one, other) for group in groups for one in group for other in group if one < other}

    def missing(self) -> Iterator[list[Stretch]]:
        """Yield the disjoint boxes that no rule covers."""
        return self._missing(list(range(len(self.rules))), 0, [])

    def _overlapping(self, rules: frozenset[int], column: int, groups: set[frozenset[int]]) -> None:
        if column == len(self.space):
            groups.add(rules)
            return
        active: set[int] = set()
        joined = False
        for _, side, rule in self._bounds(rules, column):
            if side == START:
                active.add(rule)
                joined = True
            else:
                if joined and len(active) > 1:
                    self._overlapping(frozenset(active), column + 1, groups)
                active.discard(rule)
                joined = False

    def _missing(self, rules: Sequence[int], column: int, before: list[Stretch]) -> Iterator[list[Stretch]]:
        if column == len(self.space):
            return
        last, end = self.space[column]
        active: dict[int, None] = {}
        for place, side, rule in [*self._bounds(rules, column), (end, END, None)]:
            if place > last:
                here = [*before, (last, place)]
                if active:
                    yield from self._missing(list(active), column + 1, here)
                else:
                    yield here + list(self.space[column + 1 :])
                last = place
            if side == START:
                active[rule] = None
            else:
                active.pop(rule, None)

    def _bounds(self, rules, column: int) -> list[tuple[float, int, int]]:
        if time.process_time() > self.ends:
            raise TimeUp
        found = []
        for rule in rules:
            low, high = self.rules[rule][column]
            found += ((low, START, rule), (high, END, rule))
        found.sort()
        return found
