"""A flow list or map → the same as it was meant: what YAML silently took apart, or for a map, is put right and reported."""

from __future__ import annotations

from collections.abc import Iterable

from rulebook.load.collector import Report, in_quotes, short
from rulebook.load.keys import KEYS
from rulebook.load.nodes import WHOLE, Node
from rulebook.load.scalars import ID

MAX_LENGTH = 500
NAMES = {key.name for keys in KEYS.values() for key in keys}
PROSE = {
    key.name
    for keys in KEYS.values()
    for key in keys
    if key.kind in ("line", "text", "texts", "literal", "literals", "quotation")
}


def repair_flow(node: Node, report: Report) -> Node:
    """Return a flow list or map with `{problem: not(a, b)}` as one pair, and a bare `{{ f }}` as the text it was meant to be."""
    if node.kind == "list":
        return node._replace(value=tuple(_join_items(node.items, report)))
    figure = _bare_figure(node)
    if figure is None:
        return node._replace(value=tuple(_join_pairs(node.pairs, report)))
    cure = f"Put it in quotes: {in_quotes(figure)}"
    report.recoverable_error("form", node.line, WHOLE, f"{figure} needs quotes: YAML takes the braces for a map.", cure)
    return node._replace(kind="text", value=figure)


def _bare_figure(node: Node) -> str | None:
    """Return `{{ f }}` where a map holds nothing but a map that holds nothing but a name."""
    if len(node.pairs) != 1:
        return None
    key, value = node.pairs[0]
    if key.kind != "map" or not key.flow or not value.empty or len(key.pairs) != 1:
        return None
    name, nothing = key.pairs[0]
    return f"{{{{ {name.text} }}}}" if name.kind == "text" and nothing.empty else None


def _join_pairs(pairs: Iterable[tuple[Node, Node]], report: Report) -> list[tuple[Node, Node]]:
    """Join a value that stops inside a bracket, at a comma or before another comparison, with what YAML made of its rest."""
    joined: list[tuple[Node, Node]] = []
    broken: set[int] = set()
    for key, value in pairs:
        if joined and value.empty and key.kind == "text" and key.plain and _goes_on(*joined[-1], key):
            before, start = joined[-1]
            joined[-1] = (before, _with(start, key))
            broken.add(len(joined) - 1)
        else:
            joined.append((key, value))
    for index in sorted(broken):
        _report(joined[index][1], f"{joined[index][0].value}: ", report)
    return joined


def _join_items(items: Iterable[Node], report: Report) -> list[Node]:
    """Join an item that stops inside a bracket with the items that YAML made of its rest."""
    joined: list[Node] = []
    broken: set[int] = set()
    for item in items:
        if joined and item.kind == "text" and item.plain and _open(joined[-1]):
            joined[-1] = _with(joined[-1], item)
            broken.add(len(joined) - 1)
        else:
            joined.append(item)
    for index in sorted(broken):
        _report(joined[index], "", report)
    return joined


def _goes_on(key: Node, value: Node, rest: Node) -> bool:
    comparison = value.kind == "text" and value.text[:1] in "<>" and rest.text[:1] in ("<", ">")
    return _open(value) or (comparison and value.text != "") or _sentence(key, value, rest)


def _sentence(key: Node, value: Node, rest: Node) -> bool:
    """Return whether words behind a comma can only belong to the text before it: they are no key."""
    if value.kind != "text" or not value.plain or not value.text or len(value.text) >= MAX_LENGTH or rest.text in NAMES:
        return False
    return key.text in PROSE if ID.fullmatch(rest.text) else bool(rest.text)


def _open(value: Node) -> bool:
    return value.kind == "text" and value.plain and len(value.text) < MAX_LENGTH and value.text.count("(") > value.text.count(")")


def _with(value: Node, rest: Node) -> Node:
    return value._replace(value=f"{value.text}, {rest.text}")


def _report(value: Node, before: str, report: Report) -> None:
    message = f"{short(value.text)} needs quotes: YAML takes it apart at the comma."
    report.recoverable_error("form", value.line, WHOLE, message, f"Put it in quotes: {before}{in_quotes(value.text)}")
