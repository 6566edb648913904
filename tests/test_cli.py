"""The commands answer people and programs, refuse bad words with exit code 2, and never print a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RULES = """\
title: Small
language: en
units: {dollar: {before: "$"}, day: {one: day, other: days}}
inputs:
  problem: {question: What?, label: problem, type: choice, options: {late: {label: Late}, lost: {label: Lost}}}
  days_left: {question: Days?, label: days left, type: integer, unit: day, unknown: no idea, ask_for: {date: window_end, question: "When?", minus: today}}
  item_value: {question: Worth?, label: item value, type: number, unit: dollar, range: "[0..1000]", unknown: no idea}
  dearer: {question: More?, label: dearer, type: choice, options: {"yes": {label: "Yes"}, "no": {label: "No"}}, unknown: no idea, ask_for: {amount: quote, question: Cost?, compare: "> item_value"}}
decisions:
  what:
    question: What now?
    label: what
    outcomes: {act: {label: Act now}, wait: {label: Wait}, closed: {label: Closed}}
    rules:
      - {id: over, when: {days_left: "< 0"}, then: closed, because: It is over., examples: [{window_end: 2026-12-01, today: 2026-12-02}]}
      - {id: lost, when: {days_left: [">= 0", unknown], problem: lost}, then: act, examples: [{problem: lost, days_left: 0}]}
      - {id: late, when: {days_left: [">= 0", unknown], problem: late}, then: wait, examples: [{problem: late, days_left: unknown}]}
  keep:
    question: Keep it?
    label: keep
    hit_policy: collect
    outcomes: {cheap: {label: It is cheap}, dear: {label: Postage is dear}}
    rules:
      - {id: low, when: {item_value: "< 20"}, then: cheap, examples: [{item_value: 19.99}]}
      - {id: post, when: {dearer: "yes"}, then: [dear, cheap], examples: [{item_value: 20, quote: 20.01}]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def run(*words, stdin=""):
    done = subprocess.run(
        [sys.executable, "-m", "rulebook.cli", *map(str, words)], input=stdin, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def decided(rules, *answers):
    return json.loads(run("--rules", rules, "--today", "2026-11-22", "ask", "--json", *answers).stdout)


def test_check_finds_nothing_wrong_with_a_sound_rulebook(rules):
    done = run("--rules", rules, "check", "--strict")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_warnings_are_errors_only_where_that_is_asked_for(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace(", examples: [{item_value: 19.99}]", ""), encoding="utf-8")
    assert [run("--rules", path, "check", *strict).returncode for strict in ([], ["--strict"])] == [0, 1]


@pytest.mark.slow
def test_check_tells_programs_what_it_tells_people(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace('[">= 0", unknown], problem: late', '">= 0", problem: late'), encoding="utf-8")
    done = run("--rules", path, "check", "--json")
    gap = next(finding for finding in json.loads(done.stdout) if finding["kind"] == "gap")
    assert done.returncode == 1
    assert gap["decision"] == "what" and gap["severity"] == "error"
    assert gap["witness"] == {"problem": "late", "days_left": "unknown"}
    said = run("--rules", path, "check").stdout
    assert "open: /check/?problem=late&days_left=unknown" in said
    assert "examples: - {problem: late, days_left: unknown}" in said


def test_ask_decides_what_the_answers_decide_and_names_what_is_open(rules):
    said = decided(rules, "problem=lost", "window_end=2026-11-22", "item_value=60")
    assert said["decisions"]["what"] | {"near_misses": 0} == {"outcome": "act", "rules": ["lost"], "open": [], "near_misses": 0}
    assert said["decisions"]["keep"]["outcome"] is None
    assert said["open"] == ["dearer"]


@pytest.mark.slow
def test_the_day_that_buyer_protection_ends_is_still_inside(rules):
    assert decided(rules, "problem=late", "window_end=2026-11-22")["decisions"]["what"]["outcome"] == "wait"
    assert decided(rules, "problem=late", "window_end=2026-11-21")["decisions"]["what"]["outcome"] == "closed"


@pytest.mark.slow
def test_a_decided_empty_collect_is_an_empty_list(rules):
    assert decided(rules, "item_value=60", "quote=60")["decisions"]["keep"]["outcome"] == []
    assert decided(rules, "item_value=60", "quote=60.01")["decisions"]["keep"]["outcome"] == ["dear", "cheap"]


@pytest.mark.slow
def test_an_amount_waits_until_it_has_something_to_be_compared_with(rules):
    assert decided(rules, "quote=60")["open"] == ["problem", "days_left", "item_value", "dearer"]
    assert "dearer" in decided(rules, "quote=60", "item_value=unknown")["open"]


def test_a_batch_answers_line_by_line_and_a_bad_line_costs_only_itself(rules, tmp_path):
    batch = tmp_path / "cases.jsonl"
    batch.write_text(
        '{"problem": "lost", "days_left": 3}\n{"problem": "stolen"}\n\n{"item_value": 5}\nnot json\n', encoding="utf-8"
    )
    done = run("--rules", rules, "ask", "--batch", batch)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [("error" in line) for line in lines] == [False, True, False, True]
    assert lines[0]["decisions"]["what"]["outcome"] == "act"


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["ask", "problem"],
        ["ask", "problem=stolen"],
        ["ask", "colour=red"],
        ["ask", "days_left=1.5"],
        ["ask", "days_left=1e3"],
        ["ask", "item_value=1001"],
        ["ask", "item_value=nan"],
        ["ask", "window_end=2026-02-30"],
        ["ask", "dearer=yes", "quote=3"],
        ["ask", "problem=lost", "problem=late"],
        ["ask", "problem=unknown"],
        ["ask", "--batch", "nowhere.jsonl"],
        ["--today", "yesterday", "check"],
        ["fly"],
        [],
    ],
    ids=" ".join,
)
def test_bad_words_are_refused_in_plain_words(rules, words):
    done = run("--rules", rules, *words)
    assert done.returncode == 2
    assert done.stderr.strip()


@pytest.mark.parametrize(
    "bounds, told", [("[0..)", "(range >= 0)"), ("(0..500]", "(range (0..500])"), ("[0.00001..900]", "(range [0.00001..900])")]
)
def test_a_number_outside_the_range_is_told_the_range(tmp_path, bounds, told):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace("[0..1000]", bounds), encoding="utf-8")
    assert told in run("--rules", path, "ask", "item_value=-1").stderr


@pytest.mark.slow
def test_what_a_terminal_cannot_show_is_escaped(rules, tmp_path, monkeypatch):
    batch = tmp_path / "cases.jsonl"
    batch.write_text('{"problem": "\\ud800"}\n', encoding="utf-8")
    done = run("--rules", rules, "ask", "--batch", batch)
    assert done.returncode == 2 and "\ud800" in json.loads(done.stdout)["error"]
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    changed = tmp_path / "changed.yaml"
    changed.write_text(RULES.replace("< 20", "< 21"), encoding="utf-8")
    done = run("diff", rules, changed)
    assert done.returncode == 0 and "\\u2192" in done.stdout


def test_impact_names_nothing_where_something_is_missing(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace("then: wait", "then: weight"), encoding="utf-8")
    done = run("--rules", path, "impact", "F01")
    assert done.returncode == 1 and 'no outcome "weight"' in done.stderr


@pytest.mark.slow
def test_ask_answers_what_is_sound_and_says_what_is_not(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace('[">= 0", unknown], problem: late', '">= 0", problem: late'), encoding="utf-8")
    done = run("--rules", path, "ask", "--json", "item_value=5", "quote=60")
    said = json.loads(done.stdout)
    assert (done.returncode, list(said["decisions"]), said["not_answered"]) == (1, ["keep"], ["what"])
    assert said["decisions"]["keep"]["outcome"] == ["cheap", "dear"]
    assert "no rule answers" in done.stderr
    assert "Not answered, because of the faults: what" in run("--rules", path, "ask", "item_value=5").stdout


def test_ask_answers_nothing_where_nothing_can_be_judged(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES.replace("inputs:", "input:"), encoding="utf-8")
    done = run("--rules", path, "ask", "problem=late")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'Did you mean "inputs"?' in done.stderr


def test_the_schema_that_editors_use_is_the_one_of_this_version():
    root = Path(__file__).parent.parent
    written = (root / "rules.schema.json").read_text(encoding="utf-8")
    assert written == run("schema").stdout, "rules.schema.json is out of date: run `make schema`"
