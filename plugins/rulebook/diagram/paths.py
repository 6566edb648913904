"""The paths to each end of a diagram, as conditions on the base inputs: exact, whatever the order of the rules."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import reduce

from rulebook.diagram.compile import Diagram, Node
from rulebook.diagram.restrict import grouped, reachable
from rulebook.geometry.axes import Bound
from rulebook.geometry.intervals import BOTTOM, TOP, merge
from rulebook.model import Input, Interval, Test

MOST_PATHS = 400  # beyond, nobody could read the paths anyway
SLACK = 2  # paths are joined greedily: so many times as many on the path may still come down to the most

Span = tuple[Bound, Bound]
Values = tuple[frozenset[str], tuple[Span, ...], bool]  # options, spans, unknown
PathTests = Mapping[str, Values]


def paths(
    diagram: Diagram, inputs: list[Input], end_of: Callable[[int], Hashable], most: int = MOST_PATHS
) -> dict[Hashable, list[dict[str, Test]]]:
    """Return, for each end, the conditions that lead to it, each as tests by input; ends with more than `most` are left out.

    `end_of` says which end a leaf is; leaves with one end are taken together.
    """
    if diagram.root < 0:
        return {end_of(-1 - diagram.root): [{}]}
    found: dict[int, dict[Hashable, list[PathTests] | None]] = {}
    for place in reversed(reachable(diagram)):
        found[place] = _paths_from(diagram.nodes[place], inputs, found, end_of, SLACK * most)
    paths_by_end = {end: each for end, each in found[diagram.root].items() if each is not None and len(each) <= most}
    return {end: [_tests(path, inputs) for path in each] for end, each in paths_by_end.items()}


def _paths_from(
    node: Node, inputs: list[Input], found: Mapping, end_of: Callable, most: int
) -> dict[Hashable, list[PathTests] | None]:
    """Return the paths from a node to each end, those that differ in one answer only made one; None where there are too many.

    An end that is too many paths below is too many paths above: each path below is part of one.
    """
    spec = inputs[node.input]
    together: dict[Hashable, list[PathTests] | None] = {}
    for child, cells in grouped(node.children).items():
        values = reduce(_union, (_values(spec, node, cell) for cell in cells))
        for end, each in ({end_of(-1 - child): [{}]} if child < 0 else found[child]).items():
            so_far = together.setdefault(end, [])
            if so_far is not None:
                together[end] = None if each is None else so_far + [{spec.id: values, **path} for path in each]
    return {end: each and _capped(_merged(each, inputs), most) for end, each in together.items()}


def _capped(found: list[PathTests], most: int) -> list[PathTests] | None:
    return found if len(found) <= most else None


def _merged(found: list[PathTests], inputs: list[Input]) -> list[PathTests]:
    """Join paths that differ in the answers to one question, and drop a question whose every answer will do."""
    paths, before = found, -1
    named = {id for path in found for id in path}
    asked = [spec for spec in inputs if spec.id in named]
    while 1 < len(paths) != before:
        before = len(paths)
        for spec in asked:
            paths = _joined_on(paths, spec)
    return paths


def _joined_on(paths: list[PathTests], spec: Input) -> list[PathTests]:
    """Join the paths that differ in one question only. A path that does not name it goes through with any answer."""
    alike: dict[frozenset, list[PathTests]] = {}
    for path in paths:
        alike.setdefault(frozenset((id, values) for id, values in path.items() if id != spec.id), []).append(path)
    return [each[0] if len(each) == 1 else _one_of(each, spec) for each in alike.values()]


def _one_of(paths: list[PathTests], spec: Input) -> PathTests:
    rest = {id: values for id, values in paths[0].items() if id != spec.id}
    if any(spec.id not in path for path in paths):
        return rest
    values = reduce(_union, (path[spec.id] for path in paths))
    return rest if _is_all(values, spec) else {**rest, spec.id: values}


def _union(one: Values, other: Values) -> Values:
    return one[0] | other[0], merge([*one[1], *other[1]]), one[2] or other[2]


def _is_all(values: Values, spec: Input) -> bool:
    options, spans, unknown = values
    known = set(spec.options) <= options if spec.type == "choice" else spans == ((BOTTOM, TOP),)
    return known and (unknown or spec.unknown is None)


def _values(spec: Input, node: Node, cell: int) -> Values:
    if node.bounds is None:
        ids = list(spec.options)
        return (frozenset((ids[cell],)), (), False) if cell < len(ids) else (frozenset(), (), True)
    edges = (BOTTOM, *node.bounds, TOP)
    return (frozenset(), ((edges[cell], edges[cell + 1]),), False) if cell <= len(node.bounds) else (frozenset(), (), True)


def _tests(path: PathTests, inputs: list[Input]) -> dict[str, Test]:
    order = [spec for spec in inputs if spec.id in path]
    return {spec.id: _test(spec, *path[spec.id]) for spec in order}


def _test(spec: Input, options: frozenset[str], spans: tuple[Span, ...], unknown: bool) -> Test:
    return Test("", options, tuple(_interval(spec, low, high) for low, high in spans), unknown)


def _interval(spec: Input, low: Bound, high: Bound) -> Interval:
    first, last = None if low == BOTTOM else low, None if high == TOP else high
    if spec.type == "integer" and first and last:
        return Interval(first[0], last[0] - 1, True, True)
    return Interval(first and first[0], last and last[0], bool(first and first[1] == 0), bool(last and last[1] == 1))
