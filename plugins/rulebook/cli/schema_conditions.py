"""What keys of one thing ask of each other, as JSON Schema: a choice needs options, a figure one number, a list collect."""

from __future__ import annotations

from typing import Any

from rulebook.cli.schema_scalars import COMPARISON, Schema, ref, whole
from rulebook.load.inputs import FITS, NUMERIC
from rulebook.load.names import RESERVED, VALUES
from rulebook.load.sections import PLACEHOLDER_VALUES

NAMES_TAKEN = {"input": sorted(RESERVED), "decision": sorted(RESERVED)} | dict.fromkeys(
    ("option", "group", "outcome", "figure"), sorted(VALUES)
)


def names_of(thing: str) -> Schema:
    """Return the schema of the ids of a kind of thing: the interface has taken some."""
    taken = NAMES_TAKEN.get(thing)
    return {**ref("id"), "not": {"enum": taken}} if taken else ref("id")


def _without(*keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}


def _exactly_one(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


def _if(key: str, values: list[str], then: Schema) -> Schema:
    return {"if": {"required": [key], "properties": {key: {"enum": values}}}, "then": then}


def _has(key: str, inner: str) -> Schema:
    return {"required": [key], "properties": {key: {"type": "object", "required": [inner]}}}


def _goes_with(*types: str) -> Schema:
    """Return what an input must not have, for the keys that only go with these types."""
    return _without(*(key for key, fitting in FITS.items() if not set(types) <= set(fitting)))


YES_NO: Schema = {"required": ["yes", "no"], "propertyNames": {"enum": ["yes", "no"]}}
SEVERAL: Schema = {"type": "array", "items": ref("id"), "minItems": 2, "uniqueItems": True}
COLLECTS: Schema = {"required": ["hit_policy"], "properties": {"hit_policy": {"const": "collect"}}}
ONE_OUTCOME: Schema = {"properties": {"then": {"not": {"type": "array"}}}}

CONDITIONS: dict[str, list[Schema]] = {
    "unit": [{"minProperties": 1, "dependentRequired": {"one": ["other"], "other": ["one"]}}],
    "figure": [_exactly_one(*PLACEHOLDER_VALUES)],
    "passage": [_exactly_one("text", "steps")],
    "input": [
        _if("type", ["choice"], {"required": ["options"], **_goes_with("choice")}),
        _if("type", list(NUMERIC), _goes_with(*NUMERIC)),
        {"if": _has("ask_for", "date"), "then": {"properties": {"type": {"const": "integer"}}}},
        {"if": _has("ask_for", "amount"), "then": {"properties": {"type": {"const": "choice"}, "options": YES_NO}}},
    ],
    "group": [{"properties": {"options": SEVERAL}}],
    "ask_for": [
        _exactly_one("date", "amount"),
        {"if": {"required": ["date"]}, "then": {"required": ["minus"], **_without("compare")}},
        {"if": {"required": ["amount"]}, "then": {"required": ["compare"], **_without("minus")}},
        {"properties": {"compare": whole(COMPARISON)}},
    ],
    "decision": [
        {"if": {"not": COLLECTS}, "then": {"properties": {"none": False, "rules": {"items": ONE_OUTCOME}}}},
        {"properties": {"rules": {"minItems": 1}}},
    ],
    "rule": [{"properties": {"then": {"if": {"type": "array"}, "then": {"minItems": 1}}}}],
    "asking_order": [{"properties": {"order": {"if": {"type": "array"}, "then": {"minItems": 1, "uniqueItems": True}}}}],
    "exclusion": [{"properties": {"outcomes": {"uniqueItems": True}}}],
}


def together(thing: str) -> dict[str, Any]:
    """Return the conditions of a thing, to stand beside its properties."""
    return {"allOf": CONDITIONS[thing]} if thing in CONDITIONS else {}
