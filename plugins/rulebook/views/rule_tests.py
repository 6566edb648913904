"""A rule's tests under some answers: the fewest that keep it apart from other leaves, as a person says them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rulebook.diagram.compile import Diagram
from rulebook.diagram.paths import paths
from rulebook.diagram.restrict import OUT, leaves
from rulebook.diagram.sufficient import YES, Ends, ends_of, sufficient, test_diagrams
from rulebook.geometry.axes import united
from rulebook.geometry.box_tables import Table
from rulebook.geometry.step_budget import OutOfSteps
from rulebook.model import UNKNOWN, Decision, Input, Rule, Test
from rulebook.views.stages import Answers, under
from rulebook.wording.conditions import is_any
from rulebook.wording.context import ViewContext
from rulebook.wording.exceptions import When, alternatives_in_words, case_words

Ways = tuple[When, ...]  # any of these is enough


@dataclass(frozen=True)
class Compiled:
    """All diagrams and tables, by decision, and the context they are told in."""

    context: ViewContext
    diagrams: Mapping[str, Sequence[Diagram]]
    tables: Mapping[str, Table]

    @cached_property
    def tests(self) -> dict[tuple[str, str], dict[str, Diagram]]:
        """Return, for each rule that people are told, its tests as diagrams, by column; filled as they are asked for."""
        return {}

    @cached_property
    def seen(self) -> dict[tuple, frozenset[str]]:
        return {}

    def possible(self, decision: Decision, answers: Answers) -> dict[str, frozenset[str]]:
        """Return, by column, which outcomes of a decision it reads, or which answers that may still be, are possible."""
        rulebook = self.context.rulebook
        read = [column for column in rulebook.columns(decision) if column in rulebook.decisions]
        partly = {
            id: frozenset(answer for at, answer in enumerate((*rulebook.inputs[id].options, UNKNOWN)) if at in places)
            for id, places in answers.items()
        }
        return partly | {id: self.outcomes(rulebook.decisions[id], answers) for id in read}

    def outcomes(self, decision: Decision, answers: Answers) -> frozenset[str]:
        """Return the outcomes of a decision with one answer that are possible under some answers."""
        key = decision.id, tuple(sorted((id, tuple(places)) for id, places in answers.items()))
        if key not in self.seen:
            there = leaves(under(self.context.rulebook, self.diagrams[decision.id][0], answers)) - {OUT}
            self.seen[key] = frozenset(decision.rules[leaf].then[0] for leaf in there)
        return self.seen[key]

    def tests_of(self, decision: Decision, rule: Rule) -> dict[str, Diagram]:
        key = decision.id, rule.id
        if key not in self.tests:
            self.tests[key] = test_diagrams(self.context.rulebook, self.diagrams, self.tables[decision.id], rule)
        return self.tests[key]


@dataclass(frozen=True)
class RuleTests:
    """The rules of a decision under some answers."""

    compiled: Compiled
    decision: Decision
    answers: Answers

    def apart(self, whole: Diagram, rule: Rule, others: Collection[int]) -> When | None:
        """Return the tests of a rule that together hold at none of some other leaves, the shortest; None where none do."""
        columns, ends = self._ends(whole, rule)
        found = [self._some(rule, [columns[at] for at in places]) for places in sufficient(ends, others)]
        return min(found, key=lambda when: len("".join(self.in_words([when]))), default=None)

    def in_full(self, rule: Rule) -> When:
        """Return all that a rule tests."""
        return self._some(rule, list(rule.when))

    def together(self, ways: Sequence[When]) -> Ways:
        """Return ways with those that test one column alone made one; one without tests where every answer passes that."""
        alone: dict[str, Test] = {}
        inputs = self.compiled.context.rulebook.inputs
        for column, test in (next(iter(way.items())) for way in ways if len(way) == 1):
            alone[column] = _either(alone[column], test, inputs.get(column)) if column in alone else test
        if any(column in inputs and is_any(inputs[column], test) for column, test in alone.items()):
            return ({},)
        return (*({column: test} for column, test in alone.items()), *(way for way in ways if len(way) != 1))

    def in_words(self, ways: Sequence[When]) -> tuple[str, ...]:
        """Return conditions any of which is enough, the shortest first; none where nothing is asked for."""
        return () if {} in ways else alternatives_in_words(self.compiled.context, ways, self._possible)

    def said(self, when: When) -> str:
        """Return one condition in words."""
        return case_words(self.compiled.context, when, self._possible)

    def asked(self, path: When) -> When:
        """Return a path without the tests that every answer passes that an input may have."""
        return {column: test for column, test in path.items() if column not in self.answers or not self._implied(column, test)}

    def _implied(self, column: str, test: Test) -> bool:
        return self._passing(column, test) == self._passing(column, None)

    def _some(self, rule: Rule, columns: Collection[str]) -> When:
        return {column: self._pruned(column, rule.when[column]) for column in columns}

    def _ends(self, whole: Diagram, rule: Rule) -> tuple[list[str], Ends]:
        tests = self.compiled.tests_of(self.decision, rule)
        rulebook = self.compiled.context.rulebook
        try:
            return list(tests), ends_of(whole, [under(rulebook, one, self.answers) for one in tests.values()])
        except OutOfSteps:
            return list(tests), [(leaf, *[YES] * len(tests)) for leaf in leaves(whole)]  # nothing is told apart

    def _pruned(self, column: str, test: Test) -> Test:
        """Return a test without the options that cannot be, under these answers."""
        if column in self.answers:
            options, unknown = self._passing(column, test)
            return replace(test, options=options, unknown=unknown)
        return replace(test, options=test.options & self._possible[column]) if column in self._possible else test

    @property
    def _possible(self) -> Mapping[str, frozenset[str]]:
        """Return, for columns of the decision that are decisions or answered in part, what can be under these answers."""
        return self.compiled.possible(self.decision, self.answers)

    def _passing(self, column: str, test: Test | None) -> tuple[frozenset[str], bool]:
        """Return the options that are possible and pass, and whether unknown does."""
        options = list(self.compiled.context.rulebook.inputs[column].options)
        allowed = frozenset(options[place] for place in self.answers[column] if place < len(options))
        unknown = len(options) in self.answers[column]
        return (allowed & test.options, unknown and test.unknown) if test else (allowed, unknown)


def _either(one: Test, other: Test, spec: Input | None) -> Test:
    """Return the test that lets through what either does."""
    intervals = united(spec.type, [*one.intervals, *other.intervals]) if spec else ()
    return replace(one, options=one.options | other.options, intervals=intervals, unknown=one.unknown or other.unknown)


def few_paths(rule_tests: RuleTests, diagram: Diagram) -> dict[int, Ways]:
    """Return the paths to each leaf that has two at most, without the tests that every possible answer passes."""
    found = paths(diagram, list(rule_tests.compiled.context.rulebook.inputs.values()), lambda leaf: leaf, 2)
    return {end: tuple(map(rule_tests.asked, each)) for end, each in found.items() if isinstance(end, int)}
