"""Two diagrams walked side by side: which of their leaves one situation reaches together, each with such a situation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rulebook.diagram.compile import Diagram, Node
from rulebook.geometry.axes import Axis, Bound
from rulebook.geometry.step_budget import Steps
from rulebook.model import UNKNOWN, Number

Leaves = tuple[int, int]
Situation = Mapping[str, str | Number]  # answers that lead there; any answer to another input will do


def joint_leaves(
    one: Diagram, other: Diagram, axes: Sequence[Axis], steps: Steps, wanted: Leaves | None = None
) -> dict[Leaves, Situation]:
    """Return the pairs of leaves that one situation reaches, of simple situations the first; only the `wanted` pair if given.

    `axes` are those of the inputs, by their places. No two nodes are looked at together twice, so the work is at most the
    product of the two sizes. Raise OutOfSteps.
    """
    return _Walk(one, other, axes, steps, wanted).found()


def leaves_together(diagrams: Sequence[Diagram], steps: Steps) -> set[tuple[int, ...]]:
    """Return every combination of leaves, one of each diagram, that one situation reaches. Raise OutOfSteps."""
    nodes = [diagram.nodes for diagram in diagrams]
    roots = tuple(diagram.root for diagram in diagrams)
    seen, waiting = {roots}, [roots]
    found: set[tuple[int, ...]] = set()
    while waiting:
        refs = waiting.pop()
        steps.take(1)
        if max(refs) < 0:
            found.add(tuple(-1 - ref for ref in refs))
            continue
        ahead = _ahead(refs, [nodes[at][ref] if ref >= 0 else None for at, ref in enumerate(refs)]) - seen
        seen |= ahead
        waiting.extend(ahead)
    return found


def _ahead(refs: tuple[int, ...], reached: Sequence[Node | None]) -> set[tuple[int, ...]]:
    """Return where the answers to the first input that is asked lead."""
    asked = min(node.input for node in reached if node)
    asking = [node if node and node.input == asked else None for node in reached]
    first = next(node for node in asking if node)
    if first.bounds is None:
        cells = [[node.children[at] if node else ref for node, ref in zip(asking, refs, strict=True)] for at in _places(first)]
        return set(map(tuple, cells))
    edges = [None, *sorted({bound for node in asking if node for bound in node.bounds or ()})]
    unknown = [-1] * (len(first.children) > len(first.bounds) + 1)
    return {
        tuple(_below(node, edge) if node else ref for node, ref in zip(asking, refs, strict=True)) for edge in [*edges, *unknown]
    }


def _places(node: Node) -> range:
    return range(len(node.children))


def _below(node: Node, edge: Bound | int | None) -> int:
    """Return where the numbers above an edge lead; None stands below all of them, -1 for unknown."""
    if isinstance(edge, int):
        return node.children[edge]
    return node.children[0 if edge is None else sum(bound <= edge for bound in node.bounds or ())]


class _Walk:
    def __init__(self, one: Diagram, other: Diagram, axes: Sequence[Axis], steps: Steps, wanted: Leaves | None) -> None:
        self.nodes = one.nodes, other.nodes
        self.roots = one.root, other.root
        self.axes, self.steps = axes, steps
        self.wanted = wanted and (-1 - wanted[0], -1 - wanted[1])

    def found(self) -> dict[Leaves, Situation]:
        met: dict[Leaves, Situation] = {}
        seen = {self.roots}
        waiting: list[tuple[tuple[int, int], Situation]] = [(self.roots, {})] if self._may_lead(self.roots) else []
        while waiting:
            refs, so_far = waiting.pop()
            self.steps.take(1)
            if max(refs) < 0:
                met[-1 - refs[0], -1 - refs[1]] = so_far
                if self.wanted:
                    break
                continue
            ahead = [
                (name, value, ends) for name, value, ends in self._answers(refs) if ends not in seen and self._may_lead(ends)
            ]
            fresh = {ends: {**so_far, name: value} for name, value, ends in reversed(ahead)}  # of several the simplest stays
            seen.update(fresh)
            waiting.extend(fresh.items())
        return met

    def _may_lead(self, refs: tuple[int, int]) -> bool:
        """Return whether the wanted leaves may still be reached."""
        return self.wanted is None or all(ref >= 0 or ref == leaf for ref, leaf in zip(refs, self.wanted, strict=True))

    def _answers(self, refs: tuple[int, int]) -> Iterator[tuple[str, str | Number, tuple[int, int]]]:
        """Yield the answers to the first input that is asked, simple ones first, and where each leads."""
        reached = [self.nodes[at][ref] if ref >= 0 else None for at, ref in enumerate(refs)]
        asked = min(node.input for node in reached if node)
        nodes = [node if node and node.input == asked else None for node in reached]
        axis = self.axes[asked]
        if axis.kind != "choice":
            axis = replace(axis, bounds=tuple(sorted({bound for node in nodes if node for bound in node.bounds or ()})))
        for value in _simple_first(axis):
            here, there = (_child(node, axis, value) if node else ref for node, ref in zip(nodes, refs, strict=True))
            yield axis.id, value, (here, there)


def _simple_first(axis: Axis) -> list[str | Number]:
    """Return one value of each cell: options in file order, small numbers first, unknown last."""
    known = [axis.simplest(cell) for cell in range(axis.known)]
    if axis.kind != "choice":
        numbers: list[Number] = [value for value in known if not isinstance(value, str)]
        known = [*sorted(numbers, key=lambda number: (number < 0, abs(number)))]
    return [*known, *[UNKNOWN] * axis.unknown]


def _child(node: Node, axis: Axis, value: str | Number) -> int:
    """Return where a value leads from a node, which may be cut at fewer bounds than the axis."""
    if node.bounds is None or value == UNKNOWN:
        return node.children[axis.cell(value) if node.bounds is None else -1]
    return node.children[sum(bound <= (value, 0) for bound in node.bounds)]
