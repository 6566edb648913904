"""What a decision can say, as plain data: groups of lines "condition → outcomes"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulebook.print.rich import Links
from rulebook.views.shapes import LinesView, LineView, OutcomeView


def verdict_groups(lines: LinesView, words: Mapping[str, str], links: Links, said: bool = False) -> list[dict[str, Any]]:
    """Return the groups, each with the words above it, or ""; within one the likeliest comes first, as on the pages.

    They are for whoever reads until a line fits: what counts before the rest stands first, and what holds "otherwise" after
    what it is otherwise to. That the order counts is told by a first group without lines, unless it is `said` already.
    """
    order = [{"above": words["print_first_fits"], "lines": []}] if not said and _is_ordered(lines, words) else []
    groups = [("", list(lines.before)), *((without_otherwise(above, words), _likeliest(each)) for above, each in lines.groups)]
    found = [{"above": above, "lines": [line_data(one, words, links) for one in each]} for above, each in groups if each]
    return [*order, *found]


def _is_ordered(lines: LinesView, words: Mapping[str, str]) -> bool:
    return bool(lines.before) or any(above.startswith(words["lines_otherwise"]) for above, _ in lines.groups)


def without_otherwise(above: str, words: Mapping[str, str]) -> str:
    """Return the words above a group without those that only its place says again."""
    return above.removeprefix(words["lines_otherwise"]).strip()


def outcomes_of(lines: LinesView) -> list[OutcomeView]:
    """Return the outcomes in the order in which `verdict_groups` has them, each once."""
    shown = [*lines.before, *(line for _, each in lines.groups for line in _likeliest(each))]
    return list(dict.fromkeys(outcome for line in shown for outcome in line.outcomes))


def _likeliest(lines: tuple[LineView, ...]) -> list[LineView]:
    return sorted(lines, key=lambda line: -line.share)


def line_data(line: LineView, words: Mapping[str, str], links: Links) -> dict[str, Any]:
    """Return a line as it is set."""
    when = f" {words['line_or']} ".join(line.when)
    return {
        "when": when[:1].upper() + when[1:],
        "outcomes": [outcome_data(one, links) for one in line.outcomes],
    }


def outcome_data(one: OutcomeView, links: Links) -> dict[str, Any]:
    """Return an outcome as a line has it."""
    return {"id": one.id, "label": one.label, "tone": one.tone, "to": links.to(one.url)}
