"""How long the attackers try: seconds in every run of the tests, ROUNDS times as long for whoever wants to know more."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any


def rounds(few: int) -> range:
    """Return the numbers of the rounds, which are their seeds too: what a longer run finds is found again by its number."""
    return range(few * int(os.environ.get("ROUNDS", "1")))


def covering(*columns: Sequence[Any]) -> list[tuple]:
    """Return rows with a value of each column, such that every two values of two columns meet in one; with ROUNDS, all rows."""
    rows = list(product(*columns))
    if "ROUNDS" in os.environ:
        return rows
    chosen, left = [], {pair for row in rows for pair in _pairs(row)}
    while left:
        chosen.append(max(rows, key=lambda row: len(left.intersection(_pairs(row)))))
        left.difference_update(_pairs(chosen[-1]))
    return chosen


def _pairs(row: tuple) -> set[tuple]:
    return set(combinations(enumerate(row), 2))
