"""The inputs of two rulebooks side by side: one set of cells for both, and what each cell is to either of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rulebook.cli.diff.matching import Pair, pairs
from rulebook.geometry.axes import Axis, axes_of
from rulebook.model import UNKNOWN, Input, Number, Rulebook

Value = str | Number
Cells = tuple[Value | None, ...]  # what one side calls each cell; None: it has no such answer
Options = dict[str, str | None]  # the name of a cell → one side's option; None: it has no such option


@dataclass(frozen=True)
class Column:
    """One input of both. `ids` and `cells` are (old, new); the axis is cut wherever one of them is, and goes by the new id."""

    axis: Axis
    ids: Pair
    cells: tuple[Cells, Cells]

    @cached_property
    def domains(self) -> tuple[int, int]:
        """Return the cells that are answers on either side: all of them where that side does not have the input."""
        known = (sum(1 << at for at, value in enumerate(cells) if value is not None) for cells in self.cells)
        old, new = (self.axis.full if id is None else mask for id, mask in zip(self.ids, known, strict=True))
        return old, new

    def pick(self, mask: int, gone: bool) -> Value:
        """Return the simplest of several cells: one that both sides know, else one of the new side (the old one if `gone`)."""
        old, new = self.domains
        return self.axis.pick(mask & old & new or mask & (old if gone else new) or mask)


def columns_of(old: Rulebook, new: Rulebook, inputs: Sequence[Pair]) -> list[Column]:
    """Return a column for each pair of inputs, in their order."""
    axes = [axes_of(one, one.decisions.values()) for one in (old, new)]
    return [_column((old.inputs, new.inputs), axes, pair) for pair in inputs]


def _column(inputs: tuple[Mapping[str, Input], Mapping[str, Input]], axes: Sequence[Mapping[str, Axis]], pair: Pair) -> Column:
    """Return the column of a pair. Where the type changed, it has the cells of the new one, and the old side has none of them."""
    before, after = (side[id] if id else None for side, id in zip(axes, pair, strict=True))
    axis = after or before
    assert axis is not None, "a pair holds at least one thing"
    options: tuple[Options, Options] = ({}, {})
    if before and after and before.kind == after.kind == "choice":
        options = _options(pairs(inputs[0][before.id].options, inputs[1][after.id].options))
        axis = replace(after, values=tuple(options[0] | options[1]), unknown=before.unknown or after.unknown)
    elif before and after and before.kind == after.kind:
        axis = _both_numbers(before, after)
    return Column(axis, pair, (_cells(axis, before, options[0]), _cells(axis, after, options[1])))


def _options(found: Sequence[Pair]) -> tuple[Options, Options]:
    """Return each side's options by the names of the cells: the new ids, and the old ones of what is gone or was two."""
    times = Counter(after for _, after in found)
    names = [(before if before and (after is None or times[after] > 1) else after) or "" for before, after in found]
    old, new = ({name: pair[side] for name, pair in zip(names, found, strict=True)} for side in (0, 1))
    return old, new


def _both_numbers(before: Axis, after: Axis) -> Axis:
    """Return an axis that is cut wherever one of two is, from the lower of their ends to the higher."""
    low = None if before.low is None or after.low is None else min(before.low, after.low)
    high = None if before.high is None or after.high is None else max(before.high, after.high)
    ends = {end for axis in (before, after) for end in (axis.low, axis.high) if end is not None} - {low, high}
    bounds = tuple(sorted({*before.bounds, *after.bounds, *ends}))
    return replace(after, bounds=bounds, low=low, high=high, unknown=before.unknown or after.unknown)


def _cells(axis: Axis, own: Axis | None, options: Options) -> Cells:
    """Return what a side calls the cells of the axis."""
    if own is None or own.kind != axis.kind:
        return (None,) * axis.size
    known: list[Value | None] = (
        [options.get(name, name) for name in axis.values]
        if axis.kind == "choice"
        else [one if _holds(own, one) else None for one in map(axis.simplest, range(axis.known))]
    )
    return (*known, *[UNKNOWN if own.unknown else None] * axis.unknown)


def _holds(axis: Axis, value: Value) -> bool:
    """Return whether a number lies in the range of an axis: outside of it there is nothing to decide."""
    if isinstance(value, str):
        return False
    return (axis.low is None or (value, 0) >= axis.low) and (axis.high is None or (value, 0) < axis.high)
