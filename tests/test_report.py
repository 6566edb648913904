"""A finding's witness can be used as it is printed: pasted under `examples:`, opened in the checker, given to `ask`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from rulebook.browser.state import read
from rulebook.check import examine
from rulebook.check.report import text, witness_example, witness_url, witness_words
from rulebook.model import Finding

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


OBEYED = ["\x1b[2K\r", "\x9b31m", "\b\b\b", "\u202e", "\u2028", "\x7f", "\a"]


@pytest.mark.slow
@pytest.mark.parametrize("odd", OBEYED, ids=ascii)
@pytest.mark.parametrize(
    "words", [["check"], ["check", "--json"], ["ask", "width=1"], ["ask", "--json", "width=1"]], ids=" ".join
)
def test_nothing_in_a_rulebook_moves_the_cursor(tmp_path, odd, words):
    rules = RULES.replace('"< 0.00002"', '"<= 0.00002"').replace("label: Act", f"{json.dumps('x' + odd + 'y')}: 1, label: Act")
    (tmp_path / f"rules{odd[:1]}.yaml").write_text(rules, encoding="utf-8")
    command = [sys.executable, "-m", "rulebook.cli", "--rules", str(tmp_path / f"rules{odd[:1]}.yaml"), *words]
    done = subprocess.run(command, capture_output=True, check=False)
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 1 and "control character" in said
    assert not any(char in said for char in odd if not char.isprintable())


def test_a_line_end_in_a_finding_begins_no_line():
    faked = Finding("form", "error", "rules.yaml", 3, 'the id "x\nNo findings." is taken.', "Mend it.")
    assert text([faked]).splitlines()[0] == r'rules.yaml:3  the id "x\nNo findings." is taken.'
