"""Write tests as text: S-FEEL for other people's tools, and as rules.yaml would put it for findings and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rulebook.geometry.axes import Bound, plain
from rulebook.model import UNKNOWN


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


def interval_test(kind: str, low: Bound | None, high: Bound | None) -> str:
    """Return the numbers between two bounds (None: no bound) as a unary test: a value, a comparison or an interval.

    Whole numbers (`kind` "integer") end with the last of them. No bound at all is no test: that is said in words.
    """
    if kind == "integer" and high is not None and high[1] == 0:
        high = (high[0] - 1, 1)
    if low is None:
        return "any number" if high is None else f"{'<=' if high[1] == 1 else '<'} {plain(high[0])}"
    if high is None:
        return f"{'>=' if low[1] == 0 else '>'} {plain(low[0])}"
    if low[0] == high[0]:
        return plain(low[0])
    return f"{'[' if low[1] == 0 else '('}{plain(low[0])}..{plain(high[0])}{']' if high[1] == 1 else ')'}"
