"""The ways to each end of a diagram, as conditions on the base inputs: exact, whatever the order of the rules."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import reduce

from rulebook.cells import Cut
from rulebook.diagram import Diagram, Node
from rulebook.model import Input, Interval, Test
from rulebook.unary.stretches import BOTTOM, TOP, merge
from rulebook.views.restrict import grouped, reachable

MOST_WAYS = 400  # beyond, nobody could read the ways anyway
SLACK = 2  # ways are joined greedily: so many times as many on the way may still come down to the most

Stretch = tuple[Cut, Cut]
Values = tuple[frozenset[str], tuple[Stretch, ...], bool]  # options, stretches, unknown
Way = Mapping[str, Values]


def ways(
    diagram: Diagram, inputs: list[Input], end_of: Callable[[int], Hashable], most: int = MOST_WAYS
) -> dict[Hashable, list[dict[str, Test]]]:
    """Return, for each end, the conditions that lead to it, each as tests by input; ends with more than `most` are left out.

    `end_of` says which end a leaf is; leaves with one end are taken together.
    """
    if diagram.root < 0:
        return {end_of(-1 - diagram.root): [{}]}
    found: dict[int, dict[Hashable, list[Way] | None]] = {}
    for place in reversed(reachable(diagram)):
        found[place] = _ways_from(diagram.nodes[place], inputs, found, end_of, SLACK * most)
    said = {end: each for end, each in found[diagram.root].items() if each is not None and len(each) <= most}
    return {end: [_tests(way, inputs) for way in each] for end, each in said.items()}


def _ways_from(node: Node, inputs: list[Input], found: Mapping, end_of: Callable, most: int) -> dict[Hashable, list[Way] | None]:
    """Return the ways from a node to each end, those that differ in one answer only made one; None where there are too many.

    An end that is too many ways below is too many ways above: each way below is part of one.
    """
    spec, together = inputs[node.input], {}
    for child, cells in grouped(node.children).items():
        values = reduce(_union, (_values(spec, node, cell) for cell in cells))
        for end, each in ({end_of(-1 - child): [{}]} if child < 0 else found[child]).items():
            so_far = together.setdefault(end, [])
            if so_far is not None:
                together[end] = None if each is None else so_far + [{spec.id: values, **way} for way in each]
    return {end: each and _capped(_merged(each, inputs), most) for end, each in together.items()}


def _capped(found: list[Way], most: int) -> list[Way] | None:
    return found if len(found) <= most else None


def _merged(found: list[Way], inputs: list[Input]) -> list[Way]:
    """Join ways that differ in the answers to one question, and drop a question whose every answer will do."""
    ways, before = found, -1
    named = {id for way in found for id in way}
    asked = [spec for spec in inputs if spec.id in named]
    while 1 < len(ways) != before:
        before = len(ways)
        for spec in asked:
            ways = _joined(ways, spec)
    return ways


def _joined(ways: list[Way], spec: Input) -> list[Way]:
    """Join the ways that differ in one question only. A way that does not name it goes through with any answer."""
    alike: dict[frozenset, list[Way]] = {}
    for way in ways:
        alike.setdefault(frozenset((id, values) for id, values in way.items() if id != spec.id), []).append(way)
    return [each[0] if len(each) == 1 else _one_of(each, spec) for each in alike.values()]


def _one_of(ways: list[Way], spec: Input) -> Way:
    rest = {id: values for id, values in ways[0].items() if id != spec.id}
    if any(spec.id not in way for way in ways):
        return rest
    values = reduce(_union, (way[spec.id] for way in ways))
    return rest if _is_all(values, spec) else {**rest, spec.id: values}


def _union(one: Values, other: Values) -> Values:
    return one[0] | other[0], merge([*one[1], *other[1]]), one[2] or other[2]


def _is_all(values: Values, spec: Input) -> bool:
    options, stretches, unknown = values
    known = set(spec.options) <= options if spec.type == "choice" else stretches == ((BOTTOM, TOP),)
    return known and (unknown or spec.unknown is None)


def _values(spec: Input, node: Node, cell: int) -> Values:
    if node.cuts is None:
        ids = list(spec.options)
        return (frozenset((ids[cell],)), (), False) if cell < len(ids) else (frozenset(), (), True)
    edges = (BOTTOM, *node.cuts, TOP)
    return (frozenset(), ((edges[cell], edges[cell + 1]),), False) if cell <= len(node.cuts) else (frozenset(), (), True)


def _tests(way: Way, inputs: list[Input]) -> dict[str, Test]:
    order = [spec for spec in inputs if spec.id in way]
    return {spec.id: _test(spec, *way[spec.id]) for spec in order}


def _test(spec: Input, options: frozenset[str], stretches: tuple[Stretch, ...], unknown: bool) -> Test:
    return Test("", options, tuple(_interval(spec, low, high) for low, high in stretches), unknown)


def _interval(spec: Input, low: Cut, high: Cut) -> Interval:
    first, last = None if low == BOTTOM else low, None if high == TOP else high
    if spec.type == "integer" and first and last:
        return Interval(first[0], last[0] - 1, True, True)
    return Interval(first and first[0], last and last[0], bool(first and first[1] == 0), bool(last and last[1] == 1))
