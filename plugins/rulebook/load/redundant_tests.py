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
from rulebook.load.unary.notations import NEGATION, TWO_SIDED, between
from rulebook.model import Figure, Input, Interval, Test


def redundant_tests(
    written: str | Sequence[str], test: Test, column: Column, spec: Input | None, figures: Mapping[str, Figure]
) -> list[tuple[str, str]]:
    """Return what is in vain in a test without faults, each with its cure. `spec` is the input; None: a decision is tested."""
    items = [written] if isinstance(written, str) else list(written)
    negated = [fault for item in items for fault in _inside_a_negation(item, column, spec, figures)]
    if isinstance(written, str):
        return negated or (list(_beyond(written, test, spec)) if spec and spec.range else [])
    axis, tests, masks = _laid_out(items, column, spec, figures)
    beyond = [fault for item, one in zip(items, tests, strict=True) if spec for fault in _beyond(item, one, spec)]
    return list(_passed_by_all(axis, items, masks)) or [
        *negated,
        *beyond,
        *_outside(axis, items, tests),
        *_adding_nothing(axis, items, masks),
    ]


def _laid_out(
    items: Sequence[str], column: Column, spec: Input | None, figures: Mapping[str, Figure]
) -> tuple[Axis, list[Test], list[int]]:
    """Return an axis cut by these items alone, the test of each, and the cells that it lets through."""
    tests = [one for one in (unary.parse(item, column, figures)[0] for item in items) if one is not None]
    axis = input_axis(spec, tests) if spec else Axis(column.id, "choice", values=column.options or ())
    return axis, tests, [axis.mask(one) for one in tests]


def _inside_a_negation(item: str, column: Column, spec: Input | None, figures: Mapping[str, Figure]) -> Iterator[tuple[str, str]]:
    """Yield what `not(…)` names in vain: what cannot occur, or what it names already."""
    found = NEGATION.fullmatch(item.strip())
    if found:
        names = [name.strip() for name in found[1].split(",")]
        axis, tests, masks = _laid_out(names, column, spec, figures)
        yield from _outside(axis, names, tests, alone=True)
        yield from _adding_nothing(axis, names, masks, f"not({', '.join(names)})")


def _passed_by_all(axis: Axis, items: Sequence[str], masks: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the fault of a list that everything passes: of numbers, where what all of them hold was probably meant."""
    known = (1 << axis.known) - 1
    passing = [mask & known for mask in masks if mask & known]
    if sum_bits(passing) != known or known in passing:
        return
    shared = reduce(and_, passing)
    if any(NEGATION.fullmatch(item.strip()) for item in items):
        message = f"everything passes one of {_listed(items)}: a list lets through what passes any of them."
        yield message, "Take out what is not meant, or the whole test."
    elif axis.kind != "choice" and shared in runs(shared):
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


def _outside(axis: Axis, items: Sequence[str], tests: Sequence[Test], alone: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the values that cannot occur, where others can, or `alone`: a test of which none can is told with its rule."""
    masks = [axis.mask(one) for one in tests]
    for item, one, mask in zip(items, tests, masks, strict=True):
        if not mask and (alone or any(masks)):
            outside = f"lies outside the range {interval_test(axis.kind, axis.low, axis.high)}"
            why = outside if any(_nonempty(axis.kind, held) for held in one.intervals) else "holds no whole number"
            yield f'"{item}" {why}.', "Take it out, or correct it."


def _nonempty(kind: str, interval: Interval) -> bool:
    start, end = ends(kind, interval)
    return start is None or end is None or start < end


def _adding_nothing(
    axis: Axis, items: Sequence[str], masks: Sequence[int], listed: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the items, the last ones first, that let through only what the others do; `listed` if these stand in not()."""
    left = dict(enumerate(masks))
    for at in reversed(range(len(masks))):
        others = sum_bits(mask for place, mask in left.items() if place != at)
        if masks[at] and not masks[at] & ~others:
            del left[at]
            more = "names nothing more" if listed else "lets nothing more through"
            yield f'"{items[at]}" in {listed or _listed(items)} {more} than the other values.', "Take it out."


def _listed(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"
