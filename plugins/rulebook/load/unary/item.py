"""One item of a test → what it lets through, or the fault that it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rulebook.geometry.bounds import MOST_DIGITS
from rulebook.geometry.intervals import BOTTOM, TOP, complement, make_interval, merge, side
from rulebook.load.unary.notations import (
    COMPARISON,
    INTERVAL,
    LITERAL,
    NEGATION,
    STRUNG,
    TWO_SIDED,
    between,
    either,
    otherwise,
    shortened,
    some,
)
from rulebook.model import UNKNOWN, Figure, Number, Test

MAX_LENGTH = 500


class Column(NamedTuple):
    """What a test is held against: `options` are option or outcome ids, None for a numeric input."""

    id: str
    options: tuple[str, ...] | None
    unit: str | None = None
    unknown: bool = False


class Fault(NamedTuple):
    """What is wrong; `units` are the two that differ."""

    kind: str
    message: str
    cure: str
    units: tuple[str | None, ...] = ()


class Wrong(Exception):
    """One faulty item; never leaves `unary`."""


class Passed(NamedTuple):
    """What passes: options, spans between bounds, and whether unknown does. A bound (n, 1) lies just above n, (n, 0) just below."""

    options: frozenset[str] = frozenset()
    spans: tuple[tuple, ...] = ()
    unknown: bool = False

    def test(self, text: str, column: Column, used: tuple[str, ...], line: int) -> Test:
        intervals = tuple(make_interval(low, high) for low, high in self.spans)
        return Test(text, self.options, intervals, self.unknown, used, line=line)


class Reader:
    """Reads items for one column, and notes the figures they name."""

    def __init__(self, column: Column, figures: Mapping[str, Figure]):
        self.column = column
        self.figures = figures
        self.used: list[str] = []

    def union(self, items: Sequence[str]) -> tuple[Passed, list[Fault]]:
        """Return what any of the items lets through, and the faults of all of them."""
        passed, faults = [], []
        for item in items:
            try:
                passed.append(self.item(item.strip()))
            except Wrong as wrong:
                faults.append(wrong.args[0])
        options = frozenset().union(*(each.options for each in passed))
        spans = merge([span for each in passed for span in each.spans])
        return Passed(options, spans, any(each.unknown for each in passed)), faults

    def item(self, text: str) -> Passed:
        if len(text) > MAX_LENGTH:
            raise wrong("form", f'"{shortened(text)}" is far too long for a test.', "Any of several is a list: [a, b].")
        if text == UNKNOWN:
            return self.unknown()
        if text == "-":
            raise wrong("form", '"-" means that it does not matter and stands alone.', "Take the other values out, or the dash.")
        negation = NEGATION.fullmatch(text)
        if negation:
            return self.all_but(negation[1])
        return self.option(text) if self.column.options is not None else self.numbers(text)

    def unknown(self) -> Passed:
        if not self.column.unknown:
            raise wrong(
                "reference",
                f'{self.column.id} has no answer "unknown".',
                f"Give the input {self.column.id} the key unknown: with the words of that answer, or take it out here.",
            )
        return Passed(unknown=True)

    def all_but(self, inner: str) -> Passed:
        """Return every known value that none of the items names."""
        items = [item.strip() for item in inner.split(",")]
        if "" in items:
            raise wrong("form", "not() names nothing, or has a comma too many.", "Write not(a) or not(a, b).")
        nested = next((item for item in items if item.startswith("not") and "(" in item), None)
        if nested:
            raise wrong("form", "not(…) cannot stand inside not(…).", "List the values that pass instead.")
        named, faults = self.union(items)
        if faults:
            raise Wrong(faults[0])
        if self.column.options is None:
            return Passed(spans=complement(named.spans))
        return Passed(frozenset(self.column.options) - named.options)

    def option(self, text: str) -> Passed:
        if text in self.column.options:
            return Passed(frozenset((text,)))
        if "," in text or STRUNG.search(text) and " " in text:
            raise wrong("form", f'"{text}" is not one value.', f"Any of several is a list: [{', '.join(either(text))}].")
        if not re.fullmatch(r"\w+", text):
            raise wrong(
                "form",
                f'"{shortened(text)}" is not a test of {self.column.id}, which has no numbers.',
                f"Write one of {some(self.column.options)}, a list of them, or not(…).",
            )
        near = difflib.get_close_matches(text[:80], self.column.options, n=1)
        cure = f'Did you mean "{near[0]}"?' if near else f"It has {some(self.column.options)}."
        raise wrong("reference", f'{self.column.id} has no "{shortened(text)}".', cure)

    def numbers(self, text: str) -> Passed:
        comparison, interval = COMPARISON.fullmatch(text), INTERVAL.fullmatch(text)
        if TWO_SIDED.fullmatch(text) or STRUNG.search(text):
            raise self.two_tests(text)
        if comparison:
            return Passed(spans=(side(comparison[1], self.number(comparison[2], text)),))
        if interval:
            return self.interval(interval, text)
        point = self.number(text, text)
        return Passed(spans=(((point, 0), (point, 1)),))

    def two_tests(self, text: str) -> Wrong:
        """Return the fault of two tests in one, with the interval that was probably meant."""
        match = TWO_SIDED.fullmatch(text)
        meant = match and between(match)
        if meant and not self.union([meant])[1]:
            return wrong("form", f'"{text}" are two tests; a comma is no "and".', f'You probably meant the interval "{meant}".')
        parts = ", ".join(f'"{part}"' for part in either(text))
        return wrong("form", f'"{shortened(text)}" is more than one test.', f"Any of several is a list: [{parts}].")

    def interval(self, match: re.Match, text: str) -> Passed:
        opening, low, high, closing = match.groups()
        if not low and not high:
            raise wrong(
                "form", f'"{text}" has no end.', 'Any known number is "not(unknown)"; write "-" where it does not matter.'
            )
        if not low and opening == "[" or not high and closing == "]":
            meant = f"{opening if low else '('}{low}..{high}{closing if high else ')'}"
            raise wrong("form", f'"{text}" includes an end that is open.', f'An open end takes a round bracket: "{meant}".')
        first = (self.number(low, text), int(opening == "(")) if low else BOTTOM
        last = (self.number(high, text), int(closing == "]")) if high else TOP
        if first < last:
            return Passed(spans=((first, last),))
        turned = f' You probably meant "{opening}{high}..{low}{closing}".' if first[0] > last[0] else ""
        raise wrong(
            "form",
            f'"{text}" holds no number.',
            f"The lower end comes first.{turned}" if turned else "Use square brackets for ends that count.",
        )

    def number(self, text: str, whole: str) -> Number:
        """Return the number that a literal or the name of a figure stands for."""
        text = text.strip()
        if LITERAL.fullmatch(text):
            if sum(map(str.isdigit, text)) > MOST_DIGITS:
                message = f'"{shortened(text)}" has more than {MOST_DIGITS} digits.'
                raise wrong("form", message, f"A number has at most {MOST_DIGITS} digits.")
            value = float(text)
            return int(value) if value == int(value) else value
        name, _, end = text.partition(".")
        if name in self.figures:
            return self.figure(self.figures[name], end, text)
        if re.fullmatch(r"[a-z]\w*(\.(low|high))?", text):
            near = difflib.get_close_matches(name[:80], self.figures, n=1)
            raise wrong(
                "reference",
                f'there is no figure "{shortened(name)}".',
                f'Did you mean "{near[0]}"?' if near else "Write a number, or add it to figures:.",
            )
        raise wrong("form", f'"{shortened(whole)}" is not a test of {self.column.id}, which is a number.', otherwise(whole))

    def figure(self, figure: Figure, end: str, text: str) -> Number:
        ends = {"": figure.high, "low": figure.low, "high": figure.high} if figure.is_range else {"": figure.high}
        if figure.is_range and not end:
            raise wrong(
                "form",
                f'the figure "{figure.id}" is two numbers.',
                f'Write {figure.id}.low or {figure.id}.high, or the interval "[{figure.id}.low..{figure.id}.high]".',
            )
        if end not in ends:
            cure = f"Write {figure.id}.low or {figure.id}.high." if figure.is_range else f"Write {figure.id}."
            raise wrong("form", f'"{shortened(text)}" is no number of the figure "{figure.id}".', cure)
        if figure.unit != self.column.unit:
            message = (
                f'the figure "{figure.id}" is in {figure.unit or "no unit"}, {self.column.id} in {self.column.unit or "no unit"}.'
            )
            raise wrong(
                "unit",
                message,
                "Nothing is converted: use a figure of the same unit, or correct one of the two units.",
                (figure.unit, self.column.unit),
            )
        self.used.append(figure.id)
        return ends[end]


def wrong(*fault) -> Wrong:
    return Wrong(Fault(*fault))
