"""The decision tables: every rule a line, with the answer and its number, and columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulebook.views.shapes import DecisionView, RuleView

LETTERS = 150  # about so many stand side by side in a table
NARROW = 7  # a column has room for at least so many


def table(decision: DecisionView, number: Mapping[str, str]) -> dict[str, Any]:
    """Return a decision's table."""
    laid_out, rules = decision.table, decision.table.rules
    heads = [head.text for head in laid_out.columns]
    return {
        "place": f"{decision.url}#table",
        "answers": decision.url,
        "question": decision.question,
        "policy": laid_out.hit_policy_words,
        "columns": heads,  # no links: a head that is repeated must not hold any
        "widths": _widths([*heads, ""], [_said(rule) for rule in rules]),
        "rows": [_row(line, rule, number) for line, rule in enumerate(rules, 1)],
    }


def _row(line: int, rule: RuleView, number: Mapping[str, str]) -> dict[str, Any]:
    return {
        "line": str(line),
        "place": rule.url,
        "cells": ["" if cell.any else cell.words for cell in rule.cells],
        "outcomes": [{"number": number[one.url], "label": one.label} for one in rule.outcomes],
        "basis": _basis(rule),
    }


def _basis(rule: RuleView) -> str:
    """Return the words for what a rule rests on, unless its answers say so themselves."""
    return "" if any(rule.basis == outcome.tone for outcome in rule.outcomes) else rule.basis_words


def _said(rule: RuleView) -> list[str]:
    """Return a line's cells as they will stand there, with room for signs and numbers."""
    answers = " ".join(f"{outcome.label} 00.00" for outcome in rule.outcomes)
    return [*("" if cell.any else cell.words for cell in rule.cells), f"{answers} {_basis(rule)}"]


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return each column's share: room for its longest word, the rest given where it saves the most height."""
    columns = list(zip(heads, *rows))
    widths = [max([NARROW, *(len(word) for text in column for word in text.split())]) + 1.5 for column in columns]
    while sum(widths) < LETTERS:
        gains = [0.0] * len(widths)
        for row in rows:
            highest = max(range(len(widths)), key=lambda at: len(row[at]) / widths[at])
            gains[highest] += len(row[highest]) / widths[highest] ** 2
        widths[gains.index(max(gains))] += 1
    return widths
