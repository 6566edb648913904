"""What a decision can say, as plain data: groups of lines "condition → outcomes"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulebook.print.rich import Links
from rulebook.views.shapes import LinesView, LineView, OutcomeView


def verdict_groups(
    lines: LinesView, words: Mapping[str, str], links: Links, exceptions_first: bool = False
) -> list[dict[str, Any]]:
    """Return the groups, each with the words above it, or ""; within one the likeliest comes first, as on the pages.

    Exceptions keep their order, for the first of them that holds counts. They come last, or, for whoever reads until a line
    fits, first.
    """
    groups = [(above, _likeliest(each)) for above, each in lines.groups if each]
    if lines.before:
        groups.insert(0 if exceptions_first else len(groups), (words["lines_but"], list(lines.before)))
    return [{"above": above, "lines": [_line(one, words, links) for one in each]} for above, each in groups]


def outcomes_of(lines: LinesView) -> list[OutcomeView]:
    """Return the outcomes in the order in which `verdict_groups` has them, each once."""
    shown = [line for _, each in lines.groups for line in _likeliest(each)] + list(lines.before)
    return list(dict.fromkeys(outcome for line in shown for outcome in line.outcomes))


def _likeliest(lines: tuple[LineView, ...]) -> list[LineView]:
    return sorted(lines, key=lambda line: -line.share)


def _line(line: LineView, words: Mapping[str, str], links: Links) -> dict[str, Any]:
    when = f" {words['line_or']} ".join(line.when)
    return {
        "when": when[:1].upper() + when[1:],
        "outcomes": [outcome_data(one, links) for one in line.outcomes],
    }


def outcome_data(one: OutcomeView, links: Links) -> dict[str, Any]:
    """Return an outcome as a line has it."""
    return {"id": one.id, "label": one.label, "tone": one.tone, "to": links.to(one.url)}
