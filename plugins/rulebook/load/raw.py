"""A thing as written, before it is a value, and its place in the words of messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from rulebook.load.collector import Place, short
from rulebook.load.nodes import Node


class Raw(NamedTuple):
    """One thing as written. `values` has what could be read, and defaults; `nodes` the node of every key that is there."""

    id: str
    place: Place
    line: int
    values: Mapping[str, Any]
    nodes: Mapping[str, Node]

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def line_of(self, key: str) -> int:
        return self.nodes[key].line if key in self.nodes else self.line


class Text(NamedTuple):
    """A text people will read, to be searched for placeholders and links; `kind` is that of its key."""

    key: str
    place: Place
    node: Node
    kind: str = "line"


def many(node: Node) -> tuple[Node, ...]:
    return node.items if node.kind == "list" else (node,)


def named(node: Node) -> list[tuple[str, Node]]:
    """Return the elements of a list with their names: the `id` they give, else their number."""

    def name(number: int, each: Node) -> str:
        pairs = each.pairs if each.kind == "map" else ()
        return next((v.text for k, v in pairs if k.value == "id" and v.kind == "text"), str(number))

    return [(name(number, each), each) for number, each in enumerate(node.items, 1)]


NUMBERED = {"step": "timeline step", "asking_order": "order of asking", "exclusion": "never_together entry"}


def inside(outer: Place, name: str, id: str) -> Place:
    """Return the place of a thing in its surroundings, in the words of messages."""
    if name == "decision":
        return Place(short(id), id)
    words = f"{NUMBERED[name]} {short(id)}" if name in NUMBERED else f'{name} "{short(id)}"'
    words = f"{outer.words}: {words}" if outer.words else words
    part = (name, id) if name in ("input", "figure") else outer.part
    return Place(words, outer.decision, id if name == "rule" else None, part)


def node_words(node: Node) -> str:
    if node.empty:
        return "nothing"
    return f'"{short(node.text, 30)}"' if node.kind == "text" else f"a {node.kind}"


def written_as(key: str) -> str:
    return f'"{short(key)}"'
