"""Unary tests, resolved: what each lets through."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.model.basics import Number, written_in


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends; `None` stands for an open end without bound."""

    low: Number | None = None
    high: Number | None = None
    low_closed: bool = False
    high_closed: bool = False


@dataclass(frozen=True, slots=True)
class Test:
    """A unary test, resolved: the options (or outcomes) or the disjoint ascending intervals it lets through, and unknown."""

    text: str
    options: frozenset[str] = frozenset()
    intervals: tuple[Interval, ...] = ()
    unknown: bool = False
    figures: tuple[str, ...] = ()
    line: int = written_in()
