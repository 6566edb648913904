"""Node tree → things, as the key table says: every unknown, missing, double and ill-formed key is found here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from rulebook.load import scalars
from rulebook.load.collector import Place, Report, did_you_mean, short
from rulebook.load.judged_keys import may_be_judged, place_of
from rulebook.load.keys import ARTICLE, KEYS, SHORT_FORMS, Key
from rulebook.load.nodes import Node
from rulebook.load.raw import Raw, Text, inside, many, named, node_words, written_as
from rulebook.model import Number

MAX_TEXT = 10_000  # characters
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
URL = r"https?://[^\s<>\"{}]+"
PATH = r"(?!/)(?!.*\.\.)(?!.*\\)[^\0{}]+"


OUTCOME_ID = re.compile(rf"{scalars.ID.pattern}\.{scalars.ID.pattern}")
OUTCOME_CURE = "Write the decision, a point and its outcome, as in: what_to_do.escalate."


class Shape:
    """Reads things, and notes on the way every text people will read."""

    def __init__(self, report: Report):
        self.report = report
        self.texts: list[Text] = []
        self.extents: list[tuple[int, int, Place]] = []

    def raw(self, node: Node, name: str, id: str, place: Place, line: int = 0) -> Raw:
        """Return the object of type `name` that a map describes; empty where it is no map."""
        values, nodes = {key.name: key.default for key in KEYS[name] if key.default is not None}, {}
        if place.words:
            self.extents.append((line or node.line, node.end, place))
        keys = {key.name: key for key in KEYS[name]}
        for written, key_node, value in self.pairs(node, name, place):
            if written not in keys:
                where = place if may_be_judged(name, written, keys) else place.in_presentation()
                message = f"{written_as(written)} is no key of {ARTICLE[name]}."
                self.report.error("form", key_node.line, where, message, did_you_mean(written, keys))
                continue
            nodes[written] = value
            got = READERS[keys[written].kind](self, value, keys[written], place_of(place, written))
            if got is not None:
                values[written] = got
        self._miss(node, keys, nodes, place, line or node.line)
        return Raw(id, place, line or node.line, values, nodes)

    def _miss(self, node: Node, keys: Mapping[str, Key], nodes: Mapping[str, Node], place: Place, line: int) -> None:
        if node.kind != "map":
            return
        for key in keys.values():
            if key.needed and key.name not in nodes:
                self.report.error(
                    "form", line, place_of(place, key.name), f"{key.name} is missing.", f"Add {key.name}: {key.about}"
                )

    def pairs(self, node: Node, name: str, place: Place) -> list[tuple[str, Node, Node]]:
        """Return key text, key and value of a map, each key once."""
        if node.kind != "map":
            what = {"rulebook": "the file"}.get(name, "it" if name in KEYS else name)
            self.report.error(
                "form", node.line, place, f"{what} must be a map, not {node_words(node)}.", "Write it as key: value."
            )
            return []
        seen: dict[str, int] = {}
        found = []
        for key_node, value in node.pairs:
            written = self._key(key_node, place)
            if written is None:
                continue
            if written in seen:
                message = f"{written_as(written)} stands twice, first in line {seen[written]}."
                self.report.error(
                    "form", key_node.line, place_of(place, written) if name in KEYS else place, message, "Keep one of them."
                )
                continue
            seen[written] = key_node.line
            found.append((written, key_node, value))
        return found

    def _key(self, node: Node, place: Place) -> str | None:
        if node.kind != "text":
            self.report.error(
                "form",
                node.line,
                place,
                f"a {node.kind} stands where a key should.",
                "Put a text that starts with a bracket or brace in quotes.",
            )
            return None
        if node.plain and node.value == "<<":
            self.report.error("form", node.line, place, "merge keys (<<) are not read.", "Write the keys out.")
            return None
        gotcha = scalars.special(node)
        if gotcha:
            scalars.report_gotcha(node, "the key", gotcha, place, self.report)
        return node.text

    def raws(self, node: Node, key: Key, place: Place) -> dict[str, Raw]:
        """Return the objects of a map by id."""
        made = {}
        for written, key_node, value in self.pairs(node, key.name, place):
            inner = inside(place, key.object_type, written)
            if not scalars.ID.fullmatch(written):
                message = f'the id "{short(written)}" is not snake_case.'
                self.report.error("form", key_node.line, place, message, f"Write it as {scalars.snake_case(written)}.")
            made[written] = self.raw(_written_out(value, key.object_type), key.object_type, written, inner, key_node.line)
        if not made and node.kind == "map" and key.needed:
            self.report.error(
                "form", node.line, place, f"{key.name} is empty.", f"It holds {key.about[0].lower()}{key.about[1:]}"
            )
        return made

    def list(self, node: Node, key: Key, place: Place) -> list[Raw] | None:
        """Return the objects of a list, named by their `id` or their number."""
        if node.kind != "list":
            self.report.error(
                "form",
                node.line,
                place,
                f"{key.name} must be a list, not {node_words(node)}.",
                f"Write {ARTICLE[key.object_type]} after each dash.",
            )
            return None
        return [self.raw(each, key.object_type, name, inside(place, key.object_type, name)) for name, each in named(node)]

    def one(self, node: Node, key: Key, place: Place) -> Raw:
        place = place if place.words else place._replace(words=key.name)
        return self.raw(_written_out(node, key.object_type), key.object_type, key.name, place)

    def text(self, node: Node, key: Key, place: Place) -> str | None:
        node = self._shortened(node, key, place)
        text = scalars.read_prose(node, key.name, place, self.report)
        if text is not None:
            self.texts.append(Text(key.name, place, node, key.kind))
        return text

    def _shortened(self, node: Node, key: Key, place: Place) -> Node:
        """Return a text's node with no more than anybody would read."""
        if node.kind != "text" or len(node.text) <= MAX_TEXT:
            return node
        message = f"{key.name} has {len(node.text):,} characters, and a text may have {MAX_TEXT:,}."
        self.report.recoverable_error(
            "form", node.line, place.in_presentation(), message, "Shorten it, or make it a page of content/ and link to that."
        )
        return node._replace(value=node.text[:MAX_TEXT])

    def words(self, node: Node, key: Key, place: Place) -> tuple[str, ...]:
        read = (self.text(each, key, place) for each in many(node))
        return tuple(text for text in read if text is not None)

    def ids(self, node: Node, key: Key, place: Place) -> tuple[str, ...]:
        read = (scalars.read_id(each, key.name, place, self.report) for each in many(node))
        return tuple(id for id in read if id is not None)

    def outcome_ids(self, node: Node, key: Key, place: Place) -> tuple[str, ...]:
        read = (self.matching(OUTCOME_ID, OUTCOME_CURE, each, key, place) for each in many(node))
        return tuple(id for id in read if id is not None)

    def lines_by_id(self, node: Node, key: Key, place: Place) -> dict[str, str]:
        pairs = self.pairs(node, key.name, place)
        read = {id: self.text(value, key._replace(name=f"{key.name} {id}"), place) for id, _, value in pairs}
        return {id: text for id, text in read.items() if text is not None}

    def pair(self, node: Node, key: Key, place: Place) -> tuple[Number, Number] | None:
        if node.kind != "list" or len(node.items) != 2:
            self.report.error(
                "form",
                node.line,
                place,
                f"{key.name} is not two numbers.",
                f"Write the lower and the upper end: {key.name}: [5, 15].",
            )
            return None
        low, high = (scalars.read_number(each, key.name, place, self.report) for each in node.items)
        return None if low is None or high is None else (low, high)

    def matching(self, pattern: re.Pattern, cure: str, node: Node, key: Key, place: Place) -> str | None:
        text = scalars.read_text(node, key.name, place, self.report)
        if text is None or pattern.fullmatch(text):
            return text
        self.report.error("form", node.line, place, f'{key.name} "{short(text)}" is not possible.', cure)
        return None


Reader = Callable[[Shape, Node, Key, Place], Any]


def _written_out(node: Node, name: str) -> Node:
    """Return an object that is written in short as the map that it stands for."""
    key = SHORT_FORMS.get(name, {}).get(node.kind)
    if key is None:
        return node
    return Node("map", ((Node("text", key, node.line, node.line), node),), node.line, node.end, size=node.size + 2)


def _scalar(read: Callable[[Node, str, Place, Report], Any]) -> Reader:
    return lambda shape, node, key, place: read(node, key.name, place, shape.report)


def _pattern(pattern: str, cure: str) -> Reader:
    return lambda shape, node, key, place: shape.matching(re.compile(pattern), cure, node, key, place)


READERS: dict[str, Reader] = {
    "line": Shape.text,
    "literal": Shape.text,
    "quotation": Shape.text,
    "text": Shape.text,
    "texts": Shape.words,
    "literals": Shape.words,
    "id": _scalar(scalars.read_id),
    "ids": Shape.ids,
    "number": _scalar(scalars.read_number),
    "whole": _scalar(scalars.read_whole),
    "date": _scalar(scalars.read_date),
    "colour": _scalar(scalars.read_colour),
    "mark": _scalar(scalars.read_text),
    "pair": Shape.pair,
    "flag": _scalar(scalars.read_flag),
    "outcome_ids": Shape.outcome_ids,
    "one_of": lambda shape, node, key, place: scalars.read_one_of(node, key.name, place, shape.report, key.words),
    "lines_by_id": Shape.lines_by_id,
    "literals_by_id": Shape.lines_by_id,
    "language": _pattern(LANGUAGE, "Write a language tag, as in: en or pt-BR."),
    "url": _pattern(URL, "Write the whole address, as in: https://example.org/page."),
    "path": _pattern(PATH, "Write a path inside the folder of this file, as in: content/sources/guide.md."),
    "map": Shape.raws,
    "list": Shape.list,
    "object": Shape.one,
    "tests": lambda shape, node, key, place: node,
    "interval": lambda shape, node, key, place: node,
    "examples": lambda shape, node, key, place: node,
    "citations": lambda shape, node, key, place: node,
}
