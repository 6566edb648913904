"""Several diagrams in one table of unique nodes, restricted by answers in any order: equal remainders are one reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulebook.evaluate import UNKNOWN

Bound = tuple[int | float, int]
Pick = int | str | Bound | None  # an option's place, unknown, or the bound above which a number lies (None: the lowest)
Node = tuple[int, tuple[Bound, ...] | None, tuple[int, ...]]


class Shared:
    """A pool of nodes: [input, bounds or None, children] as in a program; a reference below 0 is a leaf of its diagram."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.supports: list[frozenset[int]] = []
        self.bounds_below: list[Mapping[int, frozenset[Bound]]] = []
        self.unique_table: dict[Node, int] = {}
        self.done: dict[tuple[int, int, Pick], int] = {}

    def add(self, diagram: Mapping) -> int:
        """Return the reference of a program's diagram."""
        refs: list[int] = []
        for place, bounds, children in diagram["nodes"]:  # each stands after those it leads to
            ends = tuple(child if child < 0 else refs[child] for child in children)
            refs.append(self._node(place, None if bounds is None else tuple(map(tuple, bounds)), ends))
        return diagram["root"] if diagram["root"] < 0 else refs[diagram["root"]]

    def support(self, refs: Iterable[int]) -> frozenset[int]:
        """Return the inputs that some diagrams still ask: all of them are open, since the diagrams are reduced."""
        return frozenset().union(*(self.supports[ref] for ref in refs))

    def bounds(self, refs: Iterable[int], place: int) -> frozenset[Bound]:
        """Return where some diagrams cut a number."""
        return frozenset().union(*(self.bounds_below[ref].get(place, ()) for ref in refs))

    def restricted(self, refs: Iterable[int], place: int, pick: Pick) -> frozenset[int]:
        """Return what an answer leaves of some diagrams, without those that it decides."""
        ends = (self._restrict(ref, place, pick) for ref in refs)
        return frozenset(end for end in ends if end >= 0)

    def _restrict(self, ref: int, place: int, pick: Pick) -> int:
        if ref < 0 or place not in self.supports[ref]:
            return ref
        key = (ref, place, pick)
        if key not in self.done:
            asked, bounds, children = self.nodes[ref]
            if asked == place:
                self.done[key] = children[_child(bounds, pick)]
            else:
                self.done[key] = self._node(asked, bounds, tuple(self._restrict(child, place, pick) for child in children))
        return self.done[key]

    def _node(self, place: int, bounds: tuple[Bound, ...] | None, children: tuple[int, ...]) -> int:
        """Return the one node with these edges, those of neighbouring numbers that lead to one place joined."""
        if len(set(children)) == 1:
            return children[0]
        node = (place, bounds, children) if bounds is None else (place, *_joined(bounds, children))
        if node not in self.unique_table:
            self.unique_table[node] = len(self.nodes)
            self.nodes.append(node)
            inner = [child for child in node[2] if child >= 0]
            self.supports.append(frozenset((place,)).union(*(self.supports[child] for child in inner)))
            bounds_below = {
                one: self.bounds(inner, one) for one in {place for child in inner for place in self.bounds_below[child]}
            }
            self.bounds_below.append(bounds_below | ({place: frozenset(node[1])} if node[1] else {}))
        return self.unique_table[node]


def _child(bounds: tuple[Bound, ...] | None, pick: Pick) -> int:
    """Return which child an answer leads to; that of unknown stands last."""
    if pick == UNKNOWN:
        return -1
    if isinstance(pick, int):
        return pick
    return sum(bound <= pick for bound in bounds or ()) if isinstance(pick, tuple) else 0


def _joined(bounds: tuple[Bound, ...], children: tuple[int, ...]) -> tuple[tuple[Bound, ...], tuple[int, ...]]:
    known, unknown = children[: len(bounds) + 1], children[len(bounds) + 1 :]
    runs = [(bound, after) for bound, before, after in zip(bounds, known, known[1:], strict=False) if after != before]
    return tuple(bound for bound, _ in runs), (known[0], *(after for _, after in runs), *unknown)
