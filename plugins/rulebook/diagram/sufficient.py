"""Which of a rule's tests suffice to tell it from others, where some answers are given: exact, by walking diagrams together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from rulebook.diagram.compile import Diagram, Node
from rulebook.diagram.joint import leaves_together
from rulebook.diagram.restrict import OUT, relabelled
from rulebook.geometry.box_tables import Table
from rulebook.geometry.step_budget import Steps
from rulebook.model import Decision, Rule, Rulebook

YES, NO = 0, 1  # leaves of a diagram that says whether a test holds
MOST_STEPS = 50_000  # of one rule
MOST_TESTS = 8  # of one rule: of more, only all together are looked at

Ends = Collection[tuple[int, ...]]  # for situations: the leaf of the decision, then whether each test of a rule holds


def ends_of(whole: Diagram, tests: Sequence[Diagram]) -> Ends:
    """Return what can happen together: a leaf of a decision's diagram, and which tests hold. Raise OutOfSteps."""
    found = leaves_together([whole, *tests], Steps(MOST_STEPS))
    return [end for end in found if OUT not in end]


def sufficient(ends: Ends, others: Collection[int]) -> Iterator[tuple[int, ...]]:
    """Yield the smallest sets of tests that hold together at none of some other leaves, by their places."""
    against = [end[1:] for end in ends if end[0] in others]
    count = len(next(iter(ends))) - 1 if ends else 0
    for size in range(count + 1) if count <= MOST_TESTS else (count,):
        found = [
            places
            for places in combinations(range(count), size)
            if not any(all(end[at] == YES for at in places) for end in against)
        ]
        yield from found
        if found:
            return


def test_diagrams(rulebook: Rulebook, compiled: Mapping[str, Sequence[Diagram]], table: Table, rule: Rule) -> dict[str, Diagram]:
    """Return, for each column that a rule tests, the diagram that says whether the test holds."""
    box = table.boxes[table.decision.rules.index(rule)]
    inputs = list(rulebook.inputs)
    made = {}
    for axis, mask in zip(table.axes, box, strict=True):
        if axis.id not in rule.when:
            continue
        if axis.id in rulebook.decisions:
            made[axis.id] = _of_decision(rulebook.decisions[axis.id], compiled[axis.id][0], rule.when[axis.id].options)
        else:
            ends = tuple(-1 - (YES if mask >> cell & 1 else NO) for cell in range(axis.size))
            node = Node(inputs.index(axis.id), None if axis.kind == "choice" else axis.bounds, ends)
            made[axis.id] = relabelled(Diagram(0, (node,)), lambda leaf: leaf)
    return made


def _of_decision(decision: Decision, diagram: Diagram, outcomes: Collection[str]) -> Diagram:
    return relabelled(diagram, lambda leaf: YES if decision.rules[leaf].then[0] in outcomes else NO)
