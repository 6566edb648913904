"""Compile a decision into a reduced ordered decision diagram over the base inputs, upstream decisions composed in.

The decision and all that it reads are followed side by side: a *state* says which rules of each are still possible
after the inputs so far. Equal states are one node; a node whose edges all lead to one place is none. Rulebooks that
reach here have neither gaps nor overlaps, so the last rule that is still possible is the one that holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rulebook.diagram.parts import encode, set_of
from rulebook.geometry.axes import Axis, Bound, axes_of, bits
from rulebook.geometry.box_tables import closure
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Decision, Rulebook

MOST_NODES = 20_000
MOST_INPUTS = 200  # on one way through a diagram: it is built, and later walked, by recursion
RULES = 4096  # so many more rules in a decision make each step count for one more
MOST_STEPS = 1_000_000  # of making one decision's diagrams: a step is one edge, before edges that lead to one place are joined

State = tuple[int | None, ...]  # for each decision, the rules that are still possible; None: it no longer matters


class TooLarge(Exception):
    """A diagram has more than MOST_NODES nodes, asks for more than MOST_INPUTS inputs or takes too many steps to make."""


@dataclass(frozen=True)
class Node:
    """One question: the input's place in the file, the bounds between its cells (None: a choice), where each leads.

    A child is a node's place, or -1 - n for leaf n. The child for unknown, where the input has it, stands last.
    """

    input: int
    bounds: tuple[Bound, ...] | None
    children: tuple[int, ...]


@dataclass(frozen=True)
class Diagram:
    """Nodes, each after those it leads to. Leaf n is rule n; of a `collect` rule's diagram, leaf 0 says that it holds."""

    root: int
    nodes: tuple[Node, ...]
    rule: str | None = None


def diagrams(rulebook: Rulebook, decision: Decision, steps: Steps | None = None) -> list[Diagram]:
    """Return a decision's diagram; for `collect` one yes/no diagram per rule. Raise TooLarge."""
    steps = steps or Steps(MOST_STEPS)
    try:
        if decision.hit_policy != "collect":
            return [_Compiler(rulebook, decision, steps).diagram()]
        return [_Compiler(rulebook, replace(decision, rules=(rule,)), steps).diagram(rule.id) for rule in decision.rules]
    except OutOfSteps:
        raise TooLarge("takes too many steps to make") from None


class _Compiler:
    def __init__(self, rulebook: Rulebook, decision: Decision, steps: Steps):
        self.steps = steps
        self.chain = closure(rulebook, decision)
        read = {column for one in self.chain for column in rulebook.columns(one)}
        self.places = [place for place, name in enumerate(rulebook.inputs) if name in read]
        if len(self.places) > MOST_INPUTS:
            raise TooLarge(f"asks for more than {MOST_INPUTS} inputs")
        axes = axes_of(rulebook, self.chain, read)
        inputs = list(rulebook.inputs)
        self.axes: list[Axis] = [axes[inputs[place]] for place in self.places]
        self.parts = [encode(one, axes, [axis.id for axis in self.axes]) for one in self.chain]
        self.upstream = [[at for at, other in enumerate(self.chain) if other.id in part.tests] for part in self.parts]
        self.readers = [set_of(at in read_by for read_by in self.upstream) for at in range(len(self.parts))]
        self.testing = [[at for at, part in enumerate(self.parts) if axis.id in part.tests] for axis in self.axes]
        self.nothing = (None,) * (len(self.parts) - 1)
        self.cost = 1 + len(self.parts) // 8 + max(part.rules.bit_length() for part in self.parts) // RULES
        self.nodes: list[Node] = []
        self.made: dict[Node, int] = {}
        self.done: dict[tuple[int, State], int] = {}

    def diagram(self, rule: str | None = None) -> Diagram:
        rules: list[int | None] = [part.rules for part in self.parts]
        state = self._settle(list(rules), rules, 0, (1 << len(rules)) - 1)
        return Diagram(self._compile(state, 0), tuple(self.nodes), rule)

    def _compile(self, state: State, level: int) -> int:
        """Return the reference for a state before the input of a level."""
        last = state[-1] or 0
        if last & (last - 1) == 0:
            return -last.bit_length()
        while not self._matters(state, level):
            level += 1
        key = (level, state)
        if key not in self.done:
            starts = self._starts(state, level)
            ends = [self._compile(self._step(state, level, cell), level + 1) for cell in starts]
            self.done[key] = self._node(level, starts, ends)
        return self.done[key]

    def _matters(self, state: State, level: int) -> bool:
        column = self.axes[level].id
        return any((state[at] or 0) & self.parts[at].tests[column] for at in self.testing[level])

    def _starts(self, state: State, level: int) -> list[int]:
        """Return the first cell of each run of cells that the rules still possible do not tell apart."""
        axis = self.axes[level]
        if axis.kind == "choice":
            return list(range(axis.size))
        starts = {0, axis.known} if axis.unknown else {0}
        for at in self.testing[level]:
            part = self.parts[at]
            tested = (state[at] or 0) & part.tests[axis.id]
            self.steps.take(tested.bit_count() // 4)
            for rule in bits(tested):
                starts.update(part.borders[axis.id][rule])
        return sorted(starts - {axis.size})

    def _step(self, state: State, level: int, cell: int) -> State:
        column = self.axes[level].id
        self.steps.take(self.cost)
        alive = list(state)
        touched = 0
        for at in self.testing[level]:
            rules = alive[at]
            if rules is not None:
                alive[at] = rules & self.parts[at].allows[column][cell]
                touched |= 1 << at
        last = alive[-1] or 0
        if last & (last - 1) == 0:
            return (*self.nothing, last)
        return self._settle(alive, state, level + 1, touched)

    def _settle(self, alive: list[int | None], before: Sequence[int | None], level: int, touched: int) -> State:
        """Return the state in its simplest form: resolved outcomes passed on, what no longer matters forgotten.

        Only the decisions that are touched, as bits, and those that read one that changed have to be looked at. Upstream
        decisions are reduced to the first rule of their outcome once only one outcome is left.
        """
        while touched:
            at = (touched & -touched).bit_length() - 1
            touched &= touched - 1
            part, rules = self.parts[at], alive[at]
            if rules is None:
                continue
            unresolved = 0
            for up in self.upstream[at]:
                held = alive[up]
                if held is not None:
                    rules, waiting = self._pass_on(rules, held, at, up)
                    unresolved |= waiting
            rules = part.next_rules(rules, unresolved, level)
            outcome = part.outcome(rules) if at < len(self.parts) - 1 else None
            if outcome is not None:
                rules = part.outcomes[outcome] & -part.outcomes[outcome]
            alive[at] = rules
            if rules != before[at]:
                touched |= self.readers[at]
        return self._forget(alive)

    def _pass_on(self, rules: int, held: int, at: int, up: int) -> tuple[int, int]:
        """Return the rules without those that ask for outcomes an upstream decision can no longer have, and those that wait."""
        part, name = self.parts[at], self.chain[up].id
        possible = [place for place, giving in enumerate(self.parts[up].outcomes) if held & giving]
        allowed = 0
        for place in possible:
            allowed |= part.allows[name][place]
        return rules & allowed, part.tests[name] if len(possible) > 1 else 0

    def _forget(self, alive: list[int | None]) -> State:
        """Return the state without the decisions that no rule still possible reads, or that have one outcome left."""
        last = len(alive) - 1
        needed = waiting = 1 << last if (alive[last] or 0) & ((alive[last] or 0) - 1) else 0
        while waiting:
            at = waiting.bit_length() - 1
            waiting ^= 1 << at
            rules = alive[at] or 0
            for up in self.upstream[at]:
                held = alive[up]
                if held is not None and held & (held - 1) and rules & self.parts[at].tests[self.chain[up].id]:
                    needed |= 1 << up
                    waiting |= 1 << up
        return tuple([rules if needed >> at & 1 or at == last else None for at, rules in enumerate(alive)])

    def _node(self, level: int, starts: list[int], ends: list[int]) -> int:
        """Return the one node with these edges, runs that lead to the same place joined."""
        if len(set(ends)) == 1:
            return ends[0]
        node = _joined(self.places[level], self.axes[level], starts, ends)
        if node not in self.made:
            if len(self.nodes) >= MOST_NODES:
                raise TooLarge(f"has more than {MOST_NODES:,} nodes")
            self.made[node] = len(self.nodes)
            self.nodes.append(node)
        return self.made[node]


def _joined(place: int, axis: Axis, starts: list[int], ends: list[int]) -> Node:
    """Return a node with one child per option, or per interval that leads to one place, then unknown's."""
    if axis.kind == "choice":
        return Node(place, None, tuple(ends))
    known = [(start, end) for start, end in zip(starts, ends, strict=True) if start < axis.known]
    runs = [known[0]] + [now for before, now in pairwise(known) if now[1] != before[1]]
    bounds = tuple(axis.bounds[start - 1] for start, _ in runs[1:])
    return Node(place, bounds, tuple(end for _, end in runs) + tuple(ends[len(known) :]))
