"""Find which outcomes meet: two are given in one situation, be they of different decisions or of one `collect`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, combinations_with_replacement, product

from rulebook.diagram.compile import Diagram
from rulebook.diagram.joint import Situation, joint_leaves
from rulebook.diagram.restrict import leaves, relabelled
from rulebook.geometry.axes import axes_of
from rulebook.geometry.box_tables import closure
from rulebook.geometry.step_budget import Steps
from rulebook.model import Decision, Number, Rulebook
from rulebook.verify.limits import LIMITS, Limits

YES, NO = 0, 1  # leaves of a diagram that says whether an outcome is given
Compiled = Mapping[str, Sequence[Diagram]]  # by decision: those that are sound
Labelled = tuple[Diagram, Mapping[int, tuple[str, ...]]]  # with the outcomes that each of its leaves gives
Names = tuple[str, str]  # two outcomes, each `decision.outcome`
FullSituation = dict[str, str | Number]  # every input that one of the two decisions reads


class Meeting:
    """Finds situations that give two outcomes. Every decision that is asked about must be among the compiled ones."""

    def __init__(self, rulebook: Rulebook, compiled: Compiled, limits: Limits = LIMITS):
        self.rulebook, self.compiled, self.limits = rulebook, compiled, limits
        axes = axes_of(rulebook, ())
        self.axes = [axes[name] for name in rulebook.inputs]
        self.indicators = cache(self._indicators)

    def is_given(self, name: str) -> bool:
        """Return whether any situation gives an outcome."""
        return any(YES in leaves(diagram) for diagram in self.indicators(name))

    def situation(self, one: str, other: str) -> FullSituation | None:
        """Return a situation that gives both outcomes; None if there is none. Raise OutOfSteps."""
        steps = Steps(self.limits.joint)
        for pair in product(self.indicators(one), self.indicators(other)):
            found = joint_leaves(*pair, self.axes, steps, (YES, YES))
            if found:
                return self._in_full(found[YES, YES], one, other)
        return None

    def pairs(self, one: Decision, other: Decision) -> dict[Names, Situation]:
        """Return every two outcomes of two decisions that meet, or of one `collect`, in file order. Raise OutOfSteps.

        Each has answers that give both, whatever the others are.
        """
        steps = Steps(self.limits.joint)
        both: Iterable[tuple[Labelled, Labelled]]
        if one is not other:
            both = product(self._labelled(one), self._labelled(other))
        elif one.hit_policy == "collect":
            both = combinations_with_replacement(self._labelled(one), 2)
        else:
            return {}
        order = {f"{each.id}.{outcome}": place for each in (one, other) for place, outcome in enumerate(each.outcomes)}
        met: dict[Names, Situation] = {}
        for (first, given), (second, other_given) in both:
            for (at, other_leaf), situation in joint_leaves(first, second, self.axes, steps).items():
                here, there = given.get(at, ()), other_given.get(other_leaf, ())
                for names in product(here, there) if one is not other else _two_of(here, there, order):
                    met.setdefault(names, situation)
        return {names: met[names] for names in sorted(met, key=lambda names: (order[names[0]], order[names[1]]))}

    def _indicators(self, name: str) -> list[Diagram]:
        """Return diagrams that say whether an outcome is given: one for each rule that can give it under `collect`, else one."""
        id, _, outcome = name.partition(".")
        decision = self.rulebook.decisions[id]
        if decision.hit_policy == "collect":
            rules = {rule.id for rule in decision.rules if outcome in rule.then}
            return [diagram for diagram in self.compiled[id] if diagram.rule in rules]
        giving = [outcome in rule.then for rule in decision.rules]
        return [relabelled(one, lambda leaf: YES if giving[leaf] else NO) for one in self.compiled[id]]

    def _labelled(self, decision: Decision) -> Iterator[Labelled]:
        """Yield a decision's diagrams, rules of one outcome made one, each with the outcomes that its leaves give."""
        rules = {rule.id: rule for rule in decision.rules}
        places = {outcome: place for place, outcome in enumerate(decision.outcomes)}
        for diagram in self.compiled[decision.id]:
            if diagram.rule is not None:
                yield diagram, {YES: tuple(f"{decision.id}.{outcome}" for outcome in rules[diagram.rule].then)}
            else:
                given = {place: (f"{decision.id}.{outcome}",) for outcome, place in places.items()}
                yield relabelled(diagram, lambda leaf: places[decision.rules[leaf].then[0]]), given

    def _in_full(self, answers: Situation, *names: str) -> FullSituation:
        """Return a situation with every input that the decisions of outcomes read, at a simple value where any will do."""
        decisions = [self.rulebook.decisions[name.partition(".")[0]] for name in names]
        chain = [each for decision in decisions for each in closure(self.rulebook, decision)]
        read = {column for decision in chain for column in self.rulebook.columns(decision)}
        return {axis.id: answers.get(axis.id, axis.pick(axis.full)) for axis in self.axes if axis.id in read}


def _two_of(given: Sequence[str], other_given: Sequence[str], order: Mapping[str, int]) -> Iterator[Names]:
    """Yield every two different outcomes out of two lists of one decision's, where both lists hold some."""
    if given and other_given:
        yield from combinations(sorted({*given, *other_given}, key=order.__getitem__), 2)
