"""The decision tables: every rule a line, with the answer and its number, and columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulebook.views.shapes import CellView, DecisionView, RuleView

LETTERS = 118  # about so many stand side by side in a table
NARROW = 7  # a column has room for at least so many
MARGIN = 4  # the room between two columns, in letters
SELDOM = 4  # a column that at most every so-manieth line fills in is told in words, with its name


def table(decision: DecisionView, number: Mapping[str, str], also: str) -> dict[str, Any]:
    """Return a decision's table; `also` heads what is told in words."""
    laid_out, rules = decision.table, decision.table.rules
    names = [head.text for head in laid_out.columns]
    in_words = _columns_in_words([[not rule.cells[at].any for rule in rules] for at in range(len(names))])
    heads = [*(name for at, name in enumerate(names) if at not in in_words), *([also] if in_words else ())]
    cells = [_cells(rule, names, in_words) for rule in rules]
    return {
        "place": f"{decision.url}#table",
        "question": decision.question,
        "policy": laid_out.hit_policy_words,
        "columns": heads,  # no links: a head that is repeated must not hold any
        "widths": _widths([*heads, ""], [[*row, _answer(rule)] for row, rule in zip(cells, rules, strict=True)]),
        "rows": [_row(line, rule, cells[line - 1], number) for line, rule in enumerate(rules, 1)],
    }


def _columns_in_words(filled: Sequence[Sequence[bool]]) -> frozenset[int]:
    """Return the columns that so few lines fill in that they would stand empty; one alone keeps its place."""
    seldom = frozenset(at for at, column in enumerate(filled) if sum(column) * SELDOM <= len(column))
    return seldom if len(seldom) > 1 else frozenset()


def _cells(rule: RuleView, names: Sequence[str], in_words: frozenset[int]) -> list[str]:
    """Return a line's tests, those of the columns that are told in words together in a last one."""
    cells = [("" if cell.any else _values(cell)) for at, cell in enumerate(rule.cells) if at not in in_words]
    told = [f"{names[at]}: {rule.cells[at].words}" for at in sorted(in_words) if not rule.cells[at].any]
    return [*cells, "; ".join(told)] if in_words else cells


def _values(cell: CellView) -> str:
    """Return what a test lets through: values that hold commas each on a line of its own."""
    return "\n".join(cell.parts) if len(cell.parts) > 1 and any("," in part for part in cell.parts) else cell.words


def _row(line: int, rule: RuleView, cells: Sequence[str], number: Mapping[str, str]) -> dict[str, Any]:
    return {
        "line": str(line),
        "place": rule.url,
        "cells": cells,
        "outcomes": [{"number": number[one.url], "label": one.label} for one in rule.outcomes],
        "basis": _basis(rule),
    }


def _basis(rule: RuleView) -> str:
    """Return the words for what a rule rests on, unless its answers say so themselves."""
    return "" if any(rule.basis == outcome.tone for outcome in rule.outcomes) else rule.basis_words


def _answer(rule: RuleView) -> str:
    """Return a line's answers as they will stand there, with room for signs and numbers."""
    return " ".join(f"{outcome.label} 00.00" for outcome in rule.outcomes) + f" {_basis(rule)}"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return each column's share: room for its longest word, the rest given where it saves the most height."""
    columns = list(zip(heads, *rows, strict=True))
    widths = [float(max([NARROW, *(len(word) for text in column for word in text.split())])) + MARGIN for column in columns]
    while sum(widths) < LETTERS:
        gains = [0.0] * len(widths)
        for row in rows:
            highest = max(range(len(widths)), key=lambda at: len(row[at]) / widths[at])
            gains[highest] += len(row[highest]) / widths[highest] ** 2
        widths[gains.index(max(gains))] += 1
    return widths
