"""Columns of slots → where each stands and how the lines run: no two slots overlap, no line enters a box, none runs on another.

Heights are multiples of GRID. A line leaves a node at such a multiple and arrives between two of them; where it passes a
column it has a slot, and comes and goes at heights that no other line has. Each line runs up and down in a track of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from rulebook.picture.lanes import LANE_GAP, MARGIN, lanes
from rulebook.picture.layers import Columns, Slot, columns, depths, next_slots

GRID = 12
ENTRY = GRID + GRID // 2  # below a node's top
PASS_IN, PASS_OUT = GRID // 4, GRID - GRID // 4  # below the top of a slot that is only passed
SLOT_GAP = GRID

Point = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """`height` and `exits` in pixels, both multiples of GRID: the node's own height, and below its top one exit per child."""

    height: int
    exits: tuple[int, ...]
    children: tuple[int, ...]


@dataclass(frozen=True)
class Placed:
    """Left edge and top of each node; lines as corners; the points at which they arrive; how wide and high it all is."""

    nodes: Mapping[int, Point]
    lines: tuple[tuple[Point, ...], ...]
    arrows: tuple[Point, ...]
    size: Point


class _Shape(NamedTuple):
    """A slot: its height, where a line comes in below its top, and where each of its lines leaves for which slot."""

    height: int
    entry: int
    leaving: tuple[tuple[int, Slot], ...]
    passed: bool


Shapes = Mapping[Slot, _Shape]
Leaving = Mapping[Slot, Sequence[int]]  # slot of the next column → the heights at which lines leave for it


def placed(nodes: Mapping[int, Node], width: int) -> Placed:
    """Place the nodes of a graph, each `width` wide; each stands before those it leads to."""
    children = {key: node.children for key, node in nodes.items()}
    depth, order = depths(children), columns(children)
    shapes = {slot: _shape(slot, nodes, depth) for column in order for slot in column}
    tops = _tops(order, shapes)
    lines: list[tuple[Point, ...]] = []
    lefts = [0]
    for column in order:
        right = lefts[-1] + width
        lines += [_passing(tops[slot], lefts[-1], right) for slot in column if shapes[slot].passed]
        leaving = _leaving(column, shapes, tops)
        entries = {end: tops[end] + shapes[end].entry for end in leaving}
        track = lanes({end: (min(*ys, entries[end]), max(*ys, entries[end])) for end, ys in leaving.items()})
        lefts.append(right + 2 * MARGIN + max(track.values(), default=0) * LANE_GAP)
        for end, ys in leaving.items():
            lines += _gutter_lines(ys, entries[end], right, right + MARGIN + track[end] * LANE_GAP, lefts[-1])
    return Placed(
        nodes={key: (lefts[depth[key]], tops[Slot(key, depth[key])]) for key in nodes},
        lines=tuple(lines),
        arrows=tuple((lefts[slot.column], tops[slot] + ENTRY) for slot, one in shapes.items() if slot.column and not one.passed),
        size=(lefts[len(order) - 1] + width, max(tops[slot] + shapes[slot].height for slot in tops)),
    )


def _shape(slot: Slot, nodes: Mapping[int, Node], depth: Mapping[int, int]) -> _Shape:
    ends = next_slots(slot, {slot.node: nodes[slot.node].children}, depth)
    if slot.column < depth[slot.node]:
        return _Shape(GRID, PASS_IN, ((PASS_OUT, ends[0]),), True)
    return _Shape(nodes[slot.node].height, ENTRY, tuple(zip(nodes[slot.node].exits, ends, strict=True)), False)


def _tops(order: Columns, shapes: Shapes) -> dict[Slot, int]:
    """Return the top of each slot, as near as there is room to where its lines come from: the first question at the very top."""
    tops: dict[Slot, int] = {}
    for before, column in zip([[], *order], order, strict=False):
        leaving = _leaving(before, shapes, tops)
        wished = [sum(ys) / len(ys) - shapes[slot].entry for slot in column for ys in [leaving.get(slot, [0])]]
        tops |= zip(column, _stacked(wished, [shapes[slot].height + SLOT_GAP for slot in column]), strict=True)
    return tops


def _stacked(wished: Sequence[float], heights: Sequence[int]) -> list[int]:
    """Return tops below each other, their squared distances from the wished ones least (pool adjacent violators)."""
    offsets = list(accumulate(heights[:-1], initial=0))
    pools: list[tuple[float, int]] = []  # of slots that touch: what they wish for the first of the column, and how many they are
    for wish, offset in zip(wished, offsets, strict=True):
        mean, count = wish - offset, 1
        while pools and pools[-1][0] >= mean:
            before, members = pools.pop()
            mean, count = (mean * count + before * members) / (count + members), count + members
        pools.append((mean, count))
    starts = [max(mean, 0) for mean, count in pools for _ in range(count)]
    return [int(start // GRID) * GRID + offset for start, offset in zip(starts, offsets, strict=True)]


def _leaving(column: Sequence[Slot], shapes: Shapes, tops: Mapping[Slot, int]) -> Leaving:
    found: dict[Slot, list[int]] = {}
    for slot in column:
        for below, end in shapes[slot].leaving:
            found.setdefault(end, []).append(tops[slot] + below)
    return found


def _passing(top: int, left: int, right: int) -> tuple[Point, ...]:
    return ((left, top + PASS_IN), (right, top + PASS_OUT))


def _gutter_lines(ys: Sequence[int], entry: int, left: int, track: int, right: int) -> Iterator[tuple[Point, ...]]:
    """Yield the lines that leave for one slot: all go up or down in one track, and arrive as one."""
    yield from (((left, y), (track, y), (track, entry)) for y in ys)
    yield ((track, entry), (right, entry))
