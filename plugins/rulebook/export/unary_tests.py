"""Write the cell of a rule in a column: the values that its test lets through, in S-FEEL or as rules.yaml would put it."""

from __future__ import annotations

from collections.abc import Iterable

from rulebook.geometry.axes import ends
from rulebook.geometry.notation import Notation, interval_test
from rulebook.model import UNKNOWN, Interval, Rulebook, Test


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


def _options(values: list[str], test: Test, notation: Notation) -> str:
    """Return the options that pass, in file order; `not(…)` is written out, for in FEEL it lets "unknown" through."""

    def written(value: str) -> str:
        return notation.unknown["choice"] if value == UNKNOWN else notation.option(value)

    passing = [value for value in values if value in test.options or (value == UNKNOWN and test.unknown)]
    return notation.any if passing == values else _any_of(map(written, passing), map(written, values))


def _numbers(test: Test, unknown: str | None, notation: Notation) -> str:
    """Return the intervals that pass, as they are written. No comparison lets null through, in FEEL as in the rulebook."""
    absent = [] if unknown is None else [unknown]
    if Interval() in test.intervals:
        return notation.any if test.unknown or unknown is None else f"not({unknown})"
    some = absent * test.unknown + [interval_test("number", *ends("number", interval)) for interval in test.intervals]
    return _any_of(some, [*absent, "< 0", ">= 0"])


def _any_of(some: Iterable[str], all: Iterable[str]) -> str:
    """Return alternatives. A test that nothing passes has none (the checker refuses it): it is written as not(everything)."""
    return ", ".join(some) or f"not({', '.join(all)})"
