"""Count what a rulebook covers: situations, questions asked, and what no example exercises."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rulebook.browser.state import read
from rulebook.diagram.asking import questions
from rulebook.evaluate import cell_of
from rulebook.geometry.axes import axes_of
from rulebook.locale import words
from rulebook.model import UNKNOWN, Rulebook
from rulebook.wording.quantities import number_words


@dataclass(frozen=True)
class Statistics:
    """`questions_most` and `questions_mean` are None where there are too many ways through to count them all."""

    decisions: int
    rules: int
    situations: int
    questions_most: int | None
    questions_mean: float | None
    idle_rules: tuple[str, ...]  # decision/rule that no example fires
    edges: int
    idle_edges: int


def statistics(rulebook: Rulebook, program: Mapping) -> Statistics:
    """Return the counts for a rulebook and its program."""
    axes = axes_of(rulebook, rulebook.decisions.values())
    most, mean = questions(program)
    fired, taken, edges = _exercised(rulebook, program)
    rules = [f"{decision.id}/{rule.id}" for decision in rulebook.decisions.values() for rule in decision.rules]
    return Statistics(
        decisions=len(rulebook.decisions),
        rules=len(rules),
        situations=math.prod(axes[name].size for name in rulebook.inputs),
        questions_most=most,
        questions_mean=mean,
        idle_rules=tuple(rule for rule in rules if rule not in fired),
        edges=edges,
        idle_edges=edges - taken,
    )


def format_statistics(found: Statistics, seconds: float) -> str:
    """Return the counts as lines for a terminal."""
    say = words()
    asked = "too many ways through to count the questions"
    if found.questions_most is not None:
        asked = f"at most {found.questions_most} questions, {found.questions_mean:.1f} on average"
    lines = [
        f"{found.decisions} decisions, {found.rules} rules, {number_words(found.situations, say)} situations; {asked}.",
        f"No example takes {number_words(found.idle_edges, say)} of {number_words(found.edges, say)} diagram edges, or fires {len(found.idle_rules)} of the rules"
        + (f": {', '.join(found.idle_rules[:8])}{', …' if len(found.idle_rules) > 8 else ''}." if found.idle_rules else "."),
        f"Checked in {seconds:.2f} s.",
    ]
    return "\n".join(lines)


def _diagrams(program: Mapping) -> list[Mapping]:
    return [diagram for decision in program["decisions"] for diagram in decision["diagrams"]]


def _exercised(rulebook: Rulebook, program: Mapping) -> tuple[set[str], int, int]:
    """Return the rules that examples fire, how many edges examples take, and how many edges there are."""
    held = [(decision, rule) for decision in rulebook.decisions.values() for rule in decision.rules if rule.examples]
    examples = [one for _, rule in held for one in rule.examples]
    answers = [read(program, list(example.answers.items()), 0)["answers"] for example in examples]
    fired, taken = {f"{decision.id}/{rule.id}" for decision, rule in held}, 0  # they hold, or there would be an error
    for decision in program["decisions"]:
        for diagram in decision["diagrams"]:
            edges: set[tuple[int, int]] = set()
            for given in answers:
                leaf = _walk(program, diagram, given, edges)
                if leaf == -1 and "rule" in diagram:
                    fired.add(f"{decision['id']}/{diagram['rule']}")
                elif leaf is not None and "rule" not in diagram:
                    fired.add(f"{decision['id']}/{decision['leaves'][-1 - leaf][0]}")
            taken += len(edges)
    return fired, taken, sum(len(node[2]) for diagram in _diagrams(program) for node in diagram["nodes"])


def _walk(program: Mapping, diagram: Mapping, answers: Mapping, edges: set[tuple[int, int]]) -> int | None:
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
