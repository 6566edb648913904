"""Tables of other tools become rulebooks: read safely, with ids, types and domains, and a note for all that is rewritten."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rulebook.check import examine
from rulebook.cli.diff import diff
from rulebook.evaluate import evaluate
from rulebook.export import export
from rulebook.importing import imported
from rulebook.load import load

ROOT = Path(__file__).parent.parent
RULEBOOKS = [
    ROOT / "plugins/rulebook/cli/example/rules.yaml",
    *sorted((ROOT / "tests/rulebooks").glob("*/rules.yaml")),
    ROOT / "tests/rulebooks/parcel.yaml",
]
VERSIONS = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}
DMN = """<?xml version="1.0"?>
<definitions xmlns="{namespace}" name="Loan" namespace="x">
  <itemDefinition name="tRisk"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
  <inputData id="i1" name="Applicant Age"><variable name="Applicant Age" typeRef="number"/></inputData>
  <inputData id="i2" name="Member"><variable name="Member" typeRef="boolean"/></inputData>
  <inputData id="i3" name="Nobody asks"><variable name="Nobody asks" typeRef="string"/></inputData>
  <decision id="d1" name="Risk"><variable name="Risk" typeRef="tRisk"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>Applicant Age</text></inputExpression></input>
      <output typeRef="tRisk"/>
      <rule><inputEntry><text>&lt; 25</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
      <rule><inputEntry><text>[25..60)</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="d2" name="Offer"><variable name="Offer"/>
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <decisionTable hitPolicy="PRIORITY">
      <input><inputExpression typeRef="string"><text>Risk</text></inputExpression></input>
      <input><inputExpression typeRef="boolean"><text>Member</text></inputExpression></input>
      <input><inputExpression typeRef="number"><text>Applicant Age</text></inputExpression></input>
      <output name="Rate"><outputValues><text>"best", "usual"</text></outputValues></output>
      <output name="Fee"/>
      <rule><inputEntry><text>-</text></inputEntry><inputEntry/><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"usual"</text></outputEntry><outputEntry><text>10</text></outputEntry></rule>
      <rule id="members"><inputEntry><text>"low"</text></inputEntry><inputEntry><text>true</text></inputEntry><inputEntry><text>even(?)</text></inputEntry>
        <outputEntry><text>"best"</text></outputEntry><outputEntry><text>0</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"""


def book(tmp_path, *files):
    """Write files, import them, and return what was made and the rulebook that it is."""
    paths = []
    for name, data in files:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        paths.append(path)
    made = imported(paths)
    (tmp_path / "made.yaml").write_text(made.text, encoding="utf-8")
    return made, examine(tmp_path / "made.yaml")


def of_form(checked):
    return [finding.message for finding in checked.findings if finding.kind in ("form", "reference", "cycle")]


def decided(checked, decision, **answers):
    return evaluate(checked.program, answers)["decisions"][decision]["outcome"]


# --- DMN -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_dmn_of_every_version_becomes_a_rulebook(version, tmp_path):
    made, checked = book(tmp_path, ("loan.dmn", DMN.format(namespace=VERSIONS[version])))
    rules = checked.rulebook
    assert of_form(checked) == [] and rules.title == "Loan"
    assert {id: spec.type for id, spec in rules.inputs.items()} == {
        "applicant_age": "number",
        "member": "choice",
        "applicant_age_even": "choice",
    }
    assert list(rules.decisions["risk"].outcomes) == ["low", "high"]
    assert [rule.id for rule in rules.decisions["offer"].rules] == ["members", "rule_1"]  # by the priority of "best"
    assert rules.decisions["offer"].outcomes["best_0"].label == "Rate: best, Fee: 0"
    said = " ".join(note for _, note in made.notes)
    assert "PRIORITY is read as first" in said and "even(?)" in said and '"Nobody asks"' in said
    gap = next(finding for finding in checked.findings if finding.kind == "gap")
    assert gap.decision == "risk" and gap.witness["applicant_age"] == 60


def test_findings_about_a_file_are_told_with_its_own_lines(tmp_path):
    path = tmp_path / "loan.dmn"
    path.write_text(DMN.format(namespace=VERSIONS["1.3"]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rulebook.cli", "check", str(path), "--json"], capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)
    assert done.returncode == 1 and {one["file"] for one in found} == {str(path)}
    lines = path.read_text(encoding="utf-8").splitlines()
    gap = next(one for one in found if one["kind"] == "gap")
    assert '<decisionTable hitPolicy="UNIQUE">' in lines[gap["line"] - 1]
    assert not [one for one in found if one["kind"] == "example"]


@pytest.mark.slow
@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.parent.name)
def test_what_is_exported_as_dmn_and_imported_again_answers_alike(path, tmp_path):
    old = load(path)[0]
    made, checked = book(tmp_path, ("rulebook.dmn", export(old, "dmn")["rulebook.dmn"]))
    new = checked.rulebook
    assert list(made.notes) == [] and of_form(checked) == []
    assert diff(old, new).changes == () and diff(old, new).not_compared == ()
    for one in old.decisions.values():
        other = new.decisions[one.id]
        assert (one.hit_policy, list(one.outcomes)) == (other.hit_policy, list(other.outcomes))
        assert [(rule.id, rule.then, rule.basis, rule.source) for rule in one.rules] == [
            (rule.id, rule.then, rule.basis, rule.source) for rule in other.rules
        ]
    for id, spec in old.inputs.items():
        other = new.inputs[id]
        assert (spec.type, list(spec.options), spec.range, spec.unknown is None) == (
            other.type,
            list(other.options),
            other.range,
            other.unknown is None,
        )


# --- CSV and XLSX ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.parent.name)
def test_what_is_exported_as_csv_and_imported_again_has_the_same_rules(path, tmp_path):
    old = load(path)[0]
    _, checked = book(tmp_path, *export(old, "csv").items())
    assert of_form(checked) == []
    for one in old.decisions.values():
        other = checked.rulebook.decisions[one.id]
        assert one.hit_policy == other.hit_policy
        assert [(rule.id, rule.then, rule.basis, rule.source) for rule in one.rules] == [
            (rule.id, rule.then, rule.basis, rule.source) for rule in other.rules
        ]
        for rule, again in zip(one.rules, other.rules, strict=True):
            assert {column for column in rule.when if column in old.decisions} <= again.when.keys()
            for column, test in rule.when.items():
                if column in old.inputs and test.intervals and column in again.when:
                    assert again.when[column].intervals == test.intervals


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_somebody_elses_is_read_by_its_headings(delimiter, tmp_path):
    rows = [
        ["F", "state", "days", "then refund", "comment"],
        ["1", "broken", "", "all", "x"],
        ["2", "", "> 30", "none", ""],
        ["3", "", "", "half", ""],
    ]
    made, checked = book(tmp_path, ("t.csv", "\r\n".join(delimiter.join(row) for row in rows)))
    decision = checked.rulebook.decisions["t"]
    assert of_form(checked) == [] and decision.hit_policy == "first"
    assert decided(checked, "t", state="other", days=31) == "none" and decided(checked, "t", state="broken", days=31) == "all"
    assert decision.rules[0].because == "x" and [note for _, note in made.notes] == [
        'which values "state" may have is not said: besides those tested there is "other".'
    ]


def test_what_had_to_be_assumed_of_a_table_is_said(tmp_path):
    made, checked = book(tmp_path, ("t.csv", "age,member,price\n< 18,yes,5\n>= 18,yes,7\n>= 18,no,9\n"))
    said = " ".join(note for _, note in made.notes)
    assert 'the last column, "price"' in said and "taken to be unique" in said
    assert [finding.kind for finding in checked.findings if finding.severity == "error"] == ["gap"]


def test_a_workbook_has_a_decision_on_each_sheet(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    first = made.active
    first.title = "risk"
    for row in (["U", "age", "then risk"], [1, "< 25", "high"], [2, ">= 25", "low"]):
        first.append(row)
    second = made.create_sheet("price")
    for row in (["F", "risk", "paid", "then price"], [1, "high", True, 10], [2, None, None, 5.5]):
        second.append(row)
    made.create_sheet("notes").append(["nothing here"])
    data = io.BytesIO()
    made.save(data)
    done, checked = book(tmp_path, ("prices.xlsx", data.getvalue()))
    assert of_form(checked) == [] and "a sheet is left out" in " ".join(note for _, note in done.notes)
    assert decided(checked, "price", age=20, paid="yes") == "x_10" and decided(checked, "price", age=30) == "x_5_5"


# --- GoRules ---------------------------------------------------------------------------------------------------------


def zen(*tables, edges=()):
    nodes = [
        {
            "id": name,
            "name": name,
            "type": "decisionTableNode",
            "content": {
                "hitPolicy": policy,
                "inputs": [{"id": f"i{at}", "field": field, "name": field} for at, field in enumerate(inputs)],
                "outputs": [{"id": "o", "field": output, "name": output}],
                "rules": [
                    {"_id": str(at), **{f"i{n}": cell for n, cell in enumerate(row[:-1])}, "o": row[-1]}
                    for at, row in enumerate(rows)
                ],
            },
        }
        for name, policy, inputs, output, rows in tables
    ]
    nodes.append({"id": "f", "name": "sum", "type": "functionNode"})
    return json.dumps({"nodes": nodes, "edges": [{"sourceId": one, "targetId": other} for one, other in edges]})


def test_a_graph_becomes_decisions_that_read_each_other(tmp_path):
    risk = ("Risk", "first", ["driver.age"], "risk", [["< 25", "'high'"], ["", "'low'"]])
    price = ("Price", "first", ["risk", ""], "price", [["'high'", "member == true", "10"], ["", "", "5"]])
    made, checked = book(tmp_path, ("g.json", zen(risk, price, edges=[("Risk", "Price")])))
    assert of_form(checked) == [] and not checked.has_errors
    assert decided(checked, "price", driver_age=20, member="yes") == "x_10"
    assert decided(checked, "price", driver_age=30) == "x_5"
    assert any('function "sum"' in note for _, note in made.notes)


def test_a_table_that_another_does_not_feed_is_not_read_by_it(tmp_path):
    risk = ("Risk", "first", ["age"], "risk", [["< 25", "'high'"], ["", "'low'"]])
    price = ("Price", "first", ["risk"], "price", [["'high'", "10"], ["", "5"]])
    _, checked = book(tmp_path, ("g.json", zen(risk, price)))
    assert "risk" in checked.rulebook.decisions and checked.rulebook.inputs["risk_2"].type == "choice"
