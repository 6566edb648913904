"""What the tests of exports share: the rulebooks they write out, one of them full of traps, and how a table is read back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from rulebook.check import examine
from rulebook.export import export
from rulebook.export.csv_tables import unescape_formula

ROOT = Path(__file__).parent.parent
LARGE = "tariff"  # another engine takes a while over several hundred rules
BOOKS = {"rules.yaml": ROOT / "rules.yaml"} | {
    path.parent.name: path for path in sorted(ROOT.glob("tests/rulebooks/*/rules.yaml"))
}
PARAMS = [pytest.param(path, id=name, marks=[pytest.mark.slow] * (name == LARGE)) for name, path in BOOKS.items()]
SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "dmn13" / "DMN13.xsd"))
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


def sound(path):
    """Return what `examine` finds in a rulebook without errors."""
    found = examine(path)
    assert not found.has_errors, [finding.message for finding in found.findings if finding.severity == "error"]
    return found


@pytest.fixture(scope="module", params=PARAMS)
def checked(request):
    return sound(request.param)


@pytest.fixture(scope="module")
def tricky(tmp_path_factory):
    path = tmp_path_factory.mktemp("tricky") / "rules.yaml"
    path.write_text(TRICKY, encoding="utf-8")
    return sound(path)


def dmn(rulebook):
    return export(rulebook, "dmn")["rulebook.dmn"]


def rows(content):
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    return [[unescape_formula(cell) for cell in row] for row in as_a_spreadsheet_sees_them(content)]


def as_a_spreadsheet_sees_them(content):
    return csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)


def with_texts(rulebook, text):
    """Return the rulebook with a text wherever people may write one."""

    def decision(one):
        outcomes = {id: replace(outcome, label=text, text=text) for id, outcome in one.outcomes.items()}
        rules = tuple(replace(rule, because=text) for rule in one.rules)
        return replace(one, question=text, label=text, help=text, none=text, outcomes=outcomes, rules=rules)

    inputs = {id: replace(spec, question=text, label=text, help=text) for id, spec in rulebook.inputs.items()}
    decisions = {id: decision(one) for id, one in rulebook.decisions.items()}
    return replace(rulebook, title=text, name=text, inputs=inputs, decisions=decisions)
