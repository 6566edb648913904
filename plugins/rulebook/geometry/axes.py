"""Cut each column at the rules' own thresholds: every test becomes a set of cells, written as the bits of an integer.

A *bound* is (number, side): side 0 cuts just below the number, side 1 just above it; bounds sort as they lie on the line.
Whole numbers need only side 0. Where an input has *unknown*, that is its last cell.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rulebook.geometry.bounds import decimal_text, number_between
from rulebook.geometry.intervals import BOTTOM, TOP, make_interval, merge
from rulebook.model import UNKNOWN, Decision, Input, Interval, Number, Rulebook, Test

Bound = tuple[Number, int]


@dataclass(frozen=True)
class Axis:
    """The cells of one column: option or outcome ids, or the numbers between two bounds; then perhaps unknown."""

    id: str
    kind: str  # choice · integer · number
    values: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    low: Bound | None = None
    high: Bound | None = None
    unknown: bool = False

    @cached_property
    def known(self) -> int:
        """Return how many cells stand before unknown."""
        return len(self.values) if self.kind == "choice" else len(self.bounds) + 1

    @cached_property
    def size(self) -> int:
        return self.known + self.unknown

    @cached_property
    def full(self) -> int:
        return (1 << self.size) - 1

    @cached_property
    def edges(self) -> tuple[Bound | None, ...]:
        """Return the bounds with the ends of the range before and behind: cell n lies between edges n and n + 1."""
        return (self.low, *self.bounds, self.high)

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {value: place for place, value in enumerate(self.values)}

    def mask(self, test: Test) -> int:
        """Return the cells that a test lets through."""
        bits = 1 << self.known if self.unknown and test.unknown else 0
        for option in test.options:
            bits |= 1 << self.places[option]
        for interval in test.intervals:
            bits |= self.between(*ends(self.kind, interval))
        return bits

    def between(self, start: Bound | None, end: Bound | None) -> int:
        """Return the cells between two bounds (None: no bound), as far as the range reaches."""
        first = 0 if start is None or (self.low and start <= self.low) else bisect_left(self.bounds, start) + 1
        last = self.known if end is None or (self.high and end >= self.high) else bisect_left(self.bounds, end) + 1
        outside = (self.high and start and start >= self.high) or (self.low and end and end <= self.low)
        return 0 if outside or first >= last else (1 << last) - (1 << first)

    def cell(self, value: str | Number) -> int:
        """Return the cell of an answer."""
        if value == UNKNOWN and self.unknown:
            return self.known
        if self.kind == "choice":
            return self.places[str(value)]
        return bisect_right(self.bounds, (value, 0))

    def simplest(self, cell: int) -> str | Number:
        """Return the value of a cell that reads best: the option, zero, the whole or shortest number nearest to it."""
        if cell == self.known:
            return UNKNOWN
        if self.kind == "choice":
            return self.values[cell]
        return number_between(self.edges[cell], self.edges[cell + 1])

    def nearest(self, mask: int) -> int:
        """Return the cell, among several, whose values read best: options in file order, small numbers first, unknown last."""
        known = mask & ((1 << self.known) - 1)
        if not known:
            return self.known
        start = 0 if self.kind == "choice" else bisect_right(self.bounds, (0, 0))
        above = known >> start << start
        return (above & -above).bit_length() - 1 if above else known.bit_length() - 1

    def pick(self, mask: int) -> str | Number:
        """Return the simplest value among several cells."""
        return self.simplest(self.nearest(mask))


def plain(value: str | Number) -> str:
    """Return a value as rules.yaml, queries and tables write it: a number in decimals, never with an exponent."""
    return value if isinstance(value, str) else decimal_text(value)


def negates(test: Test) -> bool:
    """Return whether a test is written by what does not pass."""
    return re.search(r"\bnot\s*\(", test.text) is not None


def ends(kind: str, interval: Interval) -> tuple[Bound | None, Bound | None]:
    """Return an interval as two bounds; in whole numbers as the whole numbers it holds."""
    low, high = interval.low, interval.high
    start: Bound | None
    end: Bound | None
    if kind == "integer":
        start = None if low is None else (math.ceil(low) if interval.low_closed else math.floor(low) + 1, 0)
        end = None if high is None else (math.floor(high) + 1 if interval.high_closed else math.ceil(high), 0)
    else:
        start = None if low is None else (low, 0 if interval.low_closed else 1)
        end = None if high is None else (high, 1 if interval.high_closed else 0)
    return start, end


def united(kind: str, intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the disjoint ascending intervals that hold what several do."""
    spans = [(start or BOTTOM, end or TOP) for start, end in (ends(kind, interval) for interval in intervals)]
    return tuple(make_interval(low, high) for low, high in merge(spans))


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def input_axis(spec: Input, tests: Iterable[Test]) -> Axis:
    """Return the axis of an input, cut wherever one of the tests begins or ends."""
    unknown = spec.unknown is not None
    if spec.type == "choice":
        return Axis(spec.id, "choice", values=tuple(spec.options), unknown=unknown)
    low, high = ends(spec.type, spec.range) if spec.range else (None, None)
    found = {bound for test in tests for interval in test.intervals for bound in ends(spec.type, interval) if bound}
    inside = [bound for bound in found if (low is None or bound > low) and (high is None or bound < high)]
    return Axis(spec.id, spec.type, bounds=tuple(sorted(inside)), low=low, high=high, unknown=unknown)


def outcome_axis(decision: Decision) -> Axis:
    """Return the axis of a decision that is read by another: its outcomes."""
    return Axis(decision.id, "choice", values=tuple(decision.outcomes))


def axes_of(rulebook: Rulebook, decisions: Iterable[Decision], columns: Container[str] | None = None) -> dict[str, Axis]:
    """Return one axis per input, cut at the thresholds of these decisions, and one per decision that can be read.

    With `columns`, only for these inputs and decisions.
    """
    tests: dict[str, dict[int, Test]] = {}
    for decision in decisions:
        for rule in decision.rules:
            for column, test in rule.when.items():
                tests.setdefault(column, {})[id(test)] = test
    inputs = [spec for spec in rulebook.inputs.values() if columns is None or spec.id in columns]
    axes = {spec.id: input_axis(spec, tests.get(spec.id, {}).values()) for spec in inputs}
    read = [one for one in rulebook.decisions.values() if columns is None or one.id in columns]
    return axes | {decision.id: outcome_axis(decision) for decision in read}
