"""One cell of a decision table, as written → the values it lets through (S-FEEL unary tests, docs/rulebook.md §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulebook.geometry.intervals import complement, merge
from rulebook.load.unary.item import Column, Fault, Reader
from rulebook.load.unary.notations import COMPARISON
from rulebook.model import Figure, Test

__all__ = ["COMPARISON", "Column", "Fault", "complement", "merge", "parse"]


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
    reader = Reader(column, figures)
    if not items:
        return None, [
            Fault("form", "an empty list lets nothing through.", 'List the values, or write "-" where it does not matter.')
        ]
    passed, faults = reader.union(items)
    if faults:
        return None, faults
    return passed.test(text, column, tuple(dict.fromkeys(reader.used)), line), []
