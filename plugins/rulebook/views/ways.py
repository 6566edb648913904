"""The ways to each end of a diagram, as conditions on the base inputs: exact, whatever the order of the rules."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import reduce

from rulebook.cells import Cut
from rulebook.diagram import Diagram, Node
from rulebook.model import Input, Interval, Test
from rulebook.unary.stretches import BOTTOM, TOP, merge
from rulebook.views.restrict import reachable

MOST_PATHS = 400  # beyond, nobody could read the ways anyway

Stretch = tuple[Cut, Cut]
Values = tuple[frozenset[str], tuple[Stretch, ...], bool]  # options, stretches, unknown
Way = Mapping[str, Values]


def ways(diagram: Diagram, inputs: list[Input], end_of: Callable[[int], Hashable]) -> dict[Hashable, list[dict[str, Test]]]:
    """Return, for each end, the conditions that lead to it, each as tests by input; {} where there are too many.

    `end_of` says which end a leaf is; leaves with one end are taken together.
    """
    if diagram.root < 0:
        return {end_of(-1 - diagram.root): [{}]}
    found: dict[int, dict[Hashable, list[Way]]] = {}
    for place in reversed(reachable(diagram)):
        found[place] = _ways_from(diagram.nodes[place], inputs, found, end_of)
        if sum(len(each) for each in found[place].values()) > MOST_PATHS:
            return {}
    return {end: [_tests(way, inputs) for way in each] for end, each in found[diagram.root].items()}


def _ways_from(node: Node, inputs: list[Input], found: Mapping, end_of: Callable) -> dict[Hashable, list[Way]]:
    """Return the ways from a node to each end, those that differ in one answer only made one."""
    spec, together = inputs[node.input], {}
    for cell, child in enumerate(node.children):
        ends = {end_of(-1 - child): [{}]} if child < 0 else found[child]
        for end, each in ends.items():
            for way in each:
                together.setdefault(end, []).append({spec.id: _values(spec, node, cell), **way})
    return {end: _merged(each, inputs) for end, each in together.items()}


def _merged(found: list[Way], inputs: list[Input]) -> list[Way]:
    """Join ways that differ in the answers to one question, and drop a question whose every answer will do."""
    ways, before = found, -1
    while len(ways) != before:
        before = len(ways)
        for spec in inputs:
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
