"""A finding's witness can be used as it is printed: pasted under `examples:`, opened in the checker, given to `ask`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from rulebook.browser.state import read
from rulebook.check import examine
from rulebook.check.report import text, witness_example, witness_url, witness_words

RULES = """\
title: Small
language: en
inputs:
  lamp: {question: On?, label: lamp, type: choice, options: {"on": {label: "On"}, "null": {label: None}, "yes": {label: "Yes"}}}
  width: {question: How wide?, label: width, type: number}
decisions:
  what:
    question: What?
    label: what
    outcomes: {act: {label: Act}}
    rules:
      - {id: wide, when: {width: "> 0.00002"}, then: act, examples: [{width: 1, lamp: "on"}]}
      - {id: thin, when: {width: "< 0.00002"}, then: act, examples: [{width: 0, lamp: "on"}]}
"""


@pytest.fixture
def gap(tmp_path):
    """Yield the one gap of RULES, and a function that examines other rules."""

    def examined(rules):
        (tmp_path / "rules.yaml").write_text(rules, encoding="utf-8")
        return examine(tmp_path / "rules.yaml")

    (found,) = (finding for finding in examined(RULES).findings if finding.kind == "gap")
    return found, examined


def test_a_tiny_number_is_printed_in_decimals(gap):
    found, _ = gap
    assert "width=0.00002" in found.message
    assert witness_words(found.witness) == "width=0.00002"
    assert "e-05" not in text([found])


@pytest.mark.parametrize("lamp", ["on", "null", "yes"])
def test_what_is_printed_is_read_back_as_the_same_situation(gap, lamp):
    found, examined = gap
    witness = {"lamp": lamp} | found.witness
    rule = f'      - {{id: new, when: {{width: "0.00002"}}, then: act, examples: [{witness_example(witness)[2:]}]}}\n'
    checked = examined(RULES + rule)
    assert not checked.has_errors, text(checked.findings)
    assert checked.rulebook.decisions["what"].rules[-1].examples[0].answers == {"lamp": lamp, "width": "0.00002"}
    asked = read(checked.program, parse_qsl(urlsplit(witness_url(witness)).query), 0)
    assert (asked["answers"], asked["notes"]) == (witness, [])


def test_findings_stand_by_file_errors_first_then_by_line(gap, tmp_path):
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "x.md").write_text("Title: X\n\n{{ nothing }}\n", encoding="utf-8")
    rules = RULES.replace('"< 0.00002"', '"<= 0.00002"').replace("inputs:", "figures: {spare: {label: spare, value: 3}}\ninputs:")
    rules = rules.replace("then: act, examples: [{width: 1", 'then: act, because: "{{ gone }}", examples: [{width: 1')
    rules = rules.replace(', examples: [{width: 0, lamp: "on"}]', ', because: "{{ gone }}"')
    found = [(Path(one.file).name, one.severity, one.line) for one in gap[1](rules).findings]
    assert found == [
        ("x.md", "error", 3),
        ("rules.yaml", "error", 13),
        ("rules.yaml", "error", 14),
        ("rules.yaml", "warning", 3),
        ("rules.yaml", "warning", 14),
        ("rules.yaml", "note", 13),
    ]
