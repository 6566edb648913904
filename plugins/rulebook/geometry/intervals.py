"""Spans of numbers between bounds, united and inverted. A bound (n, 1) lies just above n, (n, 0) just below it."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TypeVar

from rulebook.model import Interval, Number

Bound = tuple[Number, int]
Span = tuple[Bound, Bound]
Place = TypeVar("Place", Bound, int)

BOTTOM: Bound = (-inf, 0)
TOP: Bound = (inf, 0)


def merge(spans: Sequence[tuple[Place, Place]]) -> tuple[tuple[Place, Place], ...]:
    """Return spans in ascending order, those that touch made one."""
    merged: list[tuple[Place, Place]] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return what lies between, before and after spans in ascending order."""
    lows = [BOTTOM, *(high for _, high in spans)]
    highs = [*(low for low, _ in spans), TOP]
    return tuple((low, high) for low, high in zip(lows, highs, strict=True) if low < high)


def side(operator: str, number: Number) -> Span:
    """Return the span on one side of a number."""
    return {"<": (BOTTOM, (number, 0)), "<=": (BOTTOM, (number, 1)), ">": ((number, 1), TOP), ">=": ((number, 0), TOP)}[operator]


def make_interval(low: Bound, high: Bound) -> Interval:
    """Return the interval between two bounds."""
    return Interval(
        None if low == BOTTOM else low[0],
        None if high == TOP else high[0],
        low != BOTTOM and low[1] == 0,
        high != TOP and high[1] == 1,
    )
