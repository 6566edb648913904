"""Exact geometry on boxes of cells: what two boxes share, and which of many boxes meet.

Nothing is sampled and nothing is multiplied out: there are bit sets of boxes per column and per place where boxes begin
and end there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

Box = tuple[int, ...]  # for each column, its cells as bits

FEW = 64  # up to so many different masks, comparing with all of them is quicker than sorting them
MANY = 4096  # from so many boxes on, only one in STRIDE of the unions that answer at once is kept: memory against time
STRIDE = 8
REMEMBERED = 4096

Spans = list[tuple[int, int, int]]  # first cell, last cell, place of the box


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


def finder(boxes: Sequence[Box]) -> Callable[[Box], int]:
    """Return a function from any box to the bit set of those that share a situation with it."""
    everyone = (1 << len(boxes)) - 1
    shares = [sharing([box[column] for box in boxes]) for column in range(len(boxes[0]) if boxes else 0)]

    def near(box: Box) -> int:
        found = everyone
        for column, mask in zip(shares, box, strict=False):
            found &= column(mask)
        return found

    return near


def sum_bits(sets: Iterable[int]) -> int:
    """Return the union of bit sets."""
    union = 0
    for held in sets:
        union |= held
    return union


def lowest(mask: int) -> int:
    """Return the place of the lowest bit that is set."""
    return (mask & -mask).bit_length() - 1


def runs(mask: int) -> Iterator[int]:
    """Yield the parts of a mask in which the bits stand side by side, lowest first."""
    while mask:
        run = mask & ~(mask + (mask & -mask))
        yield run
        mask ^= run


def sharing(masks: Sequence[int]) -> Callable[[int], int]:
    """Return a function from a mask of one column to the bit set of the boxes that share a cell with it there."""
    owners: dict[int, list[int]] = {}
    for at, mask in enumerate(masks):
        owners.setdefault(mask, []).append(at)
    if len(owners) <= FEW:
        held = [(mask, _set(places)) for mask, places in owners.items()]
        return lru_cache(REMEMBERED)(lambda mask: sum_bits(found for other, found in held if mask & other))
    layers = [
        (_running((span[0], span[2]) for span in one), _running((span[1], span[2]) for span in one)) for one in _layers(masks)
    ]

    def share(mask: int) -> int:
        found = 0
        for run in runs(mask):
            first, last = lowest(run), run.bit_length() - 1
            for started_before, ended_before in layers:
                found |= started_before(last + 1) & ~ended_before(first)
        return found

    return share


def _layers(masks: Sequence[int]) -> list[Spans]:
    """Return the runs of all masks in layers, each with at most one run of every box."""
    layers: list[Spans] = []
    for at, mask in enumerate(masks):
        for depth, run in enumerate(runs(mask)):
            if depth == len(layers):
                layers.append([])
            layers[depth].append((lowest(run), run.bit_length() - 1, at))
    return layers


def _running(ends: Iterable[tuple[int, int]]) -> Callable[[int], int]:
    """Return a function from a place to the bit set of the boxes that are marked before it."""
    ordered = sorted(ends)
    places = [place for place, _ in ordered]
    stride = 1 if len(ordered) < MANY else STRIDE
    unions = [0]
    union = 0
    for count, (_, at) in enumerate(ordered, 1):
        union |= 1 << at
        if count % stride == 0 or count == len(ordered):
            unions.append(union)
    if stride == 1:
        return lambda place: unions[bisect_left(places, place)]

    def before(place: int) -> int:
        end = bisect_left(places, place)
        start, left = divmod(end, stride)
        return unions[start] | _set(at for _, at in ordered[end - left : end]) if left else unions[start]

    return before


def _set(places: Iterable[int]) -> int:
    union = 0
    for at in places:
        union |= 1 << at
    return union
