"""`check --fix` writes what can be computed, shows the difference, and leaves everything else as it stands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rulebook.check import examine
from rulebook.cli.fixing import fixed
from rulebook.cli.statistics import statistics

from tests.test_faults import QUICK

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
# What has more than one cure, or none that can be computed
BY_HAND = {"form_ids", "form_duplicate_key", "trap_anchors", "trap_tab", "trap_merge"}
HEAD = """\
# A head that stays.
title: Small     # and a comment behind
language: en

inputs:
  state: {question: "State?", label: state, type: choice, options: {broken: {label: Broken}, used: {label: Used}, lost: {label: Lost}}}
  days: {question: "Days?", label: days, type: integer, range: "[0..90]"}
decisions:
  refund:
    question: "Refund?"
    label: refund
    hit_policy: first
    outcomes: {full: {label: All}, none: {label: Nothing}}
    rules:
"""


def written(tmp_path, rules, **changes):
    text = HEAD + "".join(f"{line}\n" for line in rules)
    for old, new in changes.items():
        text = text.replace(old, new)
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return path, text


def applied(path):
    found = fixed(path, TODAY)
    path.write_text(found.after, encoding="utf-8", newline="")
    return found, examine(path, TODAY)


RULES = [
    "      - {id: broken, when: {state: broken}, then: full}   # why",
    "      - id: soon",
    "        when:",
    '          days: "<= 30"',
    "        then: full",
    "        # what stands below a rule",
    "      - id: late",
    "        when: {state: used}",
    "        examples:",
    "          - {state: used, days: 40}",
    "        then: none",
    "      - {id: rest, then: none, because: Else nothing., examples: [",
    "          {state: lost, days: 31},",
    "        ]}",
]


def test_every_rule_gets_an_example_and_every_edge_is_taken(tmp_path):
    path, text = written(tmp_path, RULES)
    found, checked = applied(path)
    assert not checked.findings and found.mended == 0
    assert statistics(checked.rulebook, checked.program).untested_edges == ()
    after = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        assert line.rstrip(",]} ").partition("}   #")[0] in after
    assert "# why" in after and "# what stands below a rule" in after and "# and a comment behind" in after
    assert fixed(path, TODAY).after == after  # there is nothing more to do


def test_line_ends_of_windows_stay(tmp_path):
    path, text = written(tmp_path, RULES)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    _, checked = applied(path)
    assert not checked.findings
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("state: brokn", "state: broken"),
        ("then: ful,", "then: full,"),
        ("stat: broken", "state: broken"),
        ("days: [30..60]", 'days: "[30..60]"'),
        ('days: ["> 30", "<= 60"]', 'days: "(30..60]"'),
        ('days: "> 30, <= 60"', 'days: "(30..60]"'),
        ('days: "[60..30]"', 'days: "[30..60]"'),
        ('days: "[60..999]"', 'days: "[60..90]"'),
        ('days: "=> 30"', 'days: ">= 30"'),
        ("days: > 30", 'days: "> 30"'),
        ("state: not(used, lost)", 'state: "not(used, lost)"'),
    ],
)
def test_what_has_one_cure_is_mended(wrong, right, tmp_path):
    when = f"when: {{{wrong}}}, then: full," if not wrong.startswith("then") else f"when: {{state: broken}}, {wrong}"
    rule = f"      - {{id: one, {when} because: Because.}}"
    path, _ = written(tmp_path, [rule, "      - {id: rest, then: none}"])
    found, checked = applied(path)
    assert right in path.read_text(encoding="utf-8")
    assert found.mended == 1 and not checked.has_errors


@pytest.mark.parametrize("fault", QUICK, ids=lambda fault: fault.stem)
def test_no_broken_rulebook_gets_worse(fault, tmp_path):
    for other in fault.parent.iterdir():
        if other.is_file():
            shutil.copy(other, tmp_path)
    path = tmp_path / fault.name
    before = examine(path, TODAY)
    found, after = applied(path)
    of_form = [sum(one.kind in ("form", "reference", "unit") for one in found.errors) for found in (before, after)]
    assert of_form[1] <= of_form[0]  # what can be judged only now may have faults of its own
    comments = [line for line in found.before.splitlines() if line.startswith("#")]
    assert comments == [line for line in found.after.splitlines() if line.startswith("#")]


def test_most_traps_of_yaml_are_mended(tmp_path):
    left = []
    for fault in [one for one in QUICK if one.stem.startswith("trap_") and one.stem not in BY_HAND]:
        path = tmp_path / fault.name
        shutil.copy(fault, path)
        _, after = applied(path)
        left += [fault.stem] * any(finding.kind == "form" for finding in after.errors)
    assert len(left) <= 5, left


def run(path, *words):
    done = subprocess.run(
        [sys.executable, "-m", "rulebook.cli", "check", str(path), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.slow
def test_the_file_is_changed_only_where_that_is_asked_for(tmp_path):
    path, text = written(tmp_path, RULES)
    shown = run(path, "--fix")
    assert path.read_text(encoding="utf-8") == text
    assert "+++ b/rules.yaml" in shown.stdout and "To be written with --write" in shown.stdout
    assert "No findings." in run(path, "--fix", "--write").stdout
    assert path.read_text(encoding="utf-8") != text
    assert "Nothing to fix" in run(path, "--fix").stdout


@pytest.mark.slow
def test_what_cannot_be_fixed_is_refused_in_words(tmp_path):
    path, _ = written(tmp_path, RULES)
    (tmp_path / "t.csv").write_text("U,a,then b\n1,x,y\n", encoding="utf-8")
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe")
    assert run(path, "--write").returncode == 2
    assert "Import it first" in run(tmp_path / "t.csv", "--fix").stderr
    assert "UTF-8" in run(tmp_path / "odd.yaml", "--fix").stderr
