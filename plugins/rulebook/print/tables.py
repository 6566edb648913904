"""The decision tables: every rule a line, with the answer's number, the reason, and columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulebook.print.rich import Links
from rulebook.views.shapes import DecisionView, RuleView
from rulebook.views.text import words_of

NARROW, WIDE = 9, 34  # letters a line that a column has at least, and at most


def table(decision: DecisionView, number: Mapping[str, str], links: Links) -> dict[str, Any]:
    """Return a decision's table."""
    laid_out, rules = decision.table, decision.table.rules
    columns = [[rule.cells[at].words for rule in rules] for at in range(len(laid_out.columns))]
    widths = [_width([head.text], words) for head, words in zip(laid_out.columns, columns)]
    widths.append(_width([], [outcome.label for rule in rules for outcome in rule.outcomes]))
    widths.append(_width([], [words_of(rule.because) for rule in rules]))
    return {
        "place": f"{decision.url}#table",
        "answers": decision.url,
        "question": decision.question,
        "policy": laid_out.hit_policy_words,
        "columns": [head.text for head in laid_out.columns],  # no links: a head that is repeated must not hold any
        "widths": widths,
        "rows": [_row(line, rule, number, links) for line, rule in enumerate(rules, 1)],
    }


def _row(line: int, rule: RuleView, number: Mapping[str, str], links: Links) -> dict[str, Any]:
    return {
        "line": str(line),
        "place": rule.url,
        "cells": [{"words": cell.words, "any": cell.any} for cell in rule.cells],
        "outcomes": [{"number": number[one.url], "place": one.url, "label": one.label, "tone": one.tone} for one in rule.outcomes],
        "because": links.text(rule.because),
        "basis": rule.basis_words,
    }


def _width(heads: Sequence[str], words: Sequence[str]) -> float:
    """Return a column's share: its longest single word, or enough for its average cell to take three lines."""
    longest = max((len(word) for text in [*heads, *words] for word in text.split()), default=0)
    average = sum(map(len, words)) / max(1, len(words))
    return min(WIDE, max(NARROW, longest + 1, average / 2))
