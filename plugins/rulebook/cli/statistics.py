"""Count what a rulebook covers: situations, questions asked, and what no example exercises."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from rulebook.browser.state import read
from rulebook.check.report import witness_words
from rulebook.diagram.question_counts import questions
from rulebook.evaluate import cell_of
from rulebook.geometry.axes import Axis, axes_of
from rulebook.locale import words
from rulebook.model import UNKNOWN, Number, Rulebook
from rulebook.wording.quantities import number_words

MOST_EDGES, MOST_RULES = 3, 8  # without an example, that are named


@dataclass(frozen=True)
class Statistics:
    """`questions_most` and `questions_mean` are None where there are too many ways through to count them all."""

    decisions: int
    rules: int
    situations: int
    questions_most: int | None
    questions_mean: float | None
    untested_rules: tuple[str, ...]  # decision/rule that no example fires
    edges: int
    untested_edges: tuple[Edge, ...]  # those that no example takes


Edges = list[set[tuple[int, int]]]  # for each diagram of a program, as (node, child)


class Edge(NamedTuple):
    """One edge of a decision's diagram, by answers that lead over it: which child of which node, and where it leads."""

    decision: str
    answers: Mapping[str, str | Number]
    node: int = 0
    child: int = 0
    leads_to: int = 0


def statistics(rulebook: Rulebook, program: Mapping) -> Statistics:
    """Return the counts for a rulebook and its program."""
    axes = axes_of(rulebook, rulebook.decisions.values())
    most, mean = questions(program)
    fired, taken = _exercised(rulebook, program)
    rules = [f"{decision.id}/{rule.id}" for decision in rulebook.decisions.values() for rule in decision.rules]
    return Statistics(
        decisions=len(rulebook.decisions),
        rules=len(rules),
        situations=math.prod(axes[name].size for name in rulebook.inputs),
        questions_most=most,
        questions_mean=mean,
        untested_rules=tuple(rule for rule in rules if rule not in fired),
        edges=sum(len(node[2]) for diagram in _diagrams(program) for node in diagram["nodes"]),
        untested_edges=tuple(_untested_edges(program, taken)),
    )


def format_statistics(found: Statistics, seconds: float) -> str:
    """Return the counts as lines for a terminal."""
    asked = "too many ways through to count the questions"
    if found.questions_most is not None:
        asked = f"at most {_counted(found.questions_most, 'question')}, {found.questions_mean:.1f} on average"
    counts = {"decision": found.decisions, "rule": found.rules, "situation": found.situations}
    lines = [
        f"{', '.join(_counted(number, noun) for noun, number in counts.items())}; {asked}.",
        *_without_example(found),
        f"Checked in {seconds:.2f} s.",
    ]
    return "\n".join(lines)


def _without_example(found: Statistics) -> Iterator[str]:
    """Yield what no example exercises, a few of each kind by name."""
    if found.untested_rules:
        named = [*found.untested_rules[:MOST_RULES], *["…"] * (len(found.untested_rules) > MOST_RULES)]
        yield f"No example fires {len(found.untested_rules)} of the rules: {', '.join(named)}."
    if found.untested_edges:
        yield f"No example takes {_number(len(found.untested_edges))} of {_counted(found.edges, 'diagram edge')}, such as"
        yield from (f"  {edge.decision}: {witness_words(edge.answers)}" for edge in _some(found.untested_edges))


def _counted(number: int, noun: str) -> str:
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


def _number(number: int) -> str:
    return number_words(number, words())


def _some(edges: Sequence[Edge]) -> list[Edge]:
    """Return a few edges: one of each decision before a second one of any."""
    held: dict[str, list[Edge]] = {}
    for edge in edges:
        held.setdefault(edge.decision, []).append(edge)
    return [edge for row in zip_longest(*held.values()) for edge in row if edge][:MOST_EDGES]


def _diagrams(program: Mapping) -> list[Mapping]:
    return [diagram for decision in program["decisions"] for diagram in decision["diagrams"]]


def _exercised(rulebook: Rulebook, program: Mapping) -> tuple[set[str], Edges]:
    """Return the rules that examples fire, and for each diagram the edges they take."""
    held = [(decision, rule) for decision in rulebook.decisions.values() for rule in decision.rules if rule.examples]
    answers = _answers_of_examples(rulebook, program)
    fired = {f"{decision.id}/{rule.id}" for decision, rule in held}  # they hold, or there would be an error
    taken: Edges = []
    for decision in program["decisions"]:
        for diagram in decision["diagrams"]:
            taken.append(set())
            for given in answers:
                leaf = walk(program, diagram, given, taken[-1])
                if leaf == -1 and "rule" in diagram:
                    fired.add(f"{decision['id']}/{diagram['rule']}")
                elif leaf is not None and "rule" not in diagram:
                    fired.add(f"{decision['id']}/{decision['leaves'][-1 - leaf][0]}")
    return fired, taken


def _answers_of_examples(rulebook: Rulebook, program: Mapping) -> list[Mapping]:
    rules = (rule for decision in rulebook.decisions.values() for rule in decision.rules)
    return [read(program, list(example.answers.items()), 0)["answers"] for rule in rules for example in rule.examples]


def taken_edges(rulebook: Rulebook, program: Mapping) -> Edges:
    """Return, for each diagram of the program, the edges that examples take, as (node, child)."""
    return _exercised(rulebook, program)[1]


def _untested_edges(program: Mapping, taken: Edges) -> Iterator[Edge]:
    """Yield the edges that are not taken, those of each diagram that are nearest to its root first."""
    diagrams = ((decision, diagram) for decision in program["decisions"] for diagram in decision["diagrams"])
    for (decision, diagram), known in zip(diagrams, taken, strict=True):
        yield from edges_to(program, decision["id"], diagram, known)


def edges_to(program: Mapping, decision: str, diagram: Mapping, known: set[tuple[int, int]]) -> Iterator[Edge]:
    """Yield the edges of a diagram besides those known, each with the simplest answers on one way to it."""
    ways: dict[int, dict[str, str | Number]] = {diagram["root"]: {}}
    for at in reversed(range(len(diagram["nodes"]))):
        place, bounds, children = diagram["nodes"][at]
        spec = program["inputs"][place]
        for edge, (value, child) in enumerate(zip(values_of(spec, bounds), children, strict=True)):
            answers = {**ways[at], spec["id"]: value}
            ways.setdefault(child, answers)
            if (at, edge) not in known:
                yield Edge(decision, answers, at, edge, child)


def values_of(spec: Mapping, bounds: Sequence | None) -> list[str | Number]:
    """Return the simplest answer for each child of a node."""
    axis = axis_of(spec, bounds)
    return [axis.simplest(cell) for cell in range(axis.size)]


def axis_of(spec: Mapping, bounds: Sequence | None) -> Axis:
    """Return the axis of a program's node: one cell for each of its children."""
    cuts = tuple((number, side) for number, side in bounds or ())
    low, high = (tuple(end) if end else None for end in (spec["low"], spec["high"]))
    return Axis(spec["id"], spec["type"], tuple(spec["options"]), cuts, low, high, spec["unknown"])


def walk(program: Mapping, diagram: Mapping, answers: Mapping, edges: set[tuple[int, int]]) -> int | None:
    """Follow answers from the root as far as they go, noting the edges taken; return the leaf, if they reach one."""
    at = diagram["root"]
    while at >= 0:
        place, bounds, children = diagram["nodes"][at]
        spec = program["inputs"][place]
        value = answers.get(spec["id"])
        if value is None:
            return None
        if value == UNKNOWN:
            edge = len(children) - 1
        else:
            edge = spec["options"].index(value) if bounds is None else cell_of(bounds, value)
        edges.add((at, edge))
        at = children[edge]
    return at
