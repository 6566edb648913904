"""The key table → a JSON Schema, so that editors complete and explain every key of a rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulebook.cli.key_examples import CHILDREN, as_value, key_examples
from rulebook.design.colour import COLOUR
from rulebook.load.keys import KEYS, SHORT_FORMS, Key
from rulebook.load.nodes import Node
from rulebook.load.scalars import ID, NUMBER

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a rulebook."""
    examples = key_examples()
    objects = {name: _in_full_or_short(name, _object(name, keys, examples)) for name, keys in KEYS.items()}
    return {"$schema": DIALECT, "title": "Rulebook", **objects.pop("rulebook"), "$defs": {**objects, **SCALARS}}


def _object(name: str, keys: tuple[Key, ...], examples: Mapping[tuple[str, str], Node]) -> dict[str, Any]:
    made = {
        "type": "object",
        "properties": {key.name: _property(key, examples.get((name, key.name))) for key in keys},
        "required": [key.name for key in keys if key.needed],
        "additionalProperties": False,
    }
    return made if made["required"] else {key: value for key, value in made.items() if key != "required"}


def _property(key: Key, example: Node | None) -> dict[str, Any]:
    made = {"description": key.about, **KINDS[key.kind](key)}
    if key.default is not None:
        made["default"] = key.default
    return made if example is None or key.kind in CHILDREN else {**made, "examples": [as_value(example)]}


def _in_full_or_short(name: str, full: dict[str, Any]) -> dict[str, Any]:
    """Return an object's schema, beside what may stand in its place."""
    short = {kind: SHORT[kind] for kind in SHORT_FORMS.get(name, ())}
    return {"anyOf": [full, *short.values()]} if short else full


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _one_or_more(name: str) -> dict[str, Any]:
    return {"anyOf": [_ref(name), {"type": "array", "items": _ref(name)}]}


SHORT = {"text": _ref("line_of_text"), "list": {"type": "array", "items": _ref("line_of_text")}}  # by kind of node

SCALARS: dict[str, dict[str, Any]] = {
    "line_of_text": {"type": ["string", "number"]},
    "id": {"type": "string", "pattern": f"^{ID.pattern}$"},
    "outcome_id": {"type": "string", "pattern": rf"^{ID.pattern}\.{ID.pattern}$"},
    "amount": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{NUMBER.pattern}$"}]},
    "day": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "unary_test": {"type": ["string", "number"], "description": 'A value, "> 50", "[30..60]", not(a, b), unknown or "-".'},
    "answer": {"type": ["string", "number"]},
}

KINDS = {
    "line": lambda key: _ref("line_of_text"),
    "literal": lambda key: _ref("line_of_text"),
    "quotation": lambda key: _ref("line_of_text"),
    "text": lambda key: _ref("line_of_text"),
    "texts": lambda key: _one_or_more("line_of_text"),
    "id": lambda key: _ref("id"),
    "ids": lambda key: _one_or_more("id"),
    "number": lambda key: _ref("amount"),
    "whole": lambda key: {"type": "integer", "minimum": 1},
    "date": lambda key: _ref("day"),
    "colour": lambda key: {"type": "string", "pattern": f"^{COLOUR.pattern}$"},
    "mark": lambda key: {"type": "string"},
    "pair": lambda key: {"type": "array", "items": _ref("amount"), "minItems": 2, "maxItems": 2},
    "flag": lambda key: {"type": "boolean"},
    "outcome_ids": lambda key: {"type": "array", "items": _ref("outcome_id"), "minItems": 2},
    "one_of": lambda key: {"enum": list(key.of)},
    "lines_by_id": lambda key: {"type": "object", "additionalProperties": _ref("line_of_text")},
    "literals_by_id": lambda key: {"type": "object", "additionalProperties": _ref("line_of_text")},
    "language": lambda key: {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "url": lambda key: {"type": "string", "pattern": "^https?://"},
    "path": lambda key: {"type": "string"},
    "map": lambda key: {"type": "object", "propertyNames": _ref("id"), "additionalProperties": _ref(key.of)},
    "list": lambda key: {"type": "array", "items": _ref(key.of)},
    "object": lambda key: _ref(key.of),
    "interval": lambda key: {"type": "string"},
    "tests": lambda key: {"type": "object", "propertyNames": _ref("id"), "additionalProperties": _one_or_more("unary_test")},
    "examples": lambda key: {
        "type": "array",
        "items": {"type": "object", "propertyNames": _ref("id"), "additionalProperties": _ref("answer")},
    },
    "citations": lambda key: _one_or_more("line_of_text"),
}
