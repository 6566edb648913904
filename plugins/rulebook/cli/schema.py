"""The key table → a JSON Schema, so that editors complete and explain every key of a rulebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rulebook.cli.key_examples import CHILDREN, as_value, key_examples
from rulebook.cli.schema_conditions import names_of, together
from rulebook.cli.schema_scalars import SCALARS, Schema, one_or_more, ref
from rulebook.load.keys import KEYS, SHORT_FORMS, Key
from rulebook.load.nodes import Node

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
        **together(name),
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


SHORT = {"text": ref("line_of_text"), "list": {"type": "array", "items": ref("line_of_text")}}  # by kind of node

KINDS: dict[str, Callable[[Key], Schema]] = {
    "line": lambda key: ref("line_of_text"),
    "literal": lambda key: ref("text_without_figures"),
    "quotation": lambda key: ref("line_of_text"),
    "text": lambda key: ref("line_of_text"),
    "texts": lambda key: one_or_more("line_of_text"),
    "literals": lambda key: one_or_more("text_without_figures"),
    "id": lambda key: ref("id"),
    "ids": lambda key: one_or_more("id"),
    "number": lambda key: ref("amount"),
    "whole": lambda key: {"type": "integer", "minimum": 1},
    "date": lambda key: ref("day"),
    "colour": lambda key: ref("colour"),
    "mark": lambda key: {"type": "string", "pattern": r"\S"},
    "pair": lambda key: {"type": "array", "items": ref("amount"), "minItems": 2, "maxItems": 2, "uniqueItems": True},
    "flag": lambda key: {"type": "boolean"},
    "outcome_ids": lambda key: {"type": "array", "items": ref("outcome_id"), "minItems": 2},
    "one_of": lambda key: {"enum": list(key.words)},
    "lines_by_id": lambda key: {"type": "object", "additionalProperties": ref("line_of_text")},
    "literals_by_id": lambda key: {"type": "object", "additionalProperties": ref("text_without_figures")},
    "language": lambda key: ref("language_tag"),
    "url": lambda key: ref("address"),
    "path": lambda key: ref("path"),
    "map": lambda key: {
        "type": "object",
        "propertyNames": names_of(key.object_type),
        "additionalProperties": ref(key.object_type),
        **({"minProperties": 1} if key.needed else {}),
    },
    "list": lambda key: {"type": "array", "items": ref(key.object_type)},
    "object": lambda key: ref(key.object_type),
    "interval": lambda key: ref("interval"),
    "tests": lambda key: {"type": "object", "propertyNames": ref("id"), "additionalProperties": ref("test_or_dash")},
    "examples": lambda key: {
        "type": "array",
        "items": {"type": "object", "propertyNames": ref("id"), "additionalProperties": ref("answer")},
    },
    "citations": lambda key: one_or_more("citation"),
}
