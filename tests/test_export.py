"""Exports say what the rulebook says: to another engine, to a spreadsheet, to a program; and never run or break anything."""

from __future__ import annotations

import csv
import io
import json
import random as dice
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from rulebook.browser.state import read
from rulebook.check import examine
from rulebook.cli import main
from rulebook.evaluate import evaluate
from rulebook.export import FORMATS, downloads, export, requirements
from rulebook.export.cells import number
from rulebook.export.csv_tables import disarm, rearm
from rulebook.load import load
from rulebook.locale import words
from rulebook.model import UNKNOWN
from rulebook.tables import upstream_first
from rulebook.unary import Column, parse
from rulebook.views.setting import setting
from tests import random_rulebooks as random
from tests.dmn_engine import Engine

ROOT = Path(__file__).parent.parent
BOOKS = [ROOT / "rules.yaml", *sorted(ROOT.glob("tests/rulebooks/*/rules.yaml"))]
LARGE = ("tariff",)     # the other engine takes a while over several hundred rules
SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "dmn13" / "DMN13.xsd"))
MODEL = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
NASTY = ['<b>&amp;"\'', "]]><!--", "=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "a;=1", "a\n=1", "'=1"]
NASTY += ["\uff1d1", "\ufeff=1", "“é”", "a\u0301\u2028🙂"]
CONTROL = "\x00\x08\x1f\ufffe\ud800"
TRICKY = """\
title: Tricky <&">
language: en
inputs:
  and: {question: Both?, label: both, type: choice, options: {"yes": {label: "Yes"}, and: {label: And}, or: {label: Or}}, unknown: no idea}
  size: {question: Size?, label: size, type: number, range: "(-10..0.00012]", unknown: no idea}
  count: {question: How many?, label: count, type: integer}
decisions:
  of:
    question: Of what?
    label: of
    hit_policy: first
    outcomes: {and: {label: And}, "no": {label: "No"}}
    rules:
      - {id: a, when: {size: [unknown, "[-2..-1)", "(-1..0]"], and: [and, unknown]}, then: and, because: "=1+1 < 3 & \\"x\\""}
      - {id: b, when: {size: "not(unknown)", count: "not([3..5])"}, then: "no", because: "@x;=y"}
      - {id: rest, when: {}, then: and}
  in:
    question: In?
    label: in
    hit_policy: collect
    outcomes: {one: {label: One}, two: {label: Two}}
    rules:
      - {id: x, when: {of: "no", and: "not(or)"}, then: [one, two]}
      - {id: y, when: {size: "0.00012"}, then: two}
      - {id: z, when: {count: ["< -3", 7]}, then: one}
"""


def book(path):
    return pytest.param(path, id=path.parent.name, marks=[pytest.mark.slow] * (path.parent.name in LARGE))


@pytest.fixture(scope="module", params=map(book, BOOKS))
def checked(request):
    return sound(request.param)


@pytest.fixture(scope="module")
def tricky(tmp_path_factory):
    path = tmp_path_factory.mktemp("tricky") / "rules.yaml"
    path.write_text(TRICKY, encoding="utf-8")
    return sound(path)


def sound(path):
    found = examine(path)
    assert not found.has_errors, [finding.message for finding in found.findings if finding.severity == "error"]
    return found


def dmn(rulebook):
    return export(rulebook, "dmn")["rulebook.dmn"]


def some_value(spec, thrower):
    """Return a value of an input: any option, or a number on or beside a threshold that rules like to use."""
    unknown = [UNKNOWN] * (spec.unknown is not None)
    if spec.type == "choice":
        return thrower.choice([*spec.options, *unknown])
    numbers = [-61, -3, -2, -1, 0, 1, 3, 5, 7, 8, 15, 30, 31, 50, 80, 99, 100, 101, 500]
    numbers += [-1.5, 0.00012, 29.99, 30.5, 50.01] * (spec.type == "number")
    low, high = (spec.range.low, spec.range.high) if spec.range else (None, None)
    return thrower.choice([one for one in numbers if (low is None or one > low) and (high is None or one <= high)] + unknown)


def situation(rulebook, thrower, answers=None):
    """Return a full situation; what `answers` leaves open is thrown."""
    return {spec.id: (answers or {}).get(spec.id, some_value(spec, thrower)) for spec in rulebook.inputs.values()}


def ours(checked, whole, wanted):
    said = evaluate(checked.program, whole)["decisions"]
    return {name: (said[name]["outcome"], said[name]["rules"]) for name in wanted}


def with_upstream(rulebook, name):
    """Return a decision and all that it reads."""
    found = {name}
    for decision in reversed(upstream_first(rulebook)):
        if decision.id in found:
            found.update(column for column in rulebook.columns(decision) if column in rulebook.decisions)
    return found


# ------------------------------------------------------------------------------------------------------------------ DMN


def test_the_file_is_valid_dmn_1_3(checked):
    assert SCHEMA.validate(etree.fromstring(dmn(checked.rulebook))), SCHEMA.error_log


def test_every_example_gives_the_same_outcome_by_the_same_rules_in_another_engine(checked):
    engine, thrower = Engine(checked.rulebook, dmn(checked.rulebook)), dice.Random(6)
    for decision in checked.rulebook.decisions.values():
        wanted = with_upstream(checked.rulebook, decision.id)
        for rule in decision.rules:
            for one in rule.examples:
                answers = read(checked.program, list(one.answers.items()), 0)["answers"]
                whole = situation(checked.rulebook, thrower, answers)
                assert engine.decide(whole, wanted) == ours(checked, whole, wanted), (rule.id, whole)


def test_situations_that_nobody_chose_give_the_same_too(checked):
    agree_on_thrown_situations(checked, 60)


def test_intervals_among_others_tiny_numbers_and_words_of_feel_mean_the_same_too(tricky):
    agree_on_thrown_situations(tricky, 200)


def agree_on_thrown_situations(checked, many):
    engine, thrower = Engine(checked.rulebook, dmn(checked.rulebook)), dice.Random(7)
    for _ in range(many):
        whole = situation(checked.rulebook, thrower)
        assert engine.decide(whole) == ours(checked, whole, checked.rulebook.decisions), whole


@settings(max_examples=60)
@given(data=st.data())
def test_random_rulebooks_mean_the_same_in_another_engine_as_their_raw_rules(data, tmp_path_factory):
    book = data.draw(random.books(most_inputs=3))
    path = tmp_path_factory.mktemp("book") / "rules.yaml"
    path.write_text(random.written(book), encoding="utf-8")
    rulebook, _ = load(path)
    exported = dmn(rulebook)
    assert SCHEMA.validate(etree.fromstring(exported)), SCHEMA.error_log
    engine = Engine(rulebook, exported)
    everything = list(random.situations(book))
    for whole in data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=6)):
        said = engine.decide(whole)
        for decision in book["decisions"]:
            outcome, rules = random.result(book, decision, whole)
            outcome = list(outcome) if decision["hit_policy"] == "collect" else outcome
            assert said[decision["id"]] == (outcome, list(rules))


def test_what_feel_has_words_for_gets_another_name(tricky):
    tree = etree.fromstring(dmn(tricky.rulebook))
    assert SCHEMA.validate(tree), SCHEMA.error_log
    assert tree.xpath("//dmn:variable/@name", namespaces=MODEL) == ["and_", "size", "count", "of_", "in_"]
    read_as = tree.xpath("//dmn:inputExpression/dmn:text/text()", namespaces=MODEL)
    assert read_as == ["and_", "size", "count", "and_", "size", "count", "of_"]


def test_unknown_is_a_string_for_choices_and_null_for_numbers_and_passes_only_where_it_is_named(tricky):
    tree = etree.fromstring(dmn(tricky.rulebook))
    cells = {
        row.get("label"): row.xpath("dmn:inputEntry/dmn:text/text()", namespaces=MODEL)
        for row in tree.xpath("//dmn:rule", namespaces=MODEL)
    }
    assert cells["a"] == ['"and", "unknown"', "null, [-2..-1), (-1..0]", "-"]
    assert cells["b"] == ["-", "not(null)", "< 3, > 5"]
    assert cells["x"] == ['"yes", "and"', "-", "-", '"no"']
    assert cells["y"] == ["-", "0.00012", "-", "-"]
    allowed = tree.xpath("//dmn:itemDefinition[@name='t_size']/dmn:allowedValues/dmn:text/text()", namespaces=MODEL)
    assert allowed == ["null, (-10..0.00012]"]
    assert "it is null" in tree.findtext("dmn:description", namespaces=MODEL)


def test_a_collect_rule_with_several_outcomes_is_one_row_for_each(tricky):
    tree = etree.fromstring(dmn(tricky.rulebook))
    table = tree.xpath("//dmn:decision[@name='in_']/dmn:decisionTable", namespaces=MODEL)[0]
    assert table.get("hitPolicy") == "COLLECT"
    outcome = "dmn:outputEntry/dmn:text"
    made = [(row.get("label"), row.findtext(outcome, namespaces=MODEL)) for row in table.iterfind("dmn:rule", MODEL)]
    assert made == [("x", '"one"'), ("x", '"two"'), ("y", '"two"'), ("z", '"one"')]


def test_decisions_name_what_they_require_and_rules_where_they_come_from(checked):
    tree = etree.fromstring(dmn(checked.rulebook))
    for decision in checked.rulebook.decisions.values():
        (made,) = tree.xpath(f"//dmn:decision[@id='decision.{decision.id}']", namespaces=MODEL)
        required = made.xpath("dmn:informationRequirement/*/@href", namespaces=MODEL)
        assert [href.rpartition(".")[2] for href in required] == checked.rulebook.columns(decision)
        assert set(required) <= {f"#{id}" for id in tree.xpath("//@id")}
        assert made.find("dmn:decisionTable", MODEL).get("hitPolicy") == decision.hit_policy.upper()
        for rule in decision.rules:
            row = made.xpath(f"dmn:decisionTable/dmn:rule[@label='{rule.id}']", namespaces=MODEL)[0]
            notes = [note.text or "" for note in row.iterfind("dmn:annotationEntry/dmn:text", MODEL)]
            assert notes[0] == rule.id
            assert bool(notes[1]) == bool(rule.because) == (row.find("dmn:description", MODEL) is not None)
            assert all(cite.fact in notes[2] for cite in rule.source)


@settings(max_examples=40)
@given(text=st.text(st.characters(codec=None), max_size=20))
@example(text=CONTROL)
@example(text='<a b="c">&amp;]]>')
def test_no_text_breaks_the_file(tricky_rulebook, text):
    book = with_texts(tricky_rulebook, text)
    for format in FORMATS:
        for name, content in export(book, format).items():
            if name.endswith(".dmn"):
                assert SCHEMA.validate(etree.fromstring(content)), SCHEMA.error_log
            elif name.endswith(".json"):
                json.loads(content)
            else:
                assert len({len(row) for row in rows(content)}) == 1


@pytest.fixture(scope="module")
def tricky_rulebook(tricky):
    return tricky.rulebook


def with_texts(rulebook, text):
    """Return the rulebook with a text wherever people may write one."""

    def decision(one):
        outcomes = {id: replace(outcome, label=text, text=text) for id, outcome in one.outcomes.items()}
        rules = tuple(replace(rule, because=text) for rule in one.rules)
        return replace(one, question=text, label=text, help=text, none=text, outcomes=outcomes, rules=rules)

    inputs = {id: replace(spec, question=text, label=text, help=text) for id, spec in rulebook.inputs.items()}
    decisions = {id: decision(one) for id, one in rulebook.decisions.items()}
    return replace(rulebook, title=text, name=text, inputs=inputs, decisions=decisions)


@pytest.mark.parametrize("value, text", [(1e-7, "0.0000001"), (-0.5, "-0.5"), (123456789012345, "123456789012345")])
def test_numbers_have_no_exponent(value, text):
    assert number(value) == text


# ------------------------------------------------------------------------------------------------------------------ CSV


def rows(content):
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    return [[rearm(cell) for cell in row] for row in as_a_spreadsheet_sees_them(content)]


def as_a_spreadsheet_sees_them(content):
    return csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)


def read_back(rulebook, column, text):
    """Return what a cell lets through, read by the loader's own reader of tests."""
    if not text:
        return None
    spec = rulebook.inputs.get(column)
    options = rulebook.decisions[column].outcomes if spec is None else spec.options
    reads = Column(column, tuple(options) or None, spec and spec.unit, spec is not None and spec.unknown is not None)
    test, faults = parse([text] if text.startswith("not(") else text.split(", "), reads, rulebook.figures)
    assert not faults, (column, text, faults)
    return test.options, test.intervals, test.unknown


def test_a_table_read_back_has_the_rules_of_its_decision(checked):
    for decision in checked.rulebook.decisions.values():
        columns = checked.rulebook.columns(decision)
        heading, *body = rows(export(checked.rulebook, "csv")[f"{decision.id}.csv"])
        assert heading == ["Rule", *columns, "Outcome", "Label", "Because", "Basis", "Source", "Hit policy"]
        assert [(row[0], row[-6].split(", "), row[-1]) for row in body] == [
            (rule.id, list(rule.then), decision.hit_policy) for rule in decision.rules
        ]
        for rule, row in zip(decision.rules, body):
            for column, text in zip(columns, row[1:]):
                test = rule.when.get(column)
                passing = test and (test.options, test.intervals, test.unknown)
                assert read_back(checked.rulebook, column, text) == passing, (rule.id, text)


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_runs_as_a_formula_and_none_is_lost(tricky, text):
    said = setting(tricky.rulebook, words("en")).plain(text)
    for content in export(with_texts(tricky.rulebook, text), "csv").values():
        assert {row[-4] for row in rows(content)[1:]} == {said}
        for row in as_a_spreadsheet_sees_them(content):
            for cell in row:
                assert not cell or cell[0] not in "=+-@\t\r\n"
                for part in cell.replace("|", ";").replace("\n", ";").replace("\r", ";").replace("\t", ";").split(";"):
                    assert not part.lstrip(' "\ufeff\u200b\xa0').startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))


@given(st.text(st.sampled_from("='+-@;|\t\r\n \"ab\ufeff\uff1d"), max_size=12))
def test_what_is_disarmed_can_be_rearmed(text):
    assert rearm(disarm(text)) == text
    assert disarm(text)[:1] not in tuple("=+-@\t\r\n")


# ----------------------------------------------------------------------------------------------------------------- JSON


def test_json_holds_every_value_of_the_model(checked):
    book = json.loads(export(checked.rulebook, "json")["rulebook.json"])
    assert book["version"] == checked.rulebook.version
    same(checked.rulebook, book)


def same(value, data):
    """Assert that JSON data says what a value of the model says, but for where it stands in the file."""
    if is_dataclass(value):
        for each in fields(value):
            if each.name not in ("file", "line", "facts_file"):
                same(getattr(value, each.name), data[each.name])
    elif isinstance(value, frozenset):
        assert value == set(data)
    elif hasattr(value, "keys"):
        assert list(value) == list(data)
        for key in value:
            same(value[key], data[key])
    elif isinstance(value, tuple | list):
        assert len(value) == len(data)
        for one, other in zip(value, data):
            same(one, other)
    else:
        assert (value.isoformat() if hasattr(value, "isoformat") else value) == data


# --------------------------------------------------------------------------------------------- Files, addresses, command


def test_the_same_rulebook_gives_the_same_bytes(checked):
    again = examine(checked.rulebook.file).rulebook
    assert downloads(again) == downloads(checked.rulebook)


def test_the_site_offers_the_whole_and_a_table_for_each_decision(checked):
    tables = {f"/decisions/{id}/{id}.csv" for id in checked.rulebook.decisions}
    assert set(downloads(checked.rulebook)) == {"/rulebook.dmn", "/rulebook.json"} | tables


def test_in_the_requirements_graph_everything_stands_above_what_it_needs_and_nothing_overlaps(checked):
    whole = requirements(checked.rulebook)
    nodes = {node.id: node for node in whole.nodes}
    assert set(checked.rulebook.decisions) <= set(nodes)
    decisions = checked.rulebook.decisions.values()
    assert {(column, one.id) for one in decisions for column in checked.rulebook.columns(one)} == set(whole.edges)
    assert all(nodes[below].y > nodes[above].y for below, above in whole.edges)
    assert len({(node.x, node.y) for node in whole.nodes}) == len(nodes)
    assert all(0 <= node.x <= whole.width - node.width and 0 <= node.y <= whole.height - node.height for node in whole.nodes)
    for one in checked.rulebook.decisions:
        part = requirements(checked.rulebook, around=one, inputs=False)
        assert one in {node.id for node in part.nodes} <= set(checked.rulebook.decisions)


LIBRARY = str(ROOT / "tests" / "rulebooks" / "library" / "rules.yaml")


@pytest.mark.parametrize("format", ["dmn", "json"])
def test_one_file_is_printed_unless_a_folder_is_named(format, tmp_path, capfdbinary):
    assert main(["--rules", LIBRARY, "export", "--format", format]) == 0
    printed = capfdbinary.readouterr().out
    assert main(["--rules", LIBRARY, "export", "--format", format, "--output", str(tmp_path / "new" / "folder")]) == 0
    assert printed == (tmp_path / "new" / "folder" / f"rulebook.{format}").read_bytes()


def test_csv_needs_a_folder_and_says_so(tmp_path, capsys):
    assert main(["--rules", LIBRARY, "export", "--format", "csv"]) == 2
    assert "--output FOLDER" in capsys.readouterr().err
    assert main(["--rules", LIBRARY, "export", "--format", "csv", "--output", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"condition.csv", "payment.csv", "bring.csv"}


def test_a_folder_that_cannot_be_written_is_a_bad_argument(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["--rules", LIBRARY, "export", "--format", "json", "--output", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_rulebook_with_errors_is_not_exported(tmp_path, capsys):
    path = tmp_path / "rules.yaml"
    path.write_text(TRICKY.replace("      - {id: rest, when: {}, then: and}\n", ""), encoding="utf-8")
    assert main(["--rules", str(path), "export", "--format", "dmn"]) == 1
    assert capsys.readouterr().out == ""
