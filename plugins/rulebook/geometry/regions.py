"""Join boxes into the regions a person would see as one gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rulebook.geometry.axes import Axis
from rulebook.geometry.boxes import volume
from rulebook.geometry.tables import Box


def regions(pieces: Iterable[Box], axes: Sequence[Axis]) -> list[list[Box]]:
    """Return connected groups of disjoint boxes, each with its largest box first.

    Two situations are neighbours if they differ in one column only: by any two options, or by cells that touch.
    """
    boxes = simplified(pieces, axes)
    groups: list[list[Box]] = []
    for box in boxes:
        near = [group for group in groups if any(_neighbours(box, other, axes) for other in group)]
        groups = [group for group in groups if group not in near] + [[box] + [one for group in near for one in group]]
    return [sorted(group, key=volume, reverse=True) for group in groups]


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


def _runs(axis: Axis, mask: int) -> list[int]:
    """Return the connected parts of a column's cells: stretches of numbers, unless unknown ties them together."""
    if axis.kind == "choice" or mask >> axis.known:
        return [mask]
    runs = []
    while mask:
        low = mask & -mask
        run = mask & ~(mask + low)
        runs.append(run)
        mask ^= run
    return runs


def _neighbours(one: Box, other: Box, axes: Sequence[Axis]) -> bool:
    apart = [at for at in range(len(axes)) if not one[at] & other[at]]
    return not apart or (len(apart) == 1 and _touch(axes[apart[0]], one[apart[0]], other[apart[0]]))


def _touch(axis: Axis, one: int, other: int) -> bool:
    if axis.kind == "choice":
        return True
    unknown = 1 << axis.known
    return bool((one | other) & unknown or (one << 1 | one >> 1) & other)
