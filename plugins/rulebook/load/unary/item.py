"""One item of a test → what it lets through, or the fault that it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rulebook.geometry.bounds import MOST_DIGITS
from rulebook.geometry.intervals import BOTTOM, TOP, complement, make_interval, merge, side
from rulebook.load.unary.notations import (
    ANYTHING,
    COMPARISON,
    INTERVAL,
    LITERAL,
    NEGATION,
    SEVERAL,
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
    """What a test is held against: `options` are option or outcome ids, None for a numeric input; `groups` their groups."""

    id: str
    options: tuple[str, ...] | None
    unit: str | None = None
    unknown: bool = False
    groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Fault(NamedTuple):
    """What is wrong; `units` are the two that differ."""

    kind: str
    message: str
    cure: str
    units: tuple[str | None, ...] = ()


class FaultyItem(Exception):
    """One faulty item; never leaves `unary`."""


class Passed(NamedTuple):
    """What passes: options, spans between bounds, and whether unknown does. (n, 1) lies just above n, (n, 0) just below."""

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
            except FaultyItem as faulty:
                faults.append(faulty.args[0])
        options = frozenset().union(*(each.options for each in passed))
        spans = merge([span for each in passed for span in each.spans])
        return Passed(options, spans, any(each.unknown for each in passed)), faults

    def item(self, text: str) -> Passed:
        if len(text) > MAX_LENGTH:
            raise faulty("form", f'"{shortened(text)}" is far too long for a test.', "Any of several is a list: [a, b].")
        numeric = self.column.options is None
        fitting = (one for one in OPERATORS if one.numeric in (None, numeric))
        return next(one.read(self, match) for one in fitting if (match := one.written.fullmatch(text)))

    def unknown(self, match: re.Match) -> Passed:
        if not self.column.unknown:
            raise faulty(
                "reference",
                f'{self.column.id} has no answer "unknown".',
                f"Give the input {self.column.id} the key unknown: with the words of that answer, or take it out here.",
            )
        return Passed(unknown=True)

    def dash(self, match: re.Match) -> Passed:
        raise faulty("form", '"-" means that it does not matter and stands alone.', "Take the other values out, or the dash.")

    def all_but(self, match: re.Match) -> Passed:
        """Return every known value that none of the items names."""
        items = [item.strip() for item in match[1].split(",")]
        if "" in items:
            raise faulty("form", "not() names nothing, or has a comma too many.", "Write not(a) or not(a, b).")
        nested = next((item for item in items if item.startswith("not") and "(" in item), None)
        if nested:
            raise faulty("form", "not(…) cannot stand inside not(…).", "List the values that pass instead.")
        named, faults = self.union(items)
        if faults:
            raise FaultyItem(faults[0])
        if self.column.options is None:
            return Passed(spans=complement(named.spans))
        return Passed(frozenset(self.column.options) - named.options)

    def option(self, match: re.Match) -> Passed:
        text, options = match[0], self.column.options or ()
        if text in options:
            return Passed(frozenset((text,)))
        if "," in text or (SEVERAL.fullmatch(text) and " " in text):
            raise faulty("form", f'"{text}" is not one value.', f"Any of several is a list: [{', '.join(either(text))}].")
        if not re.fullmatch(r"\w+", text):
            raise faulty(
                "form",
                f'"{shortened(text)}" is not a test of {self.column.id}, which has no numbers.',
                f"Write one of {some(options)}, a list of them, or not(…).",
            )
        if text in self.column.groups:
            cure = f"Write the options that are meant: [{', '.join(self.column.groups[text])}]."
            raise faulty("reference", f'"{text}" is a group of options of {self.column.id}.', cure)
        near = difflib.get_close_matches(text[:80], options, n=1)
        cure = f'Did you mean "{near[0]}"?' if near else f"It has {some(options)}."
        raise faulty("reference", f'{self.column.id} has no "{shortened(text)}".', cure)

    def two_sided(self, match: re.Match) -> Passed:
        """Raise the fault of two comparisons in one, with the interval that was probably meant."""
        meant = between(match)
        if meant and not self.union([meant])[1]:
            raise faulty(
                "form", f'"{match[0]}" are two tests; a comma is no "and".', f'You probably meant the interval "{meant}".'
            )
        return self.several(match)

    def several(self, match: re.Match) -> Passed:
        parts = ", ".join(f'"{part}"' for part in either(match[0]))
        raise faulty("form", f'"{shortened(match[0])}" is more than one test.', f"Any of several is a list: [{parts}].")

    def comparison(self, match: re.Match) -> Passed:
        return Passed(spans=(side(match[1], self.number(match[2], match[0])),))

    def interval(self, match: re.Match) -> Passed:
        text, (opening, low, high, closing) = match[0], match.groups()
        if not low and not high:
            raise faulty(
                "form", f'"{text}" has no end.', 'Any known number is "not(unknown)"; write "-" where it does not matter.'
            )
        if (not low and opening == "[") or (not high and closing == "]"):
            meant = f"{opening if low else '('}{low}..{high}{closing if high else ')'}"
            raise faulty("form", f'"{text}" includes an end that is open.', f'An open end takes a round bracket: "{meant}".')
        first = (self.number(low, text), int(opening == "(")) if low else BOTTOM
        last = (self.number(high, text), int(closing == "]")) if high else TOP
        if first < last:
            return Passed(spans=((first, last),))
        turned = f' You probably meant "{opening}{high}..{low}{closing}".' if first[0] > last[0] else ""
        raise faulty(
            "form",
            f'"{text}" holds no number.',
            f"The lower end comes first.{turned}" if turned else "Use square brackets for ends that count.",
        )

    def point(self, match: re.Match) -> Passed:
        number = self.number(match[0], match[0])
        return Passed(spans=(((number, 0), (number, 1)),))

    def number(self, text: str, whole: str) -> Number:
        """Return the number that a literal or the name of a figure stands for."""
        text = text.strip()
        if LITERAL.fullmatch(text):
            if sum(map(str.isdigit, text)) > MOST_DIGITS:
                message = f'"{shortened(text)}" has more than {MOST_DIGITS} digits.'
                raise faulty("form", message, f"A number has at most {MOST_DIGITS} digits.")
            value = float(text)
            return int(value) if value == int(value) else value
        name, _, end = text.partition(".")
        if name in self.figures:
            return self.figure(self.figures[name], end, text)
        if re.fullmatch(r"[a-z]\w*(\.(low|high))?", text):
            near = difflib.get_close_matches(name[:80], self.figures, n=1)
            raise faulty(
                "reference",
                f'there is no figure "{shortened(name)}".',
                f'Did you mean "{near[0]}"?' if near else "Write a number, or add it to figures:.",
            )
        raise faulty("form", f'"{shortened(whole)}" is not a test of {self.column.id}, which is a number.', otherwise(whole))

    def figure(self, figure: Figure, end: str, text: str) -> Number:
        low, high = figure.low, figure.high
        ends = {"": high, "low": low, "high": high} if low is not None and figure.is_range else {"": high}
        if figure.is_range and not end:
            raise faulty(
                "form",
                f'the figure "{figure.id}" is two numbers.',
                f'Write {figure.id}.low or {figure.id}.high, or the interval "[{figure.id}.low..{figure.id}.high]".',
            )
        if end not in ends:
            cure = f"Write {figure.id}.low or {figure.id}.high." if figure.is_range else f"Write {figure.id}."
            raise faulty("form", f'"{shortened(text)}" is no number of the figure "{figure.id}".', cure)
        if figure.unit != self.column.unit:
            ours, its = self.column.unit or "no unit", figure.unit or "no unit"
            message = f'the figure "{figure.id}" is in {its}, {self.column.id} in {ours}.'
            raise faulty(
                "unit",
                message,
                "Nothing is converted: use a figure of the same unit, or correct one of the two units.",
                (figure.unit, self.column.unit),
            )
        self.used.append(figure.id)
        return ends[end]


class Operator(NamedTuple):
    """A way to write a test. `read` gets the match of `written` with a whole item; `numeric`: for which columns, None: all."""

    written: re.Pattern
    read: Callable[[Reader, re.Match], Passed]
    numeric: bool | None = None


# The first that fits reads the item. A new operator is a line here: what it lets through is options and spans, and no later
# stage asks how that was written.
OPERATORS = (
    Operator(re.compile(UNKNOWN), Reader.unknown),
    Operator(re.compile("-"), Reader.dash),
    Operator(NEGATION, Reader.all_but),
    Operator(ANYTHING, Reader.option, numeric=False),
    Operator(TWO_SIDED, Reader.two_sided, numeric=True),
    Operator(SEVERAL, Reader.several, numeric=True),
    Operator(COMPARISON, Reader.comparison, numeric=True),
    Operator(INTERVAL, Reader.interval, numeric=True),
    Operator(ANYTHING, Reader.point, numeric=True),
)


def faulty(kind: str, message: str, cure: str, units: tuple[str | None, ...] = ()) -> FaultyItem:
    return FaultyItem(Fault(kind, message, cure, units))
