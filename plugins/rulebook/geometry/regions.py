"""Join boxes into the regions a person would see as one gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rulebook.geometry.axes import Axis, bits
from rulebook.geometry.boxes import Box, runs, sharing, sum_bits, volume
from rulebook.geometry.cover import Entry


def regions(pieces: Iterable[Box], axes: Sequence[Axis]) -> list[list[Box]]:
    """Return connected groups of disjoint boxes, each with its largest box first.

    Two situations are neighbours if they differ in one column only: by any two options, or by cells that touch.
    """
    boxes = simplified(pieces, axes)
    near = _neighbours(boxes, axes)
    left = (1 << len(boxes)) - 1
    groups = []
    while left:
        group, new = 0, left & -left
        while new:
            group |= new
            left &= ~new
            new = sum_bits(near(boxes[at]) for at in bits(new)) & left
        groups.append(sorted((boxes[at] for at in bits(group)), key=volume, reverse=True))
    return groups


def simplified(pieces: Iterable[Box], axes: Sequence[Axis]) -> list[Box]:
    """Return the same situations in fewer boxes, each in one piece: those that differ in one column only are joined."""
    boxes = sorted(set(pieces))
    before = None
    while before != boxes:
        before = boxes
        for column, axis in enumerate(axes):
            merged: dict[Box, int] = {}
            for box in boxes:
                rest = box[:column] + box[column + 1 :]
                merged[rest] = merged.get(rest, 0) | box[column]
            boxes = [(*rest[:column], run, *rest[column:]) for rest, mask in merged.items() for run in _runs(axis, mask)]
        boxes.sort()
    return boxes


def expanded(cells: Box, entries: Sequence[Entry], axes: Sequence[Axis]) -> Box:
    """Return a box around cells that no entry covers and that can be made wider in no column; each is in one piece."""
    box = list(cells)
    apart = [{column for column, mask in tests.items() if not mask & box[column]} for _, tests, _ in entries]
    tested: list[list[tuple[int, int]]] = [[] for _ in axes]
    for at, (_, tests, _) in enumerate(entries):
        for column, mask in tests.items():
            tested[column].append((at, mask))
    for column, axis in enumerate(axes):
        excluded = sum_bits(mask for at, mask in tested[column] if apart[at] == {column})
        box[column] = next(run for run in _runs(axis, axis.full & ~excluded) if run & cells[column])
        for at, mask in tested[column]:
            if mask & box[column]:
                apart[at].discard(column)
    return tuple(box)


def _runs(axis: Axis, mask: int) -> list[int]:
    """Return the connected parts of a column's cells: runs of numbers, unless unknown ties them together."""
    return [mask] if axis.kind == "choice" or mask >> axis.known else list(runs(mask))


def _neighbours(boxes: Sequence[Box], axes: Sequence[Axis]) -> Callable[[Box], int]:
    """Return a function from a box to the bit set of those that meet it or touch it in the one column that parts them."""
    columns = [sharing([box[column] for box in boxes]) for column in range(len(axes))]

    def near(box: Box) -> int:
        once = twice = 0
        touching = (1 << len(boxes)) - 1
        for axis, shares, mask in zip(axes, columns, box, strict=True):
            apart = ~shares(mask)
            twice |= once & apart
            once |= apart
            touching &= shares(_and_next(axis, mask))
        return touching & ~twice

    return near


def _and_next(axis: Axis, mask: int) -> int:
    """Return cells with those that touch them: any option touches any other, unknown touches every number."""
    if axis.kind == "choice" or mask >> axis.known:
        return axis.full
    return (mask | mask << 1 | mask >> 1 | 1 << axis.known) & axis.full
