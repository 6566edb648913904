"""GoRules JSON (a JDM graph) → its decision tables, and which of them feed which."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rulebook.importing.values import ZEN, Asked, Book, NotImportable, Output, Row, Sheet

MOST_BYTES = 20_000_000
TABLE = "decisionTableNode"
SILENT = (TABLE, "inputNode", "outputNode")
Node = Mapping[str, Any]


def read_zen(data: bytes, name: str) -> Book:
    """Return what a graph says. Raise NotImportable."""
    nodes, edges = _graph(data)
    before = {id: _upstream(id, edges) for id in nodes}
    tables = [node for node in nodes.values() if node.get("type") == TABLE]
    if not tables:
        raise NotImportable("it has no decision table. Expressions, functions and switches have nothing to be judged.")
    names = {str(node["id"]): _name(node) for node in tables}
    notes = [(_line(data, node), _left_out(node)) for node in nodes.values() if node.get("type") not in SILENT]
    sheets = [
        _sheet(node, frozenset(names[id] for id in before[str(node["id"])] if id in names), _line(data, node)) for node in tables
    ]
    return Book(name, ZEN, tuple(sheets), notes=tuple(notes))


def _graph(data: bytes) -> tuple[dict[str, Node], list[Node]]:
    if len(data) > MOST_BYTES:
        raise NotImportable(f"it has {len(data):,} bytes, and may have {MOST_BYTES:,}.")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise NotImportable(f"it is no JSON: {fault}.") from None
    nodes = found.get("nodes") if isinstance(found, dict) else None
    if not isinstance(nodes, list):
        raise NotImportable('it has no "nodes", as a decision graph of GoRules has them.')
    by_id: dict[str, Node] = {str(node["id"]): node for node in nodes if isinstance(node, dict) and "id" in node}
    edges: list[Node] = [edge for edge in found.get("edges") or () if isinstance(edge, dict)]
    return by_id, edges


def _upstream(id: str, edges: list[Node]) -> set[str]:
    """Return the nodes from which a way leads to one."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        here = waiting.pop()
        for edge in edges:
            source = str(edge.get("sourceId"))
            if str(edge.get("targetId")) == here and source not in found:
                found.add(source)
                waiting.append(source)
    return found


def _name(node: Node) -> str:
    return str(node.get("name") or node["id"])


def _left_out(node: Node) -> str:
    kind = re.sub(r"Node$", "", str(node.get("type")))
    what = {
        "expression": "what it computes is asked for where a table reads it",
        "switch": "the tables behind it are judged as if every way through it were open",
    }.get(kind, "what it gives is asked for where a table reads it")
    return f'the {kind} "{_name(node)}" is no table: {what}.'


def _line(data: bytes, node: Node) -> int:
    """Return the line that a node's id stands in, for messages."""
    at = data.find(json.dumps(str(node["id"])).encode())
    return 1 + data[: max(at, 0)].count(b"\n")


def _sheet(node: Node, reads: frozenset[str], line: int) -> Sheet:
    content = node.get("content")
    content = content if isinstance(content, dict) else {}
    inputs, outputs = (list(_dicts(content.get(key))) for key in ("inputs", "outputs"))
    rows = [
        Row(
            cells=tuple(_text(rule.get(_text(column.get("id")))) for column in inputs),
            outputs=tuple(_text(rule.get(_text(column.get("id")))) for column in outputs),
            because=_text(rule.get("_description")),
            line=line,
        )
        for rule in _dicts(content.get("rules"))
    ]
    return Sheet(
        name=_name(node),
        columns=tuple(Asked(_field(one, content), label=_text(one.get("name")), line=line) for one in inputs),
        outputs=tuple(Output(_text(one.get("field")), _text(one.get("name"))) for one in outputs),
        rows=tuple(rows),
        policy="collect" if content.get("hitPolicy") == "collect" else "first",
        reads=reads,
        line=line,
    )


def _field(column: Node, content: Node) -> str:
    """Return what a column looks at, from the root: "" where each cell is an expression of its own."""
    field, inside = _text(column.get("field")), _text(content.get("inputField"))
    return f"{inside}.{field}" if field and inside else field


def _dicts(value: Any) -> Iterator[Node]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
