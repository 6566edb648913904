"""Compile a decision into a reduced ordered decision diagram over the base inputs, upstream decisions composed in.

The decision and all that it reads are followed side by side: a *state* says which rules of each are still possible
after the inputs so far. Equal states are one node; a node whose edges all lead to one place is none. Rulebooks that
reach here have neither gaps nor overlaps, so the last rule that is still possible is the one that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import xor

from rulebook.geometry.axes import Axis, Bound, axes_of, bits
from rulebook.geometry.tables import closure
from rulebook.model import Decision, Rule, Rulebook

MOST_NODES = 20_000
MOST_INPUTS = 200  # on one way through a diagram: it is built, and later walked, by recursion


class TooLarge(Exception):
    """A diagram has more than MOST_NODES nodes, or asks for more than MOST_INPUTS inputs; the message says which."""


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


def diagrams(rulebook: Rulebook, decision: Decision) -> list[Diagram]:
    """Return a decision's diagram; for `collect` one yes/no diagram per rule. Raise TooLarge."""
    if decision.hit_policy != "collect":
        return [_Compiler(rulebook, decision).diagram()]
    return [_Compiler(rulebook, decision, rule).diagram(rule.id) for rule in decision.rules]


@dataclass(frozen=True)
class _Part:
    """One decision of the chain, laid out in bit sets of its rules."""

    first: bool
    rules: int
    allows: Mapping[str, Sequence[int]]  # column → for each cell, the rules that let it through
    borders: Mapping[str, Sequence[tuple[int, ...]]]  # column → for each rule, the cells at which it turns on or off
    tests: Mapping[str, int]  # column → the rules that test it
    settled: Sequence[int]  # level → the rules that test no input from that level on
    outcomes: Sequence[int]  # outcome → the rules that give it

    def next_rules(self, alive: int, unresolved: int, level: int) -> int:
        """Return the rules that can still hold: under `first`, none behind one that is sure to."""
        sure = alive & self.settled[level] & ~unresolved if self.first else 0
        return alive & ((sure & -sure) * 2 - 1) if sure else alive

    def outcome(self, alive: int) -> int | None:
        """Return the outcome's place if only one is left."""
        left = [place for place, givers in enumerate(self.outcomes) if alive & givers]
        return left[0] if len(left) == 1 else None


class _Compiler:
    def __init__(self, rulebook: Rulebook, decision: Decision, only: Rule | None = None) -> None:
        self.chain = closure(rulebook, decision)
        axes = axes_of(rulebook, self.chain)
        read = {column for one in self.chain for column in rulebook.columns(one)}
        self.places = [place for place, spec in enumerate(rulebook.inputs) if spec in read]
        if len(self.places) > MOST_INPUTS:
            raise TooLarge(f"asks for more than {MOST_INPUTS} inputs")
        self.axes: list[Axis] = [axes[list(rulebook.inputs)[place]] for place in self.places]
        self.parts = [_part(one, axes, [axis.id for axis in self.axes], only if one is decision else None) for one in self.chain]
        self.upstream = [[at for at, other in enumerate(self.chain) if other.id in part.tests] for part in self.parts]
        self.nodes: list[Node] = []
        self.unique_table: dict[Node, int] = {}
        self.computed_table: dict[tuple, int] = {}

    def diagram(self, rule: str | None = None) -> Diagram:
        state = self._normalized([part.rules for part in self.parts], 0)
        return Diagram(self._compile(state, 0), tuple(self.nodes), rule)

    def _compile(self, state: tuple, level: int) -> int:
        """Return the reference for a state before the input of a level."""
        if state[-1] & (state[-1] - 1) == 0:
            return -state[-1].bit_length()
        while not self._matters(state, level):
            level += 1
        key = (level, state)
        if key not in self.computed_table:
            starts = self._starts(state, level)
            ends = [self._compile(self._step(state, level, cell), level + 1) for cell in starts]
            self.computed_table[key] = self._node(level, starts, ends)
        return self.computed_table[key]

    def _matters(self, state: tuple, level: int) -> bool:
        column = self.axes[level].id
        return any(alive is not None and alive & part.tests.get(column, 0) for alive, part in zip(state, self.parts, strict=True))

    def _starts(self, state: tuple, level: int) -> list[int]:
        """Return the first cell of each run of cells that the rules still possible do not tell apart."""
        axis = self.axes[level]
        if axis.kind == "choice":
            return list(range(axis.size))
        starts = {0, axis.known} if axis.unknown else {0}
        for alive, part in zip(state, self.parts, strict=True):
            for at in bits(alive & part.tests[axis.id]) if alive and axis.id in part.tests else ():
                starts.update(part.borders[axis.id][at])
        return sorted(starts - {axis.size})

    def _step(self, state: tuple, level: int, cell: int) -> tuple:
        column = self.axes[level].id
        alive = [
            rules if rules is None or column not in part.allows else rules & part.allows[column][cell]
            for rules, part in zip(state, self.parts, strict=True)
        ]
        return self._normalized(alive, level + 1)

    def _normalized(self, alive: list[int | None], level: int) -> tuple:
        """Return the state in its simplest form: resolved outcomes passed on, what no longer matters forgotten.

        Upstream decisions are reduced to the first rule of their outcome once only one outcome is left.
        """
        for at, part in enumerate(self.parts):
            rules, unresolved = alive[at], 0
            if rules is None:
                continue
            for up in self.upstream[at]:
                above = alive[up]
                if above is not None:
                    allowed, waiting = self._passed_on(above, at, up)
                    rules, unresolved = rules & allowed, unresolved | waiting
            rules = part.next_rules(rules, unresolved, level)
            outcome = part.outcome(rules) if at < len(self.parts) - 1 else None
            alive[at] = rules if outcome is None else part.outcomes[outcome] & -part.outcomes[outcome]
        return self._without_irrelevant(alive)

    def _passed_on(self, rules: int, at: int, up: int) -> tuple[int, int]:
        """Return the rules that an upstream decision's rules still allow, and those that wait for its outcome."""
        part, above = self.parts[at], self.parts[up]
        allows = part.allows[self.chain[up].id]
        possible = [place for place, givers in enumerate(above.outcomes) if rules & givers]
        allowed = 0
        for place in possible:
            allowed |= allows[place]
        return allowed, part.tests[self.chain[up].id] if len(possible) > 1 else 0

    def _without_irrelevant(self, alive: list[int | None]) -> tuple:
        """Return the state without the decisions that no rule still possible reads, or that have one outcome left."""
        held = [rules or 0 for rules in alive]
        needed = [False] * len(alive)
        needed[-1] = held[-1] & (held[-1] - 1) != 0
        for at in range(len(alive) - 1, -1, -1):
            for up in self.upstream[at] if needed[at] else ():
                if held[up] & (held[up] - 1) and held[at] & self.parts[at].tests[self.chain[up].id]:
                    needed[up] = True
        return tuple(rules if needed[at] or at == len(alive) - 1 else None for at, rules in enumerate(alive))

    def _node(self, level: int, starts: list[int], ends: list[int]) -> int:
        """Return the one node with these edges, runs that lead to the same place joined."""
        if len(set(ends)) == 1:
            return ends[0]
        node = _merged_edges(self.places[level], self.axes[level], starts, ends)
        if node not in self.unique_table:
            if len(self.nodes) >= MOST_NODES:
                raise TooLarge(f"has more than {MOST_NODES:,} nodes")
            self.unique_table[node] = len(self.nodes)
            self.nodes.append(node)
        return self.unique_table[node]


def _part(decision: Decision, axes: Mapping[str, Axis], inputs: list[str], only: Rule | None) -> _Part:
    """Lay a decision out; `only` asks of one `collect` rule whether it holds: rule 0, before an "else" that always does."""
    rules = [only.when, {}] if only else [rule.when for rule in decision.rules]
    givers = {} if only else {name: [name in rule.then for rule in decision.rules] for name in decision.outcomes}
    masks_of = {
        column: [axes[column].mask(when[column]) if column in when else axes[column].full for when in rules]
        for column in {column for when in rules for column in when}
    }
    return _Part(
        first=bool(only) or decision.hit_policy == "first",
        rules=(1 << len(rules)) - 1,
        allows={column: _allowed(masks, axes[column].size) for column, masks in masks_of.items()},
        borders={column: [tuple(bits(mask ^ mask << 1)) for mask in masks] for column, masks in masks_of.items()},
        tests={column: _set(column in when for when in rules) for column in masks_of},
        settled=[_set(not when.keys() & set(inputs[level:]) for when in rules) for level in range(len(inputs) + 1)],
        outcomes=[_set(gives) for gives in givers.values()],
    )


def _set(flags: Iterable[bool]) -> int:
    return sum(1 << at for at, flag in enumerate(flags) if flag)


def _allowed(masks: list[int], size: int) -> list[int]:
    """Return, for each cell, the rules whose mask holds it."""
    toggles = [0] * (size + 1)
    for at, mask in enumerate(masks):
        for border in bits(mask ^ mask << 1):
            toggles[border] ^= 1 << at
    return list(accumulate(toggles[:size], xor))


def _merged_edges(place: int, axis: Axis, starts: list[int], ends: list[int]) -> Node:
    """Return a node with one child per option, or per interval that leads to one place, then unknown's."""
    if axis.kind == "choice":
        return Node(place, None, tuple(ends))
    known = [(start, end) for start, end in zip(starts, ends, strict=True) if start < axis.known]
    runs = [known[0]] + [now for before, now in pairwise(known) if now[1] != before[1]]
    bounds = tuple(axis.bounds[start - 1] for start, _ in runs[1:])
    return Node(place, bounds, tuple(end for _, end in runs) + tuple(ends[len(known) :]))
