"""Find a change after which a decision's diagram is small enough: another order of the inputs, or its rules in several decisions.

Whatever is named was tried: the counts are those of the diagrams that it gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rulebook.diagram.compile import MOST_INPUTS, TooLarge, diagrams
from rulebook.geometry.box_tables import closure
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Decision, Rule, Rulebook

MOST_STEPS, LEAST_STEPS = 2_000_000, 20_000  # of all that is tried for one decision, and of one trial
MOVED_FIRST = 4  # inputs of which each alone is tried as the first
ROUNDS = 12  # of moving inputs towards those that are tested beside them
PARTS = (2, 3, 4, 6, 8)


@dataclass(frozen=True)
class Order:
    """The inputs that a decision asks, in an order in which its diagram has so many nodes; `first`: only that one moves."""

    inputs: tuple[str, ...]
    nodes: int
    first: str | None = None


@dataclass(frozen=True)
class Cut:
    """The rules behind which a decision is cut in several, and the nodes of each one's diagram."""

    behind: tuple[str, ...]
    nodes: tuple[int, ...]


def fitting(rulebook: Rulebook, decision: Decision) -> Order | Cut | None:
    """Return a change after which the diagram of a decision that is too large fits, or None where none of those tried does."""
    steps = Steps(MOST_STEPS)
    asked = _asked(rulebook, decision)
    if len(asked) <= MOST_INPUTS:
        for order, first in _orders(rulebook, decision, asked):
            nodes = _nodes(_reordered(rulebook, order), decision, steps)
            if nodes is not None and _others_fit(_reordered(rulebook, order), decision, steps):
                return Order(tuple(order), nodes, first)
    return _cut(rulebook, decision, steps) if decision.hit_policy != "collect" else None


def _asked(rulebook: Rulebook, decision: Decision) -> list[str]:
    read = {column for one in closure(rulebook, decision) for column in rulebook.columns(one)}
    return [name for name in rulebook.inputs if name in read]


def _reordered(rulebook: Rulebook, order: Sequence[str]) -> Rulebook:
    return replace(rulebook, inputs={name: rulebook.inputs[name] for name in dict.fromkeys((*order, *rulebook.inputs))})


def _nodes(rulebook: Rulebook, decision: Decision, steps: Steps) -> int | None:
    """Return how many nodes a decision's diagrams have, or None where they are too large."""
    try:
        return sum(len(one.nodes) for one in diagrams(rulebook, decision, steps.share(None, LEAST_STEPS)))
    except (TooLarge, OutOfSteps):
        return None


def _others_fit(rulebook: Rulebook, decision: Decision, steps: Steps) -> bool:
    """Return whether no other decision grows too large in this order, as far as it fits in the order of the file."""
    others = [one for one in rulebook.decisions.values() if one.id != decision.id]
    return all(_nodes(rulebook, one, steps) is not None for one in others)


def _orders(rulebook: Rulebook, decision: Decision, asked: Sequence[str]) -> Iterator[tuple[list[str], str | None]]:
    """Yield orders to try, with the one input that moves, if only one does."""
    groups = [[name for name in rule.when if name in asked] for one in closure(rulebook, decision) for rule in one.rules]
    tested = Counter(name for group in groups for name in group)
    for name in sorted(asked, key=lambda one: -tested[one])[:MOVED_FIRST]:
        yield [name, *(other for other in asked if other != name)], name
    yield sorted(asked, key=lambda one: -tested[one]), None
    yield _near_together(asked, groups), None
    yield list(dict.fromkeys((*(name for group in groups for name in group), *asked))), None


def _near_together(asked: Sequence[str], groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the inputs in an order in which those that one rule tests stand near to each other."""
    order = list(asked)
    for _ in range(ROUNDS):
        places = {name: place for place, name in enumerate(order)}
        pulls: dict[str, list[float]] = {name: [] for name in asked}
        for group in groups:
            for name in group:
                pulls[name].append(sum(places[one] for one in group) / len(group))
        order.sort(key=lambda name: _mean(pulls[name], places, name))
    return order


def _mean(pulls: Sequence[float], places: Mapping[str, int], name: str) -> float:
    return sum(pulls) / len(pulls) if pulls else places[name]


def _cut(rulebook: Rulebook, decision: Decision, steps: Steps) -> Cut | None:
    """Return the fewest parts of about equal size that all fit, each ending with a rule for all the rest."""
    for many in PARTS:
        if len(decision.rules) < 2 * many:
            return None
        ends = [len(decision.rules) * at // many for at in range(1, many + 1)]
        counts = [_nodes(rulebook, _part(decision, *span), steps) for span in zip([0, *ends], ends, strict=False)]
        nodes = [count for count in counts if count is not None]
        if len(nodes) == many:
            return Cut(tuple(decision.rules[end - 1].id for end in ends[:-1]), tuple(nodes))
    return None


def _part(decision: Decision, start: int, end: int) -> Decision:
    """Return some rules of a decision as one that ends with a rule for all the rest, where none of them is for that."""
    rules = decision.rules[start:end]
    rest = () if not rules[-1].when else (Rule("rest", {}, rules[-1].then),)
    return replace(decision, hit_policy="first", rules=(*rules, *rest))
