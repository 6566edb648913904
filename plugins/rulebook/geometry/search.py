"""Search for one situation that no box covers, through the decisions that are read: propagate, repair, branch.

A node of the search is a region and what the boxes still ask in it. A *point* (one cell per column) is kept through the
whole search; the first box that covers it is split off, so that the point is mended where it is wrong and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rulebook.geometry.axes import bits
from rulebook.geometry.boxes import Box, lowest, sum_bits
from rulebook.geometry.cover import EVERY, Entry, cost_of, covers, heaviest, masks_in, narrow
from rulebook.geometry.step_budget import Steps

NODE, FIT, ANSWER = 40, 20, 8  # what these cost besides, in steps
FEW_RULES = 64  # up to so many rules left, the cells that none of them needs are taken out
REMEMBERED = 1_024  # sets of rules whose cells are kept

Point = tuple[int, ...]  # the cell of each column; -1 for a decision that the question is not about
Further = Callable[[Point], Sequence[Entry]]


@dataclass(frozen=True)
class Selection:
    """A decision that is read: a column whose cells are its rules. `reads` are the columns that its boxes are about."""

    column: int
    reads: tuple[int, ...]
    boxes: Sequence[Box]
    entries: Sequence[Entry]  # the same boxes, by the columns of the search
    near: Callable[[Box], int]
    first: bool

    @cached_property
    def about(self) -> int:
        """Return its column and those that it reads, as bits."""
        return 1 << self.column | sum_bits(1 << column for column in self.reads)

    @cached_property
    def held(self) -> Callable[[int], Box]:
        """Return a function from rules to the cells, in the columns that they read, in which any of them may hold."""
        boxes, nothing = self.boxes, (0,) * len(self.reads)
        return lru_cache(REMEMBERED)(
            lambda rules: tuple(map(sum_bits, zip(nothing, *(boxes[rule] for rule in bits(rules)), strict=True)))
        )

    def answering(self, point: Sequence[int]) -> int:
        """Return the rule that answers at a point, all that is read being known."""
        return lowest(self.near(tuple(1 << point[column] for column in self.reads)))


@dataclass(frozen=True)
class Space:
    """Columns side by side: base inputs, then the decisions that are read, each behind those that it reads itself.

    `nearest` returns, for each column, the cell among some that reads best.
    """

    full: Box
    selections: tuple[Selection, ...]
    nearest: Sequence[Callable[[int], int]]

    @cached_property
    def watching(self) -> Sequence[int]:
        """Return, for each column, the selections that are about it, as bits."""
        return [
            sum_bits(1 << at for at, one in enumerate(self.selections) if one.about >> column & 1)
            for column in range(len(self.full))
        ]


@dataclass
class _Node:
    region: list[int]
    entries: list[Entry]
    new: list[Entry]  # entries that were not looked at yet
    changed: int  # columns that changed since they were
    chosen: int = 0  # the decisions, as columns, whose rule is chosen: those before it are held back


def find(
    space: Space,
    region: Box,
    entries: Sequence[Entry],
    steps: Steps,
    start: Point | None = None,
    further: Further | None = None,
) -> Point | None:
    """Return a situation of a region that no entry covers, or None where there is none. Raise OutOfSteps.

    `start` is a point to begin with: the result is near to it. `further` returns those of many other entries that cover
    a point: they come into the search only where it meets them.
    """
    return _Search(space, region, entries, steps, further).run(start)


class _Search:
    def __init__(self, space: Space, region: Box, entries: Sequence[Entry], steps: Steps, further: Further | None):
        self.space, self.steps, self.further = space, steps, further
        self.relevant = (1 << len(space.selections)) - 1 if further else _relevant(space, region, entries)
        self.selections = [space.selections[at] for at in bits(self.relevant)]
        # Columns that more than entries are about
        self.constrained = EVERY if further else sum_bits(one.about for one in self.selections)
        self.cost = cost_of(region)
        self.stack = [_Node(list(region), [], list(entries), EVERY)]

    def run(self, start: Point | None) -> Point | None:
        point = list(start or [near(mask) for near, mask in zip(self.space.nearest, self.space.full, strict=True)])
        for at, selection in enumerate(self.space.selections):
            if not self.relevant >> at & 1:
                point[selection.column] = -1
        while self.stack:
            node = self.stack.pop()
            if self._propagate(node):
                self._move(point, node)
                self.steps.take(NODE + len(node.entries) + len(node.region))
                covering = [entry for entry in node.entries if covers(entry, point)]
                if covering:
                    self._split_off(node, covering)
                elif not self._choose(node, point) and not self._go_on(node, tuple(point)):
                    return tuple(point)
        return None

    def _go_on(self, node: _Node, point: Point) -> bool:
        """Look at the same node again with the further entries that cover a point; return whether there are any."""
        new = self.further(point) if self.further else ()
        if new:
            self.stack.append(_Node(node.region, node.entries, list(new), 0, node.chosen))
        return bool(new)

    def _propagate(self, node: _Node) -> bool:
        """Take out of a node what cannot be; return whether anything is left."""
        while node.changed or node.new:
            changed = self._narrow(node) if node.new or node.entries else node.changed
            if changed is not None:
                node.changed = self._revise(node, changed)
            if changed is None or not all(node.region):
                return False
        return True

    def _narrow(self, node: _Node) -> int | None:
        """Take out of a node what its entries cover; return the columns that changed, None where nothing is left."""
        narrowed = narrow(node.region, node.new, EVERY, self.steps, self.cost)
        if narrowed is not None:
            entries, changed = [*node.entries, *narrowed[0]], node.changed | narrowed[1]
            narrowed = narrow(node.region, entries, changed, self.steps, self.cost)
        if narrowed is None:
            return None
        node.entries, node.new = narrowed[0], []
        return changed | narrowed[1]

    def _revise(self, node: _Node, changed: int) -> int:
        """Fit decisions and what they read to each other; return the columns that changed by it."""
        ever = 0
        waiting = self._watching(changed)
        while waiting:
            at = waiting.bit_length() - 1
            new = self._fit(node, self.space.selections[at])
            waiting = (waiting | self._watching(new)) & ~(1 << at)
            ever |= new
        return ever

    def _watching(self, changed: int) -> int:
        """Return the decisions, as bits, that are about one of these columns."""
        if changed == EVERY:
            return self.relevant
        return sum_bits(self.space.watching[column] for column in bits(changed)) & self.relevant

    def _fit(self, node: _Node, selection: Selection) -> int:
        self.steps.take(FIT + 4 * len(selection.reads))
        region, column = node.region, selection.column
        rules = region[column] & selection.near(tuple(region[read] for read in selection.reads))
        changed = 1 << column if rules != region[column] else 0
        region[column] = rules
        if rules.bit_count() <= FEW_RULES:
            self.steps.take(rules.bit_count())
            for read, mask in zip(selection.reads, selection.held(rules), strict=True):
                if region[read] & ~mask:
                    region[read] &= mask
                    changed |= 1 << read
        if selection.first and rules.bit_count() == 1 and not node.chosen >> column & 1:
            node.chosen |= 1 << column
            earlier = selection.near(tuple(region[read] for read in selection.reads)) & (rules - 1)
            self.steps.take(earlier.bit_count())
            node.new += [selection.entries[rule] for rule in bits(earlier)]
        return changed

    def _move(self, point: list[int], node: _Node) -> None:
        """Bring the point into a node's region; decisions answer as they do."""
        for column in range(len(point) - len(self.space.selections)):
            mask = node.region[column]
            if not mask >> point[column] & 1:
                point[column] = self.space.nearest[column](mask)
        for selection in self.selections:
            self.steps.take(ANSWER + len(selection.reads))
            point[selection.column] = selection.answering(point)

    def _split_off(self, node: _Node, covering: list[Entry]) -> None:
        """Branch on a box that covers the point: first without its cells in one column, then within them."""
        self.steps.take(2 * len(node.entries))
        columns, cells, _ = min(covering, key=lambda entry: entry[0].bit_count())
        column = heaviest(node.entries, columns)
        mask = cells[column]
        here = node.region[column]
        free = 0 if self.constrained >> column & 1 else here & ~sum_bits(masks_in(column, node.entries))
        if not free:
            self._branch(node, column, here & mask)
        self._branch(node, column, free or here & ~mask)

    def _choose(self, node: _Node, point: list[int]) -> bool:
        """Branch on the rule of a decision that answers otherwise than it should; return whether there is any."""
        for selection in reversed(self.selections):
            rules = node.region[selection.column]
            if not rules >> point[selection.column] & 1 and rules & (rules - 1):
                one = rules & -rules
                self._branch(node, selection.column, rules & ~one)
                self._branch(node, selection.column, one)
                return True
        return False

    def _branch(self, node: _Node, column: int, side: int) -> None:
        region = [*node.region[:column], side, *node.region[column + 1 :]]
        self.stack.append(_Node(region, node.entries, [], 1 << column, node.chosen))


def _relevant(space: Space, region: Box, entries: Sequence[Entry]) -> int:
    """Return the decisions, as bits, that a question is about, directly or through others."""
    if not space.selections:
        return 0
    about = sum_bits(columns for columns, _, _ in entries)
    about |= sum_bits(1 << column for column, mask in enumerate(region) if mask != space.full[column])
    found = 0
    for at in reversed(range(len(space.selections))):
        if about >> space.selections[at].column & 1:
            about |= space.selections[at].about
            found |= 1 << at
    return found
