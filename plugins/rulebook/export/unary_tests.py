"""Write the cell of a rule in a column: the values that its test lets through, in S-FEEL or as rules.yaml would put it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rulebook.geometry.axes import plain
from rulebook.model import UNKNOWN, Interval, Rulebook, Test


@dataclass(frozen=True)
class Notation:
    """How options and *unknown* (by the type of the column) are written, and a cell that does not matter."""

    option: Callable[[str], str]
    unknown: Mapping[str, str]
    any: str


def literal(text: str) -> str:
    """Return a text as a FEEL string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


FEEL = Notation(literal, {"choice": literal(UNKNOWN), "integer": "null", "number": "null"}, "-")
PLAIN = Notation(str, {"choice": UNKNOWN, "integer": UNKNOWN, "number": UNKNOWN}, "")


def cell(rulebook: Rulebook, column: str, test: Test | None, notation: Notation) -> str:
    """Return the cell of a column; alternatives stand with commas between them, *unknown* last (in numbers first)."""
    if test is None:
        return notation.any
    if column in rulebook.decisions:
        return _options(list(rulebook.decisions[column].outcomes), test, notation)
    spec = rulebook.inputs[column]
    if spec.type == "choice":
        return _options([*spec.options, *[UNKNOWN] * (spec.unknown is not None)], test, notation)
    return _numbers(test, notation.unknown[spec.type] if spec.unknown is not None else None, notation)


def stretch(interval: Interval) -> str:
    """Return a stretch of numbers that has an end: a value, a comparison or an interval."""
    low, high = interval.low, interval.high
    if high is None:
        assert low is not None, "all numbers are no stretch"
        return f"{'>=' if interval.low_closed else '>'} {plain(low)}"
    if low is None:
        return f"{'<=' if interval.high_closed else '<'} {plain(high)}"
    if low == high:
        return plain(low)
    start, end = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{start}{plain(low)}..{plain(high)}{end}"


def _options(values: list[str], test: Test, notation: Notation) -> str:
    """Return the options that pass, in file order; `not(…)` is written out, for in FEEL it lets "unknown" through."""

    def written(value: str) -> str:
        return notation.unknown["choice"] if value == UNKNOWN else notation.option(value)

    passing = [value for value in values if value in test.options or (value == UNKNOWN and test.unknown)]
    return notation.any if passing == values else _any_of(map(written, passing), map(written, values))


def _numbers(test: Test, unknown: str | None, notation: Notation) -> str:
    """Return the stretches that pass. No comparison lets null through, in FEEL as in the rulebook."""
    passes_unknown = unknown is not None and test.unknown
    if Interval() in test.intervals:
        return notation.any if passes_unknown or unknown is None else f"not({unknown})"
    named = [unknown] if unknown is not None else []
    some = [*(named if passes_unknown else ()), *(stretch(interval) for interval in test.intervals)]
    return _any_of(some, [*named, "< 0", ">= 0"])


def _any_of(some: Iterable[str], all: Iterable[str]) -> str:
    """Return alternatives. A test that nothing passes has none (the checker refuses it): it is written as not(everything)."""
    return ", ".join(some) or f"not({', '.join(all)})"
