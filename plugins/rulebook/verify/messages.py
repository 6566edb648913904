"""Put findings about rules into words: conditions as a rule author would say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulebook.geometry.axes import Axis, Bound, plain
from rulebook.geometry.tables import Box, Table
from rulebook.model import Finding, Number

MOST_NAMES = 8


def finding(
    kind: str,
    table: Table,
    line: int,
    message: str,
    cure: str,
    *,
    severity: str = "error",
    rules: tuple[str, ...] = (),
    witness: Mapping[str, str | Number] | None = None,
) -> Finding:
    """Return a finding about a decision; its place is completed with the file's name by `check`."""
    decision = table.decision.id
    return Finding(kind, severity, "", line, f"{decision}: {message}", cure, decision, rules, witness)


def listed(names: Sequence[str]) -> str:
    """Return names in quotes as a list in words; a long list is cut short and counted."""
    shown = [f'"{name}"' for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        shown.append(f"{len(names) - MOST_NAMES} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def box_words(axes: Sequence[Axis], box: Box) -> str:
    """Return a box as `problem=damaged, order_value > 50`: its columns that do not let everything through."""
    said = [cells_words(axis, mask) for axis, mask in zip(axes, box, strict=True) if mask != axis.full]
    return ", ".join(said) or "any situation"


def cells_words(axis: Axis, mask: int) -> str:
    """Return some cells of a column in the words of rules.yaml."""
    parts = _options(axis, mask) if axis.kind == "choice" else _stretches(axis, mask)
    if axis.unknown and mask >> axis.known & 1:
        parts.append("unknown")
    return f"{axis.id}=" + (parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]")


def _options(axis: Axis, mask: int) -> list[str]:
    return [value for place, value in enumerate(axis.values) if mask >> place & 1]


def _stretches(axis: Axis, mask: int) -> list[str]:
    parts = []
    cell = 0
    while cell < axis.known:
        if mask >> cell & 1:
            start = cell
            while cell + 1 < axis.known and mask >> cell + 1 & 1:
                cell += 1
            parts.append(stretch_words(axis.kind, axis.edges[start], axis.edges[cell + 1]))
        cell += 1
    return parts


def stretch_words(kind: str, low: Bound | None, high: Bound | None) -> str:
    """Return the numbers between two bounds as a unary test."""
    if kind == "integer" and high is not None:
        high = (high[0] - 1, 1) if high[1] == 0 else high
    if high is None:
        return "any number" if low is None else f"{'>=' if low[1] == 0 else '>'} {plain(low[0])}"
    if low is None:
        return f"{'<=' if high[1] == 1 else '<'} {plain(high[0])}"
    if low[0] == high[0]:
        return plain(low[0])
    return f"{'[' if low[1] == 0 else '('}{plain(low[0])}..{plain(high[0])}{']' if high[1] == 1 else ')'}"
