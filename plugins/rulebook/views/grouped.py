"""Lines in groups: outcomes that come under one condition in one line, and what many conditions share said once, above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rulebook.model import Test
from rulebook.views.rule_tests import RuleTests, Ways
from rulebook.views.shapes import LineView, OutcomeView

MANY = 3  # lines that share a test, and have others beside it, stand under it

Shared = tuple[str, Test]
Groups = tuple[tuple[str, tuple[LineView, ...]], ...]


class Line(NamedTuple):
    """An outcome's id and what leads there: any of its ways; without ways it comes wherever nothing before it does."""

    outcome: str
    ways: Ways
    share: float


def grouped(rule_tests: RuleTests, outcomes: Mapping[str, OutcomeView], lines: Sequence[Line]) -> Groups:
    """Return lines as they are shown, those under a shared condition first, each group with the words above it."""
    shared = _shared([line.ways for line in lines])
    under_it = [line for line in lines if shared and _has(line.ways, shared)]
    groups = [("", line_views(rule_tests, outcomes, [line for line in lines if line not in under_it]))]
    if shared:
        words = rule_tests.said(dict([shared]))
        above = rule_tests.compiled.context.words["lines_shared"].format(condition=words[:1].upper() + words[1:])
        groups.insert(0, (above, line_views(rule_tests, outcomes, [_without(line, shared[0]) for line in under_it])))
    return tuple(group for group in groups if group[1])


def line_views(rule_tests: RuleTests, outcomes: Mapping[str, OutcomeView], lines: Sequence[Line]) -> tuple[LineView, ...]:
    """Return lines with their conditions in words."""
    alike: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        rest = () if {} in line.ways else (rule_tests.compiled.context.words["case_otherwise"],)
        alike.setdefault(rule_tests.in_words(line.ways) or rest, []).append(line)
    return tuple(
        LineView(when, tuple(outcomes[line.outcome] for line in each), max(line.share for line in each))
        for when, each in alike.items()
    )


def _shared(ways: Sequence[Ways]) -> Shared | None:
    """Return the test that most lines share beside others, if they are many."""
    counted = Counter((column, test) for each in ways if len(each) == 1 and len(each[0]) > 1 for column, test in each[0].items())
    best = max(counted, key=lambda shared: counted[shared], default=None)
    return best if best and counted[best] >= MANY else None


def _has(ways: Ways, shared: Shared) -> bool:
    return len(ways) == 1 and len(ways[0]) > 1 and ways[0].get(shared[0]) == shared[1]


def _without(line: Line, column: str) -> Line:
    return line._replace(ways=tuple({name: test for name, test in way.items() if name != column} for way in line.ways))
