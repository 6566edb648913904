"""Remember the situations that searches found, by their cells: most questions are answered by one of them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from rulebook.geometry.boxes import sum_bits
from rulebook.geometry.search import Point

MOST = 4_096  # situations remembered
LOOKED_AT = 100  # of those that lie right in the columns with few cells
FEW = 64  # cells of a column: with more, looking at the situations is quicker


class Found:
    """Situations: one cell a column, -1 for none. `last` is the one that was found last."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.last: Point | None = None
        self._holders: dict[int, dict[int, int]] = {}  # column → cell → the places of the points that hold it, as bits

    def add(self, point: Point) -> None:
        """Remember a situation, while there are not too many."""
        self.last = point
        if len(self.points) < MOST:
            for column, cell in enumerate(point):
                held = self._holders.setdefault(column, {})
                held[cell] = held.get(cell, 0) | 1 << len(self.points)
            self.points.append(point)

    def clear(self) -> None:
        """Forget all."""
        self.points.clear()
        self._holders.clear()
        self.last = None

    def fitting(self, asked: Sequence[tuple[int, int]], most: int) -> Iterator[Point]:
        """Yield some of the situations that lie in these cells of these columns, those found last first."""
        fit = (1 << len(self.points)) - 1
        for column, mask in asked:
            held = self._holders.get(column, {})
            if fit and len(held) <= FEW:
                fit &= sum_bits(places for cell, places in held.items() if cell >= 0 and mask >> cell & 1)
        near = (self.points[place] for place in islice(_from_the_last(fit), LOOKED_AT))
        inside = (point for point in near if all(point[column] >= 0 and mask >> point[column] & 1 for column, mask in asked))
        return islice(inside, most)


def _from_the_last(places: int) -> Iterator[int]:
    while places:
        place = places.bit_length() - 1
        yield place
        places ^= 1 << place
