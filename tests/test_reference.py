"""reference: docs/rulebook.md says what the code does, and every kind of finding stands there with the smallest file for it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from rulebook.check import check, examine
from rulebook.cli.key_examples import EXAMPLE, as_value, key_examples
from rulebook.cli.reference import PAGE, PARTS, SMALLEST, TODAY, TYPES, renewed
from rulebook.cli.schema import schema
from rulebook.finding_kinds import KINDS, SEVERITIES
from rulebook.load.keys import KEYS
from rulebook.load.shape import READERS

from tests.conftest import ROOT

PLUGIN = ROOT / "plugins" / "rulebook"
STALE = "docs/rulebook.md is older than the code: run `make docs`"
FIRST_WORD = {"error": "error", "recoverable_error": "error", "warn": "warning"}  # methods of Report → severity
CALLS = {*FIRST_WORD, "Finding", "finding", "faulty", "Fault"}
FIELDS = {"for": "audience"}  # keys whose fields are called otherwise, since Python has taken the word
BRINGS = {"shadowed": {"example"}, "unreachable": {"example"}}  # a rule that never fires has no example that could hold


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.slow
def test_the_page_is_what_make_docs_writes():
    page = PAGE.read_text("utf-8")
    assert renewed(page) == page, STALE


def test_every_part_between_marks_is_written_and_every_table_has_its_place():
    page = PAGE.read_text("utf-8")
    assert page.count("<!-- made: ") == page.count("<!-- /made -->") == len(PARTS.findall(page)) == 5


def test_the_first_rulebook_of_the_page_is_without_findings(tmp_path):
    (tmp_path / "rules.yaml").write_text(re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1], "utf-8")
    assert check(tmp_path / "rules.yaml", TODAY)[1] == []


def test_the_example_rulebook_is_without_findings():
    assert check(PLUGIN / EXAMPLE, TODAY)[1] == []


def test_the_example_rulebook_has_every_key():
    every = {(thing, key.name) for thing, keys in KEYS.items() for key in keys}
    assert every == set(key_examples()), f"give every key a value in plugins/rulebook/{EXAMPLE}, then run `make docs schema`"


def test_every_kind_of_key_has_a_type_in_words():
    assert set(TYPES) == set(READERS)


def test_a_default_is_what_the_reader_takes():
    rulebook = examine(SMALLEST / "gap.yaml", TODAY).rulebook
    decision = rulebook.decisions["refund"]
    defaults = {(thing, key.name): key.default for thing, keys in KEYS.items() for key in keys if key.default is not None}
    lead = examine(SMALLEST / "answer.yaml", TODAY).rulebook.inputs["broken"].options["yes"].lead
    found = {"decision": decision, "outcome": decision.outcomes["full"], "rule": decision.rules[0], "general_answer": lead}
    assert defaults
    assert {(thing, key): getattr(found[thing], FIELDS.get(key, key)) for thing, key in defaults} == defaults


def test_the_schema_gives_examples_and_defaults():
    made = schema()["$defs"]
    assert made["decision"]["properties"]["hit_policy"]["default"] == "unique"
    assert made["input"]["properties"]["range"]["examples"] == ["[-365..365]"]
    assert made["rule"]["properties"]["examples"]["examples"] == [[{"days_left": 0}]]
    assert as_value(key_examples()["rulebook", "reviewed"]) == "2026-11-22"


@pytest.mark.parametrize("kind", KINDS)
def test_the_smallest_file_gives_its_kind_and_nothing_else(kind):
    found = check(SMALLEST / f"{kind}.yaml", TODAY)[1]
    assert {one.kind for one in found} == {kind} | BRINGS.get(kind, set())
    assert sum(one.kind == kind for one in found) == 1


def test_every_smallest_file_is_of_a_kind():
    assert {path.stem for path in SMALLEST.glob("*.yaml")} == set(KINDS)


def test_every_kind_that_code_tells_is_in_the_table_with_its_severity_and_room():
    severities, rooms = defaultdict(set), defaultdict(set)
    for path in PLUGIN.rglob("*.py"):
        for kind, severity in told(ast.parse(path.read_text("utf-8"))):
            rooms[kind].add(path.relative_to(PLUGIN).parts[0])
            severities[kind] |= {severity} if severity else set()
    assert set(rooms) == set(KINDS), "plugins/rulebook/finding_kinds.py has a line for every kind, and for no other"
    for kind, known in KINDS.items():
        assert severities[kind] <= set(known.severities) <= set(SEVERITIES), kind
        assert rooms[kind] == set(known.rooms), kind


def test_every_kind_that_a_fault_expects_is_in_the_table():
    for path in (ROOT / "tests" / "faults").glob("*.yaml"):
        for kind, severity in re.findall(r"^# expect: (\w+) (\w+)", path.read_text("utf-8"), re.MULTILINE):
            assert severity in KINDS[kind].severities, path.name


def told(tree):
    """Yield (kind, severity or None) of every finding that a module can tell: calls that make one, faults that are yielded."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in CALLS and node.args:
            kind, severity = node.args[0], FIRST_WORD.get(name_of(node.func))
            given = [node.args[1]] if name_of(node.func) == "Finding" and len(node.args) > 1 else []
            given += [each.value for each in node.keywords if each.arg == "severity"]
            words = [each.value for each in given if isinstance(each, ast.Constant)]
            if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
                yield kind.value, words[0] if words else severity
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 4:
            kind = node.value.elts[0]
            if isinstance(kind, ast.Constant):
                yield kind.value, None


def name_of(function):
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_where_the_page_is_cited_it_has_that_section():
    sections = set(re.findall(r"^## (\d+)\. ", PAGE.read_text("utf-8"), re.MULTILINE))
    code = [path for folder in (PLUGIN, ROOT / "tests") for path in folder.rglob("*.py") if path != Path(__file__)]
    for path in [*code, *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]:
        for folder, number in re.findall(r"(docs/)?\brulebook\.md(?: §(\d+))?", path.read_text("utf-8")):
            inside = Path("docs") in path.relative_to(ROOT).parents
            assert folder or inside, f"{path} cites rulebook.md without saying where it is"
            assert not number or number in sections, f"{path} cites docs/rulebook.md §{number}"
