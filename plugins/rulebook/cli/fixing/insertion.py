"""Write examples into the text of a rulebook, where its rules stand and in the way they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import yaml

from rulebook.check.report import witness_example
from rulebook.cli.fixing.missing_examples import Missing
from rulebook.load.nodes import Loader

Places = list[tuple[int, int, str]]  # line and column, counted from 0, and what is put there


def with_examples(text: str, wanted: Iterable[Missing]) -> str:
    """Return the text with examples added to their rules; nothing of what stands there is moved."""
    by_rule: dict[tuple[str, str], list[str]] = {}
    for one in wanted:
        by_rule.setdefault((one.decision, one.rule), []).append(witness_example(one.answers).removeprefix("- "))
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return text
    lines = text.split("\n")
    places: Places = []
    for decision, made in _pairs(_value(root, "decisions")):
        for rule in _items(_value(made, "rules")):
            examples = by_rule.get((decision.value, getattr(_value(rule, "id"), "value", "")))
            if examples:
                places.append(_place(lines, rule, examples))
    for line, column, added in sorted(places, reverse=True):
        lines[line] = lines[line][:column] + added + lines[line][column:]
    return "\n".join(lines)


def _place(lines: Sequence[str], rule: yaml.MappingNode, examples: Sequence[str]) -> tuple[int, int, str]:
    """Return where the examples of a rule go, and the text that is put there."""
    held = _value(rule, "examples")
    if isinstance(held, yaml.SequenceNode) and held.flow_style:
        return _before_the_end(lines, held, ", ".join(examples))
    if isinstance(held, yaml.SequenceNode):
        line = _last_line(held)
        indent = " " * held.start_mark.column
        return line, len(lines[line].rstrip("\r")), "".join(f"{_newline(lines)}{indent}- {each}" for each in examples)
    written = f"examples: [{', '.join(examples)}]"
    if rule.flow_style:
        return _before_the_end(lines, rule, written)
    line = _last_line(rule)
    return line, len(lines[line].rstrip("\r")), f"{_newline(lines)}{' ' * rule.start_mark.column}{written}"


def _before_the_end(lines: Sequence[str], node: yaml.CollectionNode, added: str) -> tuple[int, int, str]:
    """Return the place behind the last thing in brackets or braces, and the text with the comma that it needs."""
    line, column = node.end_mark.line, node.end_mark.column - 1
    if not node.value:
        return line, column, added
    last = node.value[-1]
    behind = (last[1] if isinstance(last, tuple) else last).end_mark
    between = "\n".join([*lines[behind.line : line], lines[line][:column]])[behind.column :]
    if between.strip().startswith(","):
        return line, column, f"{added}, " if between.strip() == "," and line == behind.line else added
    return behind.line, behind.column, f", {added}"


def _last_line(node: yaml.Node) -> int:
    """Return the line in which the last thing of a node ends: a block itself ends where the next one begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    ends_above = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and node.end_mark.column == 0
    return node.end_mark.line - ends_above


def _newline(lines: Sequence[str]) -> str:
    return "\r\n" if lines[0].endswith("\r") else "\n"


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    return next((value for name, value in _pairs(node) if name.value == key), None)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _items(node: yaml.Node | None) -> list[yaml.MappingNode]:
    found = node.value if isinstance(node, yaml.SequenceNode) else []
    return [one for one in found if isinstance(one, yaml.MappingNode)]
