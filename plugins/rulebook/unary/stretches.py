"""Stretches of numbers between cuts, united and inverted. A cut (n, 1) lies just above n, (n, 0) just below it."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from ..model import Interval, Number

BOTTOM, TOP = (-inf, 0), (inf, 0)


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


def side(operator: str, number: Number) -> tuple:
    """Return the stretch on one side of a number."""
    return {"<": (BOTTOM, (number, 0)), "<=": (BOTTOM, (number, 1)), ">": ((number, 1), TOP), ">=": ((number, 0), TOP)}[operator]


def interval(low: tuple, high: tuple) -> Interval:
    """Return the stretch between two cuts."""
    return Interval(
        None if low == BOTTOM else low[0],
        None if high == TOP else high[0],
        low != BOTTOM and low[1] == 0,
        high != TOP and high[1] == 1,
    )
