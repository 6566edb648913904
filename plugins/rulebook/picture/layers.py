"""A graph in columns: each node right of all that lead to it, long ways in a place of their own in every column between."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

SWEEPS = 4  # there and back, so often; more find little more


class Slot(NamedTuple):
    """A place in a column: of the node itself in its own column; before that, where all ways to it pass."""

    node: int
    column: int


Children = Mapping[int, Sequence[int]]  # node → the nodes it leads to, in the order of its answers
Columns = list[list[Slot]]


def depths(children: Children) -> dict[int, int]:
    """Return the column of each node: how many edges the longest way to it has. Nodes stand before those they lead to."""
    found: dict[int, int] = {}
    for node, ends in children.items():
        depth = found.setdefault(node, 0)
        found |= {end: max(found.get(end, 0), depth + 1) for end in ends}
    return found


def next_slots(slot: Slot, children: Children, depth: Mapping[int, int]) -> list[Slot]:
    """Return the slots in the next column that lines lead to from one."""
    ends = children[slot.node] if slot.column == depth[slot.node] else (slot.node,)
    return [Slot(end, slot.column + 1) for end in ends]


def columns(children: Children) -> Columns:
    """Return the slots column by column, ordered so that few lines cross."""
    depth = depths(children)
    roots = [Slot(node, 0) for node, at in depth.items() if at == 0]
    best = [list(dict.fromkeys(roots))]
    while following := list(dict.fromkeys(end for slot in best[-1] for end in next_slots(slot, children, depth))):
        best.append(following)
    links = {slot: next_slots(slot, children, depth) for column in best for slot in column}
    order, fewest = best, crossings(best, links)
    for _ in range(SWEEPS):
        order = _upwards(_downwards(order, links), links)
        count = crossings(order, links)
        if count < fewest:
            best, fewest = order, count
    return best


def crossings(order: Columns, links: Mapping[Slot, Sequence[Slot]]) -> int:
    """Return how many pairs of lines cross."""
    count = 0
    for left, right in pairwise(order):
        place = {slot: at for at, slot in enumerate(right)}
        seen: list[int] = []
        for slot in left:
            for end in links[slot]:
                count += len(seen) - bisect_right(seen, place[end])
                insort(seen, place[end])
    return count


def _downwards(order: Columns, links: Mapping[Slot, Sequence[Slot]]) -> Columns:
    """Return each column ordered by where its lines come from."""
    found = [order[0]]
    for column in order[1:]:
        sources: dict[Slot, list[float]] = {slot: [] for slot in column}
        for at, slot in enumerate(found[-1]):
            for port, end in enumerate(links[slot]):
                sources[end].append(at + port / len(links[slot]))
        found.append(_sorted(column, sources))
    return found


def _upwards(order: Columns, links: Mapping[Slot, Sequence[Slot]]) -> Columns:
    """Return each column ordered by where its lines lead to; what leads nowhere keeps its place."""
    found = [order[-1]]
    for column in reversed(order[:-1]):
        place = {slot: at for at, slot in enumerate(found[-1])}
        ends = {slot: [float(place[end]) for end in links[slot]] or [float(at)] for at, slot in enumerate(column)}
        found.append(_sorted(column, ends))
    return found[::-1]


def _sorted(column: Iterable[Slot], beside: Mapping[Slot, Sequence[float]]) -> list[Slot]:
    return sorted(column, key=lambda slot: sum(beside[slot]) / len(beside[slot]))
