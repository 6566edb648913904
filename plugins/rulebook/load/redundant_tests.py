"""Find what a test says in vain: values that let nothing more through, and lists that every number passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_

from rulebook.geometry.axes import Axis, ends, input_axis
from rulebook.geometry.boxes import lowest, runs, sum_bits
from rulebook.geometry.notation import interval_test
from rulebook.load import unary
from rulebook.load.unary import Column
from rulebook.load.unary.notations import TWO_SIDED, between
from rulebook.model import Figure, Input, Test


def redundant_tests(
    written: str | Sequence[str], test: Test, column: Column, spec: Input | None, figures: Mapping[str, Figure]
) -> list[tuple[str, str]]:
    """Return what is in vain in a test without faults, each with its cure. `spec` is the input; None: a decision is tested."""
    if isinstance(written, str):
        return list(_beyond(written, test, spec)) if spec and spec.range else []
    items = list(written)
    tests = [one for one in (unary.parse(item, column, figures)[0] for item in items) if one is not None]
    axis = input_axis(spec, tests) if spec else Axis(column.id, "choice", values=column.options or ())
    masks = [axis.mask(one) for one in tests]
    beyond = [fault for item, one in zip(items, tests, strict=True) if spec for fault in _beyond(item, one, spec)]
    return list(_passed_by_all(axis, items, masks)) or [
        *beyond,
        *_outside(axis, items, masks),
        *_adding_nothing(axis, items, masks),
    ]


def _passed_by_all(axis: Axis, items: Sequence[str], masks: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the fault of a list of numbers that every number passes, where what all of them hold was probably meant."""
    known = (1 << axis.known) - 1
    numbers = [mask & known for mask in masks if mask & known]
    if axis.kind == "choice" or sum_bits(numbers) != known or known in numbers:
        return
    shared = reduce(and_, numbers)
    if shared in runs(shared):
        first, last = lowest(shared), shared.bit_length()
        two = TWO_SIDED.fullmatch(", ".join(items))
        meant = (between(two) if two else None) or interval_test(axis.kind, axis.edges[first], axis.edges[last])
        yield (
            f"every number passes one of {_listed(items)}: a list lets through what passes any of them.",
            f'You probably meant the interval "{meant}".',
        )


def _beyond(item: str, test: Test, spec: Input) -> Iterator[tuple[str, str]]:
    """Yield the fault of an interval of which a part, and not all, lies outside the range."""
    if not spec.range or len(test.intervals) != 1:
        return
    one = test.intervals[0]
    if one.low is None or one.high is None or (spec.range.low or 0) < one.low < one.high < (spec.range.high or 0):
        return  # open ends are meant, and most intervals lie well within
    (start, end), (low, high) = ends(spec.type, one), ends(spec.type, spec.range)
    if start and end and not (low and end <= low) and not (high and start >= high):
        first, last = max(start, low or start), min(end, high or end)
        if (first, last) != (start, end):
            meant = interval_test(spec.type, first, last)
            yield f'"{item}" goes beyond the range {interval_test(spec.type, low, high)}.', f'Write "{meant}".'


def _outside(axis: Axis, items: Sequence[str], masks: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the values that lie outside the range, where others do not: a test of which all do is told with its rule."""
    for item, mask in zip(items, masks, strict=True):
        if not mask and any(masks):
            yield (
                f'"{item}" lies outside the range {interval_test(axis.kind, axis.low, axis.high)}.',
                "Take it out, or correct it.",
            )


def _adding_nothing(axis: Axis, items: Sequence[str], masks: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the items, the last ones first, that let through only what the other items do."""
    left = dict(enumerate(masks))
    for at in reversed(range(len(masks))):
        others = sum_bits(mask for place, mask in left.items() if place != at)
        if masks[at] and not masks[at] & ~others:
            del left[at]
            yield f'"{items[at]}" in {_listed(items)} lets nothing more through than the other values.', "Take it out."


def _listed(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"
