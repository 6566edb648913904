"""Count what a rulebook covers: situations, questions asked, and what no example exercises."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rulebook.browser.state import read
from rulebook.cells import axes_of
from rulebook.evaluate import cell_of
from rulebook.model import UNKNOWN, Rulebook

MOST_STATES = 200_000


@dataclass(frozen=True)
class Statistics:
    """`questions_most` and `questions_mean` are None where there are too many ways through to count them all.

    The mean takes every answer to a question, one for each way it can lead on, as equally likely.
    """

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
    most, mean = _questions(program)
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


def told(found: Statistics, seconds: float) -> str:
    """Return the counts as lines for a terminal."""
    asked = "too many ways through to count the questions"
    if found.questions_most is not None:
        asked = f"at most {found.questions_most} questions, {found.questions_mean:.1f} on average"
    lines = [
        f"{found.decisions} decisions, {found.rules} rules, {found.situations:,} situations; {asked}.",
        f"No example takes {found.idle_edges:,} of {found.edges:,} diagram edges, or fires {len(found.idle_rules)} of the rules"
        + (f": {', '.join(found.idle_rules[:8])}{', …' if len(found.idle_rules) > 8 else ''}." if found.idle_rules else "."),
        f"Checked in {seconds:.2f} s.",
    ]
    return "\n".join(lines)


def _diagrams(program: Mapping) -> list[Mapping]:
    return [diagram for decision in program["decisions"] for diagram in decision["diagrams"]]


def _questions(program: Mapping) -> tuple[int | None, float | None]:
    """Return the most and the mean number of questions until everything is decided, asking the first open one each time."""
    nodes = [diagram["nodes"] for diagram in _diagrams(program)]
    states = 0

    @cache
    def ahead(refs: tuple[int, ...]) -> tuple[int, float]:
        nonlocal states
        states += 1
        if states > MOST_STATES:
            raise OverflowError
        asked = min((nodes[at][ref][0] for at, ref in enumerate(refs) if ref >= 0), default=None)
        if asked is None:
            return 0, 0.0
        found = [ahead(_undecided(step)) for step in _steps(nodes, refs, asked)]
        return 1 + max(most for most, _ in found), 1 + sum(mean for _, mean in found) / len(found)

    try:
        return ahead(_undecided(diagram["root"] for diagram in _diagrams(program)))
    except OverflowError:
        return None, None


def _undecided(refs: Iterable[int]) -> tuple[int, ...]:
    """Return where the diagrams stand, all leaves made one: which it is does not change what is asked from there."""
    return tuple(max(ref, -1) for ref in refs)


def _steps(nodes: Sequence, refs: tuple[int, ...], asked: int) -> set[tuple[int, ...]]:
    """Return the different places that answers to one input lead to, in all diagrams side by side."""
    here = [nodes[at][ref] for at, ref in enumerate(refs) if ref >= 0 and nodes[at][ref][0] == asked]
    if here[0][1] is None:
        picks = [lambda node, place=place: node[2][place] for place in range(len(here[0][2]))]
    else:
        cuts = sorted({tuple(cut) for node in here for cut in node[1]})
        inside = [None, *cuts]
        picks = [lambda node, cut=cut: node[2][_cell(node[1], cut)] for cut in inside]
        if any(len(node[2]) > len(node[1]) + 1 for node in here):
            picks.append(lambda node: node[2][-1])
    return {
        tuple(pick(nodes[at][ref]) if ref >= 0 and nodes[at][ref][0] == asked else ref for at, ref in enumerate(refs))
        for pick in picks
    }


def _cell(cuts: Sequence, above: tuple | None) -> int:
    """Return which cell lies just above a cut."""
    return 0 if above is None else sum(tuple(cut) <= above for cut in cuts)


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
        place, cuts, children = diagram["nodes"][at]
        spec = program["inputs"][place]
        value = answers.get(spec["id"])
        if value is None:
            return None
        if value == UNKNOWN:
            edge = len(children) - 1
        else:
            edge = spec["options"].index(value) if cuts is None else cell_of(cuts, value)
        edges.add((at, edge))
        at = children[edge]
    return at
