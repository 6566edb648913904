"""Lines that lead from one box to another further down, each in a lane of its own at the right of the boxes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from rulebook.picture.svg import element

LANE_GAP, MARGIN, RADIUS, ARROW_SIZE = 10, 14, 6, 7

Point = tuple[float, float]
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Wire:
    """A line in a lane: it leaves to the right at its starts and comes back as an arrow at its ends, all below."""

    lane: int
    starts: tuple[Point, ...]
    ends: tuple[Point, ...]

    @property
    def top(self) -> float:
        return min(y for _, y in self.starts)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.ends)


def lanes(spans: Mapping[Name, tuple[int, int]]) -> dict[Name, int]:
    """Return the lane of each line, short ones inside: no two that lie side by side have the same."""
    occupied: list[list[tuple[int, int]]] = []
    found = {}
    for name, span in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[1])):
        lane = next(
            (at for at, others in enumerate(occupied) if not any(_overlap(span, other) for other in others)), len(occupied)
        )
        occupied += [[]] * (lane == len(occupied))
        occupied[lane] = [*occupied[lane], span]
        found[name] = lane
    return found


def lanes_width(count: int) -> float:
    """Return how wide so many lanes are together."""
    return MARGIN + (count - 1) * LANE_GAP + 2 if count else 0


def visible_lines(wires: Sequence[Wire], right: float, top: float, bottom: float) -> Markup:
    """Return what is seen of all lines between two heights; `right` is where the boxes end."""
    down, across, under, heads = [], [], [], []
    for wire in wires:
        x = right + MARGIN + wire.lane * LANE_GAP
        first, last = max(wire.top + RADIUS, top), min(wire.bottom - RADIUS, bottom + 1)  # no seam to the next part
        if first < last:
            down.append(f"M{x:g} {first:g}V{last:g}")
        for at, y in (one for one in wire.starts if top <= one[1] < bottom):
            across.append(f"M{at:g} {y:g}H{x - RADIUS:g}q{RADIUS} 0 {RADIUS} {RADIUS}")
            under.append(f"M{min(right + 4, x - RADIUS - 2):g} {y:g}H{x - RADIUS - 2:g}")
        for at, y in (one for one in wire.ends if top <= one[1] < bottom):
            across.append(f"M{x:g} {y - RADIUS:g}q0 {RADIUS} {-RADIUS} {RADIUS}H{at + ARROW_SIZE - 1:g}")
            under.append(f"M{at + ARROW_SIZE:g} {y:g}H{x - RADIUS - 2:g}")
            heads.append(f"M{at:g} {y:g}l{ARROW_SIZE} -4v8z")
    paths = [("line", down), ("gap", under), ("line", across), ("head", heads)]
    return Markup("").join(element("path", class_=f"picture__{name}", d="".join(path)) for name, path in paths if path)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
