"""Lines that lead from one box to another further down, each in a lane of its own at the right of the boxes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from rulebook.picture.svg import element

APART, BESIDE, BEND, HEAD = 10, 14, 6, 7

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
    taken: list[list[tuple[int, int]]] = []
    found: dict[Name, int] = {}
    for name, span in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[1])):
        lane = next((at for at, others in enumerate(taken) if not any(_meet(span, other) for other in others)), len(taken))
        taken += [[]] * (lane == len(taken))
        taken[lane] = [*taken[lane], span]
        found[name] = lane
    return found


def room(count: int) -> float:
    """Return how wide so many lanes are together."""
    return BESIDE + (count - 1) * APART + 2 if count else 0


def drawn(wires: Sequence[Wire], right: float, top: float, bottom: float) -> Markup:
    """Return what is seen of all lines between two heights; `right` is where the boxes end."""
    down, across, under, heads = [], [], [], []
    for wire in wires:
        x = right + BESIDE + wire.lane * APART
        first, last = max(wire.top + BEND, top), min(wire.bottom - BEND, bottom + 1)  # no seam to the next part
        if first < last:
            down.append(f"M{x:g} {first:g}V{last:g}")
        for at, y in (one for one in wire.starts if top <= one[1] < bottom):
            across.append(f"M{at:g} {y:g}H{x - BEND:g}q{BEND} 0 {BEND} {BEND}")
            under.append(f"M{min(right + 4, x - BEND - 2):g} {y:g}H{x - BEND - 2:g}")
        for at, y in (one for one in wire.ends if top <= one[1] < bottom):
            across.append(f"M{x:g} {y - BEND:g}q0 {BEND} {-BEND} {BEND}H{at + HEAD - 1:g}")
            under.append(f"M{at + HEAD:g} {y:g}H{x - BEND - 2:g}")
            heads.append(f"M{at:g} {y:g}l{HEAD} -4v8z")
    paths = [("line", down), ("gap", under), ("line", across), ("head", heads)]
    return Markup("").join(element("path", class_=f"picture__{name}", d="".join(path)) for name, path in paths if path)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
