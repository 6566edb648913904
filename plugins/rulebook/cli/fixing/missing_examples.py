"""Work out the examples that a rulebook lacks: one for each rule without any, then one for each edge that none takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rulebook.check import Checked
from rulebook.cli.statistics import Edge, Edges, edges_to, taken_edges, values_of, walk
from rulebook.evaluate import path_to
from rulebook.model import Number
from rulebook.verify.feasibility import Feasibility

Answers = Mapping[str, str | Number]


class Missing(NamedTuple):
    """An example to be written under a rule."""

    decision: str
    rule: str
    answers: Answers


def missing_examples(checked: Checked) -> list[Missing]:
    """Return the examples of decisions that are sound, those of rules without one first."""
    found = list(_of_rules(checked))
    taken = taken_edges(checked.rulebook, checked.program)
    for one in found:
        _take(checked, one.answers, taken)
    return [*found, *_of_edges(checked, taken)]


def _of_rules(checked: Checked) -> Iterator[Missing]:
    feasibility = Feasibility(checked.rulebook, checked.tables)
    for compiled in checked.program["decisions"]:
        decision = checked.rulebook.decisions[compiled["id"]]
        table = checked.tables[decision.id]
        for at, rule in enumerate(decision.rules):
            if rule.examples:
                continue
            earlier = (1 << at) - 1 if decision.hit_policy == "first" else 0
            situation = feasibility.witness(table, table.boxes[at], feasibility.question(), earlier)
            if situation is not None:
                diagram = compiled["diagrams"][at if decision.hit_policy == "collect" else 0]
                asked = path_to(checked.program, situation, diagram)
                yield Missing(decision.id, rule.id, {name: situation[name] for name in asked} or situation)


def _of_edges(checked: Checked, taken: Edges) -> Iterator[Missing]:
    """Yield an example for each edge that is not taken yet, as far as it can lead to a rule that then holds."""
    place = -1
    for compiled in checked.program["decisions"]:
        for diagram in compiled["diagrams"]:
            place += 1
            holds = _leading(diagram) if "rule" in diagram else None
            for edge in edges_to(checked.program, compiled["id"], diagram, set()):
                if (edge.node, edge.child) in taken[place]:
                    continue
                answers = _completed(checked.program, diagram, edge, holds, taken[place])
                if answers is None:
                    continue
                leaf = walk(checked.program, diagram, answers, set())
                rule = diagram["rule"] if "rule" in diagram else compiled["leaves"][-1 - (leaf or -1)][0]
                _take(checked, answers, taken)
                yield Missing(compiled["id"], rule, answers)


def _take(checked: Checked, answers: Answers, taken: Edges) -> None:
    diagrams = (diagram for compiled in checked.program["decisions"] for diagram in compiled["diagrams"])
    for diagram, edges in zip(diagrams, taken, strict=True):
        walk(checked.program, diagram, answers, edges)


def _leading(diagram: Mapping) -> set[int]:
    """Return the references of a collect rule's diagram from which its rule can still hold."""
    found = {-1}
    for at, (_, _, children) in enumerate(diagram["nodes"]):  # each stands after those it leads to
        if any(child in found for child in children):
            found.add(at)
    return found


def _completed(
    program: Mapping, diagram: Mapping, edge: Edge, holds: set[int] | None, taken: set[tuple[int, int]]
) -> Answers | None:
    """Return answers that lead over an edge and on to a leaf, over edges that are not taken where there are some."""
    answers, at = dict(edge.answers), edge.leads_to
    if holds is not None and at not in holds:
        return None
    while at >= 0:
        place, bounds, children = diagram["nodes"][at]
        spec = program["inputs"][place]
        choices = [way for way, child in enumerate(children) if holds is None or child in holds]
        way = _choice(at, choices, taken)
        answers[spec["id"]] = values_of(spec, bounds)[way]
        at = children[way]
    return answers


def _choice(at: int, choices: Sequence[int], taken: set[tuple[int, int]]) -> int:
    return next((way for way in choices if (at, way) not in taken), choices[0])
