"""A diagram under one answer, or with some of its leaves taken for one: the questions that are left, reduced again."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from rulebook.diagram.compile import Diagram, Node
from rulebook.geometry.axes import Bound


def restricted(diagram: Diagram, input: int, child: int) -> Diagram:
    """Return the diagram where the choice input at this place is answered with its option number `child`."""
    return _rebuilt(diagram, lambda leaf: leaf, lambda node: node.children[child] if node.input == input else None)


OUT = 1_000_000  # the leaf of what is left out: no decision has as many rules


def narrowed(diagram: Diagram, input: int, children: Container[int]) -> Diagram:
    """Return the diagram where the choice at this place has one of some answers: every other leads to the leaf OUT."""

    def without_others(node: Node) -> Node:
        if node.input != input:
            return node
        ends = tuple(end if place in children else -1 - OUT for place, end in enumerate(node.children))
        return replace(node, children=ends)

    return relabelled(replace(diagram, nodes=tuple(map(without_others, diagram.nodes))), lambda leaf: leaf)


def relabelled(diagram: Diagram, label_of: Callable[[int], int]) -> Diagram:
    """Return the diagram with the leaf `label_of` gives in place of each."""
    return _rebuilt(diagram, label_of, lambda node: None)


def _rebuilt(diagram: Diagram, label_of: Callable[[int], int], instead: Callable[[Node], int | None]) -> Diagram:
    """Return the diagram with other leaves, and with one child in place of each node for which `instead` names it."""
    nodes: list[Node] = []
    unique_table: dict[Node, int] = {}
    ends: list[int] = []

    def end(reference: int) -> int:
        return -1 - label_of(-1 - reference) if reference < 0 else ends[reference]

    for node in diagram.nodes:  # each stands after those it leads to
        child = instead(node)
        if child is not None:
            ends.append(end(child))
        else:
            ends.append(_add(_merged_edges(node, [end(one) for one in node.children]), nodes, unique_table))
    return Diagram(end(diagram.root), tuple(nodes), diagram.rule)


def reachable(diagram: Diagram) -> list[int]:
    """Return the nodes that can be reached, each before those it leads to."""
    found = {diagram.root} if diagram.root >= 0 else set()
    for place in range(len(diagram.nodes) - 1, -1, -1):
        if place in found:
            found.update(child for child in diagram.nodes[place].children if child >= 0)
    return sorted(found, reverse=True)


def grouped(children: tuple[int, ...]) -> dict[int, list[int]]:
    """Return, for each end, the answers that lead there, in order."""
    found: dict[int, list[int]] = {}
    for cell, child in enumerate(children):
        found.setdefault(child, []).append(cell)
    return found


def leaves(diagram: Diagram) -> set[int]:
    """Return the places of the leaves that can be reached."""
    if diagram.root < 0:
        return {-1 - diagram.root}
    return {-1 - child for place in reachable(diagram) for child in diagram.nodes[place].children if child < 0}


def shares(diagram: Diagram) -> dict[int, float]:
    """Return how often each leaf would be reached if every answer to a question were as likely as the others."""
    return {-1 - reference: round(share, 9) for reference, share in _reached(diagram).items() if reference < 0}


def asked_shares(diagram: Diagram) -> dict[int, float]:
    """Return, by the place of each input, how often it would be asked if every answer were as likely as the others."""
    found: dict[int, float] = {}
    for reference, share in _reached(diagram).items():
        if reference >= 0:
            place = diagram.nodes[reference].input
            found[place] = found.get(place, 0.0) + share
    return found


def _reached(diagram: Diagram) -> dict[int, float]:
    reached = {diagram.root: 1.0}
    for place in reachable(diagram):
        children = diagram.nodes[place].children
        for child in children:
            reached[child] = reached.get(child, 0.0) + reached[place] / len(children)
    return reached


def first_met(diagram: Diagram) -> list[int]:
    """Return the leaves in the order of a walk that takes the first answers first, and plain numbers before odd ones."""
    order: list[int] = []
    seen: set[int] = set()

    def walk(reference: int) -> None:
        if reference in seen:
            return
        seen.add(reference)
        if reference < 0:
            order.append(-1 - reference)
        else:
            for child in _in_reading_order(diagram.nodes[reference]):
                walk(child)

    walk(diagram.root)
    return order


def _in_reading_order(node: Node) -> list[int]:
    """Return a node's children: options in file order, intervals by their distance from zero, those below it and unknown last."""
    if node.bounds is None:
        return list(node.children)
    edges = (None, *node.bounds, None)
    places = sorted(range(len(node.bounds) + 1), key=lambda place: _distance_from_zero(edges[place], edges[place + 1]))
    return [node.children[place] for place in places] + list(node.children[len(places) :])


def _distance_from_zero(low: Bound | None, high: Bound | None) -> tuple[bool, float]:
    if high is not None and high <= (0, 0):
        return True, -high[0]
    return False, 0 if low is None else max(low[0], 0)


def _add(node: Node, nodes: list[Node], unique_table: dict[Node, int]) -> int:
    if len(set(node.children)) == 1:
        return node.children[0]
    if node not in unique_table:
        unique_table[node] = len(nodes)
        nodes.append(node)
    return unique_table[node]


def _merged_edges(node: Node, ends: list[int]) -> Node:
    """Return a node with new edges, neighbouring intervals that lead to one place made one."""
    if node.bounds is None:
        return Node(node.input, None, tuple(ends))
    known, unknown = ends[: len(node.bounds) + 1], ends[len(node.bounds) + 1 :]
    runs: list[tuple[Bound, int]] = [
        (bound, after) for bound, before, after in zip(node.bounds, known, known[1:], strict=False) if after != before
    ]
    children = (known[0], *(after for _, after in runs), *unknown)
    return Node(node.input, tuple(bound for bound, _ in runs), children)
