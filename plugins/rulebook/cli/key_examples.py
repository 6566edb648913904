"""The example rulebook → an example of every key, as rules.yaml writes it and as a value."""

from __future__ import annotations

import re
from importlib.resources import files

from rulebook.load.collector import Report, in_quotes
from rulebook.load.keys import KEYS
from rulebook.load.nodes import Node, compose
from rulebook.load.repair_flow import repair_flow
from rulebook.load.scalars import NUMBER, number

EXAMPLE = "cli/example/rules.yaml"
CHILDREN = {  # kinds of key that hold what has a table of its own → the nodes of those objects
    "map": lambda node: [value for _, value in node.value],
    "list": lambda node: node.value,
    "object": lambda node: [node],
}
ELLIPSIS = "…"


def key_examples() -> dict[tuple[str, str], Node]:
    """Return, by (object, key), the value that stands first in the example rulebook."""
    found: dict[tuple[str, str], Node] = {}
    root = compose(files("rulebook").joinpath(EXAMPLE).read_text("utf-8"), Report(EXAMPLE), repair_flow)
    assert root is not None, f"{EXAMPLE} holds every key"
    _gather("rulebook", root, found)
    return found


def _gather(object_type: str, node: Node, found: dict[tuple[str, str], Node]) -> None:
    assert isinstance(node.value, tuple), "every object is written out there, as a map"
    keys = {key.name: key for key in KEYS[object_type]}
    for name, value in node.value:
        key = keys[name.value]
        found.setdefault((object_type, key.name), value)
        if key.kind in CHILDREN and isinstance(key.of, str):
            for each in CHILDREN[key.kind](value):
                _gather(key.of, each, found)


def as_written(node: Node, abbreviated: bool = False) -> str:
    """Return a value on one line; `abbreviated`: of several objects the first, and of that only its id."""
    if isinstance(node.value, str):
        return node.value if node.plain else in_quotes(node.value)
    if node.kind == "list":
        return f"[{{{ELLIPSIS}}}, {ELLIPSIS}]" if abbreviated else f"[{', '.join(map(as_written, node.value))}]"
    pairs = [f"{as_written(key)}: {f'{{{ELLIPSIS}}}' if abbreviated else as_written(value)}" for key, value in node.value]
    return f"{{{', '.join([*pairs[:1], ELLIPSIS] if abbreviated and len(pairs) > 1 else pairs)}}}"


def as_value(node: Node) -> object:
    """Return a value as JSON has it: a date stays a text."""
    if isinstance(node.value, str):
        return number(node.value) if node.plain and re.fullmatch(NUMBER, node.value) else node.value
    if node.kind == "list":
        return [as_value(each) for each in node.value]
    return {key.value: as_value(value) for key, value in node.value}
