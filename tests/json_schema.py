"""The part of JSON Schema (draft 2020-12) that rules.schema.json uses: whether a value is refused, as an editor would."""

import re

import yaml

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
    "null": type(None),
}


class CoreLoader(yaml.CSafeLoader):
    """Reads what YAML 1.2 calls its core schema, as editors do: no dates, no numbers to the base of 60, no yes and no."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


def number(loader, node):
    return float(node.value) if re.search("[.eE]", node.value) else int(node.value)


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), list(first))
CoreLoader.add_constructor("tag:yaml.org,2002:int", number)


def fits(value, schema, root):
    """Return whether a value is valid."""
    if isinstance(schema, bool):
        return schema
    unknown = schema.keys() - KEYWORDS.keys() - SAID
    assert not unknown, f"this validator does not know {sorted(unknown)}"
    return all(holds(value, schema, root) for name, holds in KEYWORDS.items() if name in schema)


SAID = {"$schema", "$defs", "title", "description", "default", "examples", "then"}


def same_type(value, schema, root):
    names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return any(isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names)


def reference(value, schema, root):
    return fits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)


def each(kind, holds):
    """Return a keyword that only means something for values of one type."""
    return lambda value, schema, root: not isinstance(value, kind) or holds(value, schema, root)


def no_others(value, schema, root):
    return all(
        fits(value[name], schema["additionalProperties"], root) for name in value.keys() - schema.get("properties", {}).keys()
    )


def dependent(value, schema, root):
    return all(set(needed) <= value.keys() for name, needed in schema["dependentRequired"].items() if name in value)


KEYWORDS = {
    "$ref": reference,
    "type": same_type,
    "const": lambda v, s, r: v == s["const"],
    "enum": lambda v, s, r: v in s["enum"],
    "pattern": each(str, lambda v, s, r: re.search(s["pattern"], v) is not None),
    "maxLength": each(str, lambda v, s, r: len(v) <= s["maxLength"]),
    "minimum": each((int, float), lambda v, s, r: v >= s["minimum"]),
    "anyOf": lambda v, s, r: any(fits(v, one, r) for one in s["anyOf"]),
    "allOf": lambda v, s, r: all(fits(v, one, r) for one in s["allOf"]),
    "oneOf": lambda v, s, r: sum(fits(v, one, r) for one in s["oneOf"]) == 1,
    "not": lambda v, s, r: not fits(v, s["not"], r),
    "if": lambda v, s, r: not fits(v, s["if"], r) or fits(v, s["then"], r),
    "required": each(dict, lambda v, s, r: set(s["required"]) <= v.keys()),
    "properties": each(dict, lambda v, s, r: all(fits(v[name], one, r) for name, one in s["properties"].items() if name in v)),
    "additionalProperties": each(dict, no_others),
    "propertyNames": each(dict, lambda v, s, r: all(fits(name, s["propertyNames"], r) for name in v)),
    "minProperties": each(dict, lambda v, s, r: len(v) >= s["minProperties"]),
    "dependentRequired": each(dict, dependent),
    "items": each(list, lambda v, s, r: all(fits(one, s["items"], r) for one in v)),
    "minItems": each(list, lambda v, s, r: len(v) >= s["minItems"]),
    "maxItems": each(list, lambda v, s, r: len(v) <= s["maxItems"]),
    "uniqueItems": each(list, lambda v, s, r: len(v) == len({repr(one) for one in v})),
}
