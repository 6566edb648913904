"""Follow what boxes leave of a region: cells that a box alone would cover are shaved off, then the region is halved.

An *entry* is what a box still asks inside a region: the columns (as bits) in which it holds only some of the region's
cells, the cells it holds there, and the box's place. No column left: the box covers the region. One: its cells can go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import prod

from rulebook.geometry.axes import bits
from rulebook.geometry.boxes import FEW, Box, lowest, sum_bits
from rulebook.geometry.step_budget import Steps

Entry = tuple[int, Mapping[int, int], int]
EVERY = -1  # all columns, as bits
CELLS = 4096  # so many more cells in a column make each look at a box a step longer
WEIGHTS = tuple(1 << max(0, 20 - 2 * count) for count in range(21))  # a box counts for more, the fewer columns it is open in


def entry_of(pairs: Iterable[tuple[int, int]], at: int = 0) -> Entry:
    """Return a box given by the columns that it tests, each with its cells, as an entry."""
    cells = dict(pairs)
    return sum_bits(1 << column for column in cells), cells, at


def entries_of(boxes: Iterable[Box], full: Box) -> tuple[Entry, ...]:
    """Return boxes as entries: only the columns that they test."""
    return tuple(
        entry_of(((column, mask) for column, mask in enumerate(box) if mask != full[column]), at) for at, box in enumerate(boxes)
    )


def uncovered(region: Box, entries: Iterable[Entry], steps: Steps, partners: Callable[[int], int] | None = None) -> Iterator[Box]:
    """Yield disjoint boxes that together are the part of a region which no box covers. Raise OutOfSteps.

    `partners` (which boxes meet the box at a place) lets the volumes prove a region covered wherever no two of its boxes meet.
    """
    stack: list[tuple[list[int], list[Entry], int]] = [(list(region), list(entries), EVERY)]
    cost = cost_of(region)
    while stack:
        here, alive, changed = stack.pop()
        left = narrow(here, alive, changed, steps, cost)
        if left is None:
            continue
        alive = left[0]
        if not alive:
            yield tuple(here)
        elif partners is None or not _filled(here, alive, partners):
            steps.take(2 * len(alive))
            column = heaviest(alive)
            for side in _sides(here[column], masks_in(column, alive)):
                stack.append(([*here[:column], side, *here[column + 1 :]], alive, 1 << column))


def narrow(region: list[int], entries: list[Entry], changed: int, steps: Steps, cost: int) -> tuple[list[Entry], int] | None:
    """Shave off the region (in place) all that single boxes would cover; return the entries left and the columns shaved.

    One look at a box takes `cost` steps. Only entries open in the columns that changed are looked at again. None: nothing
    of the region is left uncovered.
    """
    ever = 0
    while changed:
        steps.take(len(entries) * cost)
        remaining: list[Entry] = []
        reduced = 0
        for entry in entries:
            columns, cells, at = entry
            touched = columns & changed
            if not touched and columns:
                remaining.append(entry)
                continue
            while touched:
                column = touched.bit_length() - 1
                touched ^= 1 << column
                here = region[column]
                shared = cells[column] & here
                if not shared:
                    break
                if shared == here:
                    columns ^= 1 << column
                elif shared != cells[column]:
                    cells = {**cells, column: shared}
            else:
                if columns & (columns - 1):
                    remaining.append(entry if columns == entry[0] and cells is entry[1] else (columns, cells, at))
                    continue
                if columns:
                    column = columns.bit_length() - 1
                    region[column] &= ~cells[column]
                    reduced |= columns
                if not columns or not region[column]:
                    return None
        entries, changed = remaining, reduced
        ever |= reduced
    return entries, ever


def cost_of(region: Box) -> int:
    """Return the steps that one look at a box takes: more where columns have thousands of cells."""
    return 1 + max((mask.bit_length() for mask in region), default=0) // CELLS


def heaviest(entries: Iterable[Entry], among: int = EVERY) -> int:
    """Return the column, among some, whose cells decide most: many boxes are open in it, and in few others."""
    scores: dict[int, int] = {}
    alike = Counter((columns & among, columns.bit_count()) for columns, _, _ in entries if columns & among)
    for (columns, open_in), count in alike.items():
        weight = count * WEIGHTS[min(open_in, len(WEIGHTS) - 1)]
        for column in bits(columns):
            scores[column] = scores.get(column, 0) + weight
    return max(scores, key=lambda column: (scores[column], -column))


def masks_in(column: int, entries: Iterable[Entry]) -> list[int]:
    """Return the cells of all entries that are open in a column."""
    return [cells[column] for columns, cells, _ in entries if columns >> column & 1]


def _filled(region: list[int], entries: list[Entry], partners: Callable[[int], int]) -> bool:
    """Return whether the volumes of boxes, no two of which meet here, add up to the region's."""
    sizes = [mask.bit_count() for mask in region]
    held: dict[int, int] = {}  # columns → the volumes, in these columns, of the boxes that are open in them
    for columns, cells, _ in entries:
        left, part = columns, 1
        while left:
            column = left.bit_length() - 1
            left ^= 1 << column
            part *= cells[column].bit_count()
        held[columns] = held.get(columns, 0) + part
    whole = prod(sizes)
    if sum(part * (whole // prod(sizes[column] for column in bits(columns))) for columns, part in held.items()) < whole:
        return False
    members = sum_bits(1 << at for _, _, at in entries)
    return not any(partners(at) & members for _, _, at in entries)


def _sides(whole: int, masks: list[int]) -> tuple[int, int]:
    """Return a column's cells in two parts: those that no box holds and the rest, else two halves."""
    free = whole & ~sum_bits(masks) if whole.bit_count() <= FEW else 0
    half = free or _half(whole, masks)
    return whole & ~half, half


def _half(whole: int, masks: list[int]) -> int:
    """Return a part of some cells, not empty and not all of it, that ends near the middle of where the masks end."""
    first, last = lowest(whole), whole.bit_length()
    borders = [border for mask in masks for border in (lowest(mask), mask.bit_length()) if first < border < last]
    if not borders:
        return whole & masks[0]
    borders.sort()
    return whole & ((1 << borders[len(borders) // 2]) - 1)


def covers(entry: Entry, point: Sequence[int]) -> bool:
    """Return whether an entry covers a point, one cell per column."""
    columns, cells, _ = entry
    while columns:
        column = columns.bit_length() - 1
        if not cells[column] >> point[column] & 1:
            return False
        columns ^= 1 << column
    return True
