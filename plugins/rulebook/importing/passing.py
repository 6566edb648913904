"""What a cell lets through, and what one of two cells does, or both, or what a cell does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rulebook.geometry.intervals import BOTTOM, TOP, Span, complement, merge
from rulebook.importing.tokens import Unread

TEXT, NUMBER, FLAG, DATE, NOTHING = "text", "number", "flag", "date", ""


@dataclass(frozen=True)
class Cell:
    """What passes: these texts, or with `negated` all but these; numbers; null. `kind` says which of them it is about."""

    texts: frozenset[str] = frozenset()
    negated: bool = False
    spans: tuple[Span, ...] = ()
    null: bool = False
    kind: str = NOTHING


ANY = Cell(negated=True, spans=((BOTTOM, TOP),), null=True)
NULL = Cell(null=True)


def union(one: Cell, other: Cell) -> Cell:
    """Return what one of two lets through. Raise Unread where they are about different kinds of values."""
    return complemented(intersection(complemented(one), complemented(other)))


def intersection(one: Cell, other: Cell) -> Cell:
    """Return what both let through. Raise Unread where they are about different kinds of values."""
    kinds = {one.kind, other.kind} - {NOTHING}
    if len(kinds) > 1:
        raise Unread
    if one.negated and other.negated:
        texts, negated = one.texts | other.texts, True
    elif one.negated or other.negated:
        these, without = (other, one) if one.negated else (one, other)
        texts, negated = these.texts - without.texts, False
    else:
        texts, negated = one.texts & other.texts, False
    spans = complement(merge([*complement(one.spans), *complement(other.spans)]))
    return Cell(texts, negated, spans, one.null and other.null, next(iter(kinds), NOTHING))


def complemented(cell: Cell) -> Cell:
    return replace(cell, negated=not cell.negated, spans=complement(cell.spans), null=not cell.null)
