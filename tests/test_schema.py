"""schema: made from the key table, so an editor knows every key that the loader knows."""

import json

from rulebook.cli.schema import KINDS, schema
from rulebook.load.keys import KEYS
from rulebook.load.shape import READERS


def test_the_schema_is_json():
    assert json.loads(json.dumps(schema())) == schema()


def test_every_key_is_there_and_explained():
    made = schema()
    things = {"rulebook": made, **made["$defs"]}
    for name, keys in KEYS.items():
        properties = whole(things[name])["properties"]
        assert list(properties) == [key.name for key in keys]
        assert all(each["description"] for each in properties.values())


def test_what_may_be_written_in_short_may_be_written_in_full():
    assert [each.get("type", each.get("$ref")) for each in schema()["$defs"]["passage"]["anyOf"]] == [
        "object",
        "#/$defs/line_of_text",
        "array",
    ]


def test_every_reference_leads_somewhere():
    made = schema()
    assert {f"#/$defs/{name}" for name in made["$defs"]} >= set(references(made))


def test_every_kind_of_key_can_be_read_and_described():
    kinds = {key.kind for keys in KEYS.values() for key in keys}
    assert kinds == set(READERS) == set(KINDS)


def whole(thing):
    """Return the schema of a thing written in full."""
    return thing["anyOf"][0] if "anyOf" in thing else thing


def references(value):
    if isinstance(value, dict):
        yield from [value["$ref"]] if "$ref" in value else []
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)
