"""One cell of a decision table, as written → the values it lets through (S-FEEL unary tests, rulebook.md §2)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from .model import UNKNOWN, Figure, Interval, Number, Test

LITERAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
COMPARISON = re.compile(r"(<=|>=|<|>)\s*(.*)", re.DOTALL)
INTERVAL = re.compile(r"([\[(])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])])", re.DOTALL)
NEGATION = re.compile(r"not\s*\((.*)\)", re.DOTALL)
TWO_SIDED = re.compile(r"(<=|>=|<|>)([^,<>&]+?)(?:,|&&?|\band\b)\s*(<=|>=|<|>)([^,<>&]+)", re.DOTALL)
OTHER_NOTATIONS = (  # pattern → how it is written here
    (re.compile(r"=>\s*(.+)"), r">= \1"),
    (re.compile(r"=<\s*(.+)"), r"<= \1"),
    (re.compile(r"!=\s*(.+)"), r"not(\1)"),
    (re.compile(r"==?\s*(.+)"), r"\1"),
    (re.compile(r"([<>]=?)\s*[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[^\d\s.]*"), r"\1 \2"),
    (re.compile(r"[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[^\d\s.–-]*"), r"\1"),
    (re.compile(r"[\])]\s*([^.]+?)\s*\.\.\s*([^.]+?)\s*[\[(]"), r"(\1..\2)"),
    (re.compile(r"\[?\s*(-?[\w.]+?)\s*(?:-|–|to)\s*(-?\w[\w.]*)\s*\]?"), r"[\1..\2]"),
)
MAX_LENGTH = 500
UP = re.compile(r"\b(?:and|or)\b|,")


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


class _Wrong(Exception):
    """One faulty item; never leaves this module."""


def parse(
    written: str | Sequence[str], column: Column, figures: Mapping[str, Figure], line: int = 0
) -> tuple[Test | None, list[Fault]]:
    """Return the test that a text, or a list of texts (any of them), writes for a column; None and the faults if there are any.

    The text "-" has no test and no fault: it does not matter.
    """
    if written == "-":
        return None, []
    items = [written] if isinstance(written, str) else list(written)
    text = written if isinstance(written, str) else f"[{', '.join(items)}]"
    reader = _Reader(column, figures)
    if not items:
        return None, [
            Fault("form", "an empty list lets nothing through.", 'List the values, or write "-" where it does not matter.')
        ]
    passed, faults = reader.union(items)
    if faults:
        return None, faults
    return passed.test(text, column, tuple(dict.fromkeys(reader.used)), line), []


class _Passed(NamedTuple):
    """What passes: options, stretches between cuts, and whether unknown does. A cut (n, 1) lies just above n, (n, 0) just below."""

    options: frozenset[str] = frozenset()
    stretches: tuple[tuple, ...] = ()
    unknown: bool = False

    def test(self, text: str, column: Column, used: tuple[str, ...], line: int) -> Test:
        intervals = tuple(_interval(low, high) for low, high in self.stretches)
        return Test(text, self.options, intervals, self.unknown, used, line=line)


BOTTOM, TOP = (-inf, 0), (inf, 0)


class _Reader:
    def __init__(self, column: Column, figures: Mapping[str, Figure]):
        self.column = column
        self.figures = figures
        self.used: list[str] = []

    def union(self, items: Sequence[str]) -> tuple[_Passed, list[Fault]]:
        """Return what any of the items lets through, and the faults of all of them."""
        passed, faults = [], []
        for item in items:
            try:
                passed.append(self.item(item.strip()))
            except _Wrong as wrong:
                faults.append(wrong.args[0])
        options = frozenset().union(*(each.options for each in passed))
        stretches = merge([stretch for each in passed for stretch in each.stretches])
        return _Passed(options, stretches, any(each.unknown for each in passed)), faults

    def item(self, text: str) -> _Passed:
        if len(text) > MAX_LENGTH:
            raise wrong("form", f'"{_cut(text)}" is far too long for a test.', "Any of several is a list: [a, b].")
        if text == UNKNOWN:
            return self.unknown()
        if text == "-":
            raise wrong("form", '"-" means that it does not matter and stands alone.', "Take the other values out, or the dash.")
        negation = NEGATION.fullmatch(text)
        if negation:
            return self.all_but(negation[1])
        return self.option(text) if self.column.options is not None else self.numbers(text)

    def unknown(self) -> _Passed:
        if not self.column.unknown:
            raise wrong(
                "reference",
                f'{self.column.id} has no answer "unknown".',
                f"Give the input {self.column.id} the key unknown: with the words of that answer, or take it out here.",
            )
        return _Passed(unknown=True)

    def all_but(self, inner: str) -> _Passed:
        """Return every known value that none of the items names."""
        items = [item.strip() for item in inner.split(",")]
        if "" in items:
            raise wrong("form", "not() names nothing, or has a comma too many.", "Write not(a) or not(a, b).")
        nested = next((item for item in items if item.startswith("not") and "(" in item), None)
        if nested:
            raise wrong("form", "not(…) cannot stand inside not(…).", "List the values that pass instead.")
        named, faults = self.union(items)
        if faults:
            raise _Wrong(faults[0])
        if self.column.options is None:
            return _Passed(stretches=complement(named.stretches))
        return _Passed(frozenset(self.column.options) - named.options)

    def option(self, text: str) -> _Passed:
        if text in self.column.options:
            return _Passed(frozenset((text,)))
        if "," in text or UP.search(text) and " " in text:
            meant = ", ".join(part.strip() for part in UP.split(text))
            raise wrong("form", f'"{text}" is not one value.', f"Any of several is a list: [{meant}].")
        if not re.fullmatch(r"\w+", text):
            raise wrong(
                "form",
                f'"{_cut(text)}" is not a test of {self.column.id}, which has no numbers.',
                f"Write one of {_some(self.column.options)}, a list of them, or not(…).",
            )
        near = difflib.get_close_matches(text[:80], self.column.options, n=1)
        cure = f'Did you mean "{near[0]}"?' if near else f"It has {_some(self.column.options)}."
        raise wrong("reference", f'{self.column.id} has no "{_cut(text)}".', cure)

    def numbers(self, text: str) -> _Passed:
        comparison, interval = COMPARISON.fullmatch(text), INTERVAL.fullmatch(text)
        if TWO_SIDED.fullmatch(text) or UP.search(text):
            raise self.two_tests(text)
        if comparison:
            return _Passed(stretches=(_side(comparison[1], self.number(comparison[2], text)),))
        if interval:
            return self.interval(interval, text)
        point = self.number(text, text)
        return _Passed(stretches=(((point, 0), (point, 1)),))

    def two_tests(self, text: str) -> _Wrong:
        """Return the fault of two tests in one, with the interval that was probably meant."""
        match = TWO_SIDED.fullmatch(text)
        meant = match and self.between(match)
        if meant:
            return wrong("form", f'"{text}" are two tests; a comma is no "and".', f'You probably meant the interval "{meant}".')
        parts = ", ".join(f'"{part.strip()}"' for part in UP.split(text))
        return wrong("form", f'"{_cut(text)}" is more than one test.', f"Any of several is a list: [{parts}].")

    def between(self, match: re.Match) -> str | None:
        lower, upper = ((match[1], match[2]), (match[3], match[4]))
        if lower[0] in ("<", "<="):
            lower, upper = upper, lower
        if lower[0] not in (">", ">=") or upper[0] not in ("<", "<="):
            return None
        meant = f"{'[' if lower[0] == '>=' else '('}{lower[1].strip()}..{upper[1].strip()}{']' if upper[0] == '<=' else ')'}"
        try:
            self.interval(INTERVAL.fullmatch(meant), meant)
        except _Wrong:
            return None
        return meant

    def interval(self, match: re.Match, text: str) -> _Passed:
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
            return _Passed(stretches=((first, last),))
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
            if sum(map(str.isdigit, text)) > 15:
                raise wrong("form", f'"{_cut(text)}" has more than 15 digits.', "A number has at most 15 digits.")
            value = float(text)
            return int(value) if value == int(value) else value
        name, _, end = text.partition(".")
        if name in self.figures:
            return self.figure(self.figures[name], end, text)
        if re.fullmatch(r"[a-z]\w*(\.(low|high))?", text):
            near = difflib.get_close_matches(name[:80], self.figures, n=1)
            raise wrong(
                "reference",
                f'there is no figure "{_cut(name)}".',
                f'Did you mean "{near[0]}"?' if near else "Write a number, or add it to figures:.",
            )
        raise wrong("form", f'"{_cut(whole)}" is not a test of {self.column.id}, which is a number.', _otherwise(whole))

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
            raise wrong("form", f'"{_cut(text)}" is no number of the figure "{figure.id}".', cure)
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


def merge(stretches: Sequence[tuple]) -> tuple[tuple, ...]:
    """Return stretches in ascending order, those that touch made one."""
    merged: list[tuple] = []
    for low, high in sorted(stretches):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(stretches: Sequence[tuple]) -> tuple[tuple, ...]:
    """Return what lies between, before and after stretches in ascending order."""
    lows = [BOTTOM, *(high for _, high in stretches)]
    highs = [*(low for low, _ in stretches), TOP]
    return tuple((low, high) for low, high in zip(lows, highs) if low < high)


def wrong(*fault) -> _Wrong:
    return _Wrong(Fault(*fault))


def _side(operator: str, number: Number) -> tuple:
    return {"<": (BOTTOM, (number, 0)), "<=": (BOTTOM, (number, 1)), ">": ((number, 1), TOP), ">=": ((number, 0), TOP)}[operator]


def _interval(low: tuple, high: tuple) -> Interval:
    return Interval(
        None if low == BOTTOM else low[0],
        None if high == TOP else high[0],
        low != BOTTOM and low[1] == 0,
        high != TOP and high[1] == 1,
    )


def _otherwise(text: str) -> str:
    """Return the cure for a notation from elsewhere."""
    for pattern, here in OTHER_NOTATIONS:
        match = pattern.fullmatch(text)
        if match:
            return f'Write "{match.expand(here)}".'
    return 'Write a number, as in "30", "> 30" or "[30..60]", or the name of a figure.'


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
