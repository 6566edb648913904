"""Exact geometry on boxes of cells: which boxes meet, and what a set of boxes leaves uncovered.

Nothing is sampled and nothing is multiplied out. `meeting` keeps one bit set of boxes per column and cell boundary;
`uncovered` compares the boxes' summed volume with the region's and halves the region where they differ.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from rulebook.geometry.axes import bits
from rulebook.geometry.tables import Box

FEW = 64  # below this many different masks, comparing all pairs is quicker than sorting them


def meet(one: Box, other: Box) -> Box | None:
    """Return the cells that two boxes share, or None."""
    shared = tuple(map(int.__and__, one, other))
    return shared if all(shared) else None


def volume(box: Box) -> int:
    """Return how many situations (one cell per column) a box holds."""
    product = 1
    for mask in box:
        product *= mask.bit_count()
    return product


def meeting(boxes: Sequence[Box]) -> list[int]:
    """Return, for each box, the bit set of the other boxes that share a situation with it."""
    near = finder(boxes)
    found = [near(box) & ~(1 << at) for at, box in enumerate(boxes)]
    for at, box in enumerate(boxes):
        for other in bits(found[at] >> at + 1):
            if meet(box, boxes[at + 1 + other]) is None:
                found[at] &= ~(1 << at + 1 + other)
                found[at + 1 + other] &= ~(1 << at)
    return found


def finder(boxes: Sequence[Box]) -> Callable[[Box], int]:
    """Return a function from any box to the bit set of those that may meet it: all that do, and few that do not."""
    everyone = (1 << len(boxes)) - 1
    touching = [_touching([box[column] for box in boxes]) for column in range(len(boxes[0]) if boxes else 0)]

    def near(box: Box) -> int:
        found = everyone
        for column, mask in zip(touching, box, strict=True):
            found &= column(mask)
        return found

    return near


def _touching(masks: Sequence[int]) -> Callable[[int], int]:
    """Return a function from a mask of one column to the bit set of the boxes that may share a cell with it there."""
    owners: dict[int, int] = {}
    for at, mask in enumerate(masks):
        owners[mask] = owners.get(mask, 0) | 1 << at
    if len(owners) <= FEW:
        return cache(lambda mask: sum_bits(held for other, held in owners.items() if mask & other))
    starts, begun = _running([(_first(mask), held) for mask, held in owners.items() if mask])
    lasts, ended = _running([(mask.bit_length() - 1, held) for mask, held in owners.items() if mask])

    def touching(mask: int) -> int:
        if not mask:
            return 0
        return begun[bisect_right(starts, mask.bit_length() - 1)] & ~ended[bisect_left(lasts, _first(mask))]

    return touching


def sum_bits(sets: Iterable[int]) -> int:
    """Return the union of bit sets."""
    union = 0
    for held in sets:
        union |= held
    return union


def _first(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def _running(marks: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return the places in order and, before each and after the last, the union of all that came before."""
    places: list[int] = []
    unions = [0]
    for place, held in sorted(marks):
        if places and places[-1] == place:
            unions[-1] |= held
        else:
            places.append(place)
            unions.append(unions[-1] | held)
    return places, unions


def uncovered(region: Box, boxes: Sequence[Box], partners: Sequence[int] | None = None) -> Iterator[Box]:
    """Yield disjoint boxes that together are the part of a region which no box covers.

    `partners` (from `meeting`) lets the volumes prove a region covered wherever no two of its boxes meet.
    """
    entries = [(at, shared) for at, box in enumerate(boxes) if (shared := meet(region, box)) is not None]
    stack = [(region, entries)]
    while stack:
        region, entries = stack.pop()
        if not entries:
            yield region
        elif not _covered(region, entries, partners):
            stack.extend(_halves(region, entries))


def _covered(region: Box, entries: list[tuple[int, Box]], partners: Sequence[int] | None) -> bool:
    if any(box == region for _, box in entries):
        return True
    if partners is None or sum(volume(box) for _, box in entries) < volume(region):
        return False
    members = sum_bits(1 << at for at, _ in entries)
    return not any(partners[at] & members for at, _ in entries)


def _halves(region: Box, entries: list[tuple[int, Box]]) -> list[tuple[Box, list[tuple[int, Box]]]]:
    """Split a region in the column that most boxes cut, near the middle of where they cut it."""
    column = max(range(len(region)), key=lambda at: sum(box[at] != region[at] for _, box in entries))
    half = _half(region[column], [box[column] for _, box in entries if box[column] != region[column]])
    return [_part(region, entries, column, side) for side in (region[column] & ~half, half)]


def _half(whole: int, masks: list[int]) -> int:
    """Return a part of a mask, not empty and not all of it, that ends where some of the masks do."""
    first, last = _first(whole), whole.bit_length()
    borders = [border for mask in masks for border in (_first(mask), mask.bit_length()) if first < border < last]
    if not borders:
        return whole & masks[0]
    borders.sort()
    return whole & ((1 << borders[len(borders) // 2]) - 1)


def _part(region: Box, entries: list[tuple[int, Box]], column: int, side: int) -> tuple[Box, list[tuple[int, Box]]]:
    part = (*region[:column], side, *region[column + 1 :])
    kept = [(at, (*box[:column], shared, *box[column + 1 :])) for at, box in entries if (shared := box[column] & side)]
    return part, kept
