"""YAML events → a tree of nodes that keep their lines. Depth, aliases and size are bounded, so no file can hurt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, cast

import yaml

from rulebook.load.collector import Place, Report
from rulebook.load.python_loader import PythonLoader

Loader = getattr(yaml, "CSafeLoader", PythonLoader)
MAX_DEPTH = 40
MAX_COPIES = 20_000
# What terminals obey (C0, C1), what turns words around or ends lines, and what has no width: nobody sees it, and it parts words
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
WHOLE = Place()


class Node(NamedTuple):
    """`kind` is text, list or map: what its `value` is, and whether `text`, `items` or `pairs` may be asked for.

    `plain`: a text without quotes.
    """

    kind: str
    value: str | tuple
    line: int
    end: int
    plain: bool = False
    flow: bool = False
    block: bool = False
    size: int = 1

    @property
    def empty(self) -> bool:
        return self.kind == "text" and self.plain and self.value == ""

    @property
    def text(self) -> str:
        return cast(str, self.value)

    @property
    def items(self) -> tuple[Node, ...]:
        return cast("tuple[Node, ...]", self.value)

    @property
    def pairs(self) -> tuple[tuple[Node, Node], ...]:
        return cast("tuple[tuple[Node, Node], ...]", self.value)


def compose(text: str, report: Report, finish: Callable[[Node, Report], Node]) -> Node | None:
    """Return the tree of the one document in `text`, each list and map passed through `finish`; None if it is empty or refused.

    Raises yaml.YAMLError.
    """
    return _Tree(report, finish).build(yaml.parse(text, Loader=Loader))


class _Open(NamedTuple):
    event: yaml.CollectionStartEvent
    children: list[Node]


class _Tree:
    """The tree while it grows: a stack of open lists and maps instead of recursion."""

    def __init__(self, report: Report, finish: Callable[[Node, Report], Node]):
        self.report = report
        self.finish = finish
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}
        self.named: dict[str, int] = {}
        self.copies = 0
        self.root: Node | None = None
        self.refused = False

    def build(self, events: Iterable[yaml.Event]) -> Node | None:
        for event in events:
            HANDLERS.get(type(event), _Tree.skip)(self, event)
            if self.refused:
                return None
        for name, line in self.named.items():
            self.report.recoverable_error(
                "form",
                line,
                WHOLE,
                f'"&{name}" is a name to YAML, and nothing uses it.',
                "Put the text in quotes, or take the name out.",
            )
        return self.root

    def skip(self, event: yaml.Event) -> None:
        pass

    def document(self, event: yaml.DocumentStartEvent) -> None:
        if self.root is not None:
            self.refuse(event, 'a second document starts here ("---").', 'A rulebook is one document: take the "---" out.')

    def scalar(self, event: yaml.ScalarEvent) -> None:
        plain = not event.tag and event.style in ("", None)
        self.warn_of_tag(event, event.tag)
        text, block = self.without_controls(event), event.style in ("|", ">")
        self.put(event, Node("text", text, _first_line(event), _last_line(event), plain, block=block))

    def without_controls(self, event: yaml.ScalarEvent) -> str:
        """Return a scalar's text without what no reader sees, but programs obey."""
        odd = CONTROL.search(event.value)
        if odd:
            message = f"there is a control character (U+{ord(odd[0]):04X}) in this text."
            self.report.recoverable_error("form", _first_line(event), WHOLE, message, "Delete it.")
        return CONTROL.sub("", event.value) if odd else event.value

    def open(self, event: yaml.CollectionStartEvent) -> None:
        self.warn_of_tag(event, event.tag)
        if event.anchor:
            self.anchors[event.anchor] = None
            self.named[event.anchor] = _first_line(event)
        self.stack.append(_Open(event, []))
        if len(self.stack) > MAX_DEPTH:
            self.refuse(
                event,
                f"lists and maps stand more than {MAX_DEPTH} deep here.",
                "No key needs more than eight: look for a bracket that is never closed.",
            )

    def close(self, event: yaml.CollectionEndEvent) -> None:
        opened, children = self.stack.pop()
        is_map = isinstance(opened, yaml.MappingStartEvent)
        value = tuple(map(_pair, children[::2], children[1::2])) if is_map else tuple(children)
        kind, flow, size = "map" if is_map else "list", bool(opened.flow_style), 1 + sum(child.size for child in children)
        node = Node(kind, value, _first_line(opened), _last_line(event), flow=flow, size=size)
        self.put(opened, self.finish(node, self.report) if node.flow else node)

    def alias(self, event: yaml.AliasEvent) -> None:
        name, mark = event.anchor or "", cast("yaml.Mark | None", event.start_mark)  # libyaml's mark has the same parts
        if name not in self.anchors:
            raise yaml.composer.ComposerError(None, None, "found undefined alias", mark)
        self.named.pop(name, None)
        node = self.anchors[name]
        if node is None:
            self.refuse(event, f'"*{name}" stands inside what it names.', "Write the thing out.")
            return
        self.copies += node.size
        if self.copies > MAX_COPIES:
            self.refuse(
                event,
                f'the copies made by "*{name}" grow beyond {MAX_COPIES} things.',
                "Write out what is meant, without anchors.",
            )
        else:
            self.put(event, node)

    def put(self, event: yaml.NodeEvent, node: Node) -> None:
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self.anchors[event.anchor] = node
            self.named[event.anchor] = node.line
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node

    def warn_of_tag(self, event: yaml.Event, tag: str | None) -> None:
        if tag:
            self.report.error(
                "form",
                _first_line(event),
                WHOLE,
                f'the tag "{tag}" means nothing here.',
                "Take it out, or put the text in quotes.",
            )

    def refuse(self, event: yaml.Event, message: str, cure: str) -> None:
        self.refused = True
        self.report.error("form", _first_line(event), WHOLE, message, cure)


def _first_line(event: yaml.Event) -> int:
    """Return the line an event begins in, counted from 1; both parsers mark every event."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _last_line(event: yaml.Event) -> int:
    return event.end_mark.line + 1 if event.end_mark else 1


def _pair(key: Node, value: Node) -> tuple[Node, Node]:
    """Return a key and its value; one that is not there has the key's line, whichever parser read it."""
    return key, value._replace(line=key.end, end=key.end) if value.empty else value


HANDLERS: dict[type[yaml.Event], Callable[[_Tree, Any], None]] = {
    yaml.DocumentStartEvent: _Tree.document,
    yaml.ScalarEvent: _Tree.scalar,
    yaml.MappingStartEvent: _Tree.open,
    yaml.SequenceStartEvent: _Tree.open,
    yaml.MappingEndEvent: _Tree.close,
    yaml.SequenceEndEvent: _Tree.close,
    yaml.AliasEvent: _Tree.alias,
}
