"""schema: made from the key table, so an editor knows every key that the loader knows."""

import json
from pathlib import Path

import pytest
import yaml
from rulebook.check import check
from rulebook.cli.schema import KINDS, schema
from rulebook.load.keys import KEYS
from rulebook.load.shape import READERS

from tests.json_schema import CoreLoader, fits
from tests.test_faults import QUICK

ROOT = Path(__file__).parent.parent
SOUND = [ROOT / "plugins/rulebook/cli/example/rules.yaml", *sorted(ROOT.glob("tests/rulebooks/*/rules.yaml"))]
FAULTY = [*QUICK, *(path for path in sorted(ROOT.glob("docs/findings/*.yaml")) if path.stem != "not_judged")]
# What no schema can know: what other things are called, or hold, and what another reader of YAML would have read
BEYOND = {
    "example": "an answer needs another",
    "form_between_in_a_test": "what a figure is",
    "form_duplicate_key": "told by the reader of YAML",
    "form_example": "which inputs and options there are",
    "form_namespace": "what others are called",
    "form_range_without_whole_number": "arithmetic",
    "reference_in_asking": "which inputs and options there are",
    "trap_dash_in_a_map": "read as the text it was meant to be",
    "trap_date": "read as the text it was meant to be",
}


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


def refused(path):
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)
    except yaml.YAMLError:
        return True
    made = schema()
    return not fits(value, made, made)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.parent.name)
def test_a_sound_rulebook_fits(path):
    assert not refused(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_what_is_refused_is_at_fault_and_what_is_written_wrongly_is_refused_as_far_as_it_can_be(path):
    form = [one for one in check(path)[1] if (one.kind, one.severity, one.file) == ("form", "error", str(path))]
    others = [one for one in check(path)[1] if one.kind in ("reference", "unit") and one.severity == "error"]
    if refused(path):
        assert form or others
    else:
        assert not form or path.stem in BEYOND


def test_what_is_said_to_be_beyond_a_schema_is():
    assert not [path.stem for path in FAULTY if path.stem in BEYOND and refused(path)]
