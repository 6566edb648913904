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


def idle_tests(
    written: str | Sequence[str], column: Column, spec: Input | None, figures: Mapping[str, Figure]
) -> list[tuple[str, str]]:
    """Return what is in vain in a test without faults, each with its cure. `spec` is the input; None: a decision is tested."""
    items = [written] if isinstance(written, str) else list(written)
    tests = [test for test in (unary.parse(item, column, figures)[0] for item in items) if test is not None]
    if len(tests) < len(items):
        return []  # "-": it does not matter
    axis = input_axis(spec, tests) if spec else Axis(column.id, "choice", values=column.options or ())
    masks = [axis.mask(test) for test in tests]
    return list(_passed_by_all(axis, items, masks)) or [
        *_beyond(axis, items, tests, masks),
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


def _beyond(axis: Axis, items: Sequence[str], tests: Sequence[Test], masks: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the items that lie outside the range, and the intervals that go beyond it."""
    if axis.kind == "choice" or not sum_bits(masks):
        return  # a test that lets nothing through is told with its rule
    for item, test, mask in zip(items, tests, masks, strict=True):
        within = f"the range {interval_test(axis.kind, axis.low, axis.high)}"
        if not mask:
            yield f'"{item}" lies outside {within}.', "Take it out, or correct it."
        elif len(test.intervals) == 1 and not test.unknown:
            start, end = ends(axis.kind, test.intervals[0])
            if start and end and ((axis.low and start < axis.low) or (axis.high and end > axis.high)):
                low = max(start, axis.low) if axis.low else start
                high = min(end, axis.high) if axis.high else end
                yield f'"{item}" goes beyond {within}.', f'Write "{interval_test(axis.kind, low, high)}".'


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
