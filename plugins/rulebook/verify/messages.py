"""Put findings about rules into words: conditions as a rule author would say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulebook.geometry.axes import Axis
from rulebook.geometry.box_tables import Table
from rulebook.geometry.boxes import Box
from rulebook.geometry.intervals import merge
from rulebook.geometry.notation import interval_test
from rulebook.model import Decision, Finding, Number
from rulebook.wording.quantities import list_words

MOST_NAMES = 8
MOST_COLUMNS = 12
LISTS = {"list_and": "{first} and {last}", "list_comma": ", "}  # findings are English, whatever the rulebook's language


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
    return Finding(kind, severity, "", line, f"{decision}: {message}", cure, decision=decision, rules=rules, witness=witness)


def not_judged(table: Table, line: int, question: str, *, rules: tuple[str, ...] = (), severity: str = "error") -> Finding:
    """Return the finding that a question about a decision could not be answered within its steps."""
    columns = [axis.id for axis in table.axes]
    message = f"not judged: {question}. Its {len(columns)} columns and {len(table.boxes)} rules leave too much to go through."
    cure = "Split it: write its rules as several decisions, each with fewer of them."
    if len(columns) > 1:
        half = quoted_list(columns[: len(columns) // 2])
        cure = f"Split it: let a decision of its own sort {half} into a few outcomes, and read that one here."
    return finding("not_judged", table, line, message, cure, severity=severity, rules=rules)


def too_many_cells(decision: Decision) -> Finding:
    """Return the finding that a decision's rules compare with so many different numbers that it was not judged at all."""
    message = f"{decision.id}: not judged: its {len(decision.rules)} rules compare with too many different numbers."
    cure = "Split it: let decisions of their own sort the numbers into a few outcomes, and read those here."
    return Finding("not_judged", "error", "", decision.line, message, cure, decision=decision.id)


def quoted_list(names: Sequence[str]) -> str:
    """Return names in quotes as a list in words; a long list is cut short and counted."""
    shown = [f'"{name}"' for name in names[:MOST_NAMES]]
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return list_words(shown + more, LISTS, "and")


def box_words(axes: Sequence[Axis], box: Box) -> str:
    """Return a box as `problem=damaged, order_value > 50`: its columns that do not let everything through."""
    parts = [cells_words(axis, mask) for axis, mask in zip(axes, box, strict=True) if mask != axis.full]
    if len(parts) > MOST_COLUMNS:
        parts[MOST_COLUMNS:] = [f"and so on in {len(parts) - MOST_COLUMNS} other columns"]
    return ", ".join(parts) or "any situation"


def cells_words(axis: Axis, mask: int) -> str:
    """Return some cells of a column in the words of rules.yaml."""
    parts = _options(axis, mask) if axis.kind == "choice" else _intervals(axis, mask)
    if axis.unknown and mask >> axis.known & 1:
        parts.append("unknown")
    if len(parts) > 1:
        return f"{axis.id}=[{', '.join(parts)}]"
    return f"{axis.id} {parts[0]}" if parts[0][0] in "<>" else f"{axis.id}={parts[0]}"


def _options(axis: Axis, mask: int) -> list[str]:
    return [value for place, value in enumerate(axis.values) if mask >> place & 1]


def _intervals(axis: Axis, mask: int) -> list[str]:
    """Return the numbers of some cells; neighbouring cells are one interval."""
    spans = merge([(cell, cell + 1) for cell in range(axis.known) if mask >> cell & 1])
    return [interval_test(axis.kind, axis.edges[first], axis.edges[end]) for first, end in spans]
