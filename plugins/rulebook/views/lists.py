"""What a decision lists under some answers: each outcome with all that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rulebook.diagram.compile import Diagram
from rulebook.diagram.restrict import OUT, leaves, shares
from rulebook.model import Rule, Test
from rulebook.views.grouped import Line
from rulebook.views.rule_tests import RuleTests, Ways, few_paths
from rulebook.views.stages import under


def collected(rule_tests: RuleTests) -> Iterator[Line]:
    """Yield each outcome that can come with its ways and how likely it is, in file order."""
    rulebook, decision = rule_tests.compiled.context.rulebook, rule_tests.decision
    diagrams = {one.rule: under(rulebook, one, rule_tests.answers) for one in rule_tests.compiled.diagrams[decision.id]}
    for id in decision.outcomes:
        rules = [rule for rule in decision.rules if id in rule.then and 0 in leaves(diagrams[rule.id])]
        if rules:
            ways = [way for rule in rules for way in _ways_of(rule_tests, diagrams[rule.id], rule)]
            yield Line(id, rule_tests.together(ways), sum(shares(diagrams[rule.id]).get(0, 0) for rule in rules))


def _ways_of(rule_tests: RuleTests, whole: Diagram, rule: Rule) -> Ways:
    """Return what leads to a rule of a list: its tests, or its paths where these are few and shorter."""
    if leaves(whole) <= {0, OUT}:
        return ({},)
    tests = rule_tests.apart(whole, rule, [1])
    found = few_paths(rule_tests, whole).get(0, ())
    return found if found and (tests is None or _length(rule_tests, found) < _length(rule_tests, [tests])) else (tests or {},)


def _length(rule_tests: RuleTests, ways: Sequence[Mapping[str, Test]]) -> int:
    return sum(map(len, rule_tests.in_words(ways)))
