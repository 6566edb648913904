"""What `check` counts: in words that fit one and many, and with a case for what no example exercises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rulebook.check import examine
from rulebook.cli.statistics import format_statistics, statistics
from rulebook.geometry.axes import plain
from rulebook.model import Example

from tests.conftest import ROOT

SMALL = """\
title: Small
language: en
inputs:
  lamp: {question: On?, label: lamp, type: choice, options: {lit: {label: Lit}, dark: {label: Dark}}}
decisions:
  what:
    question: What?
    label: what
    outcomes: {act: {label: Act}, wait: {label: Wait}}
    rules:
      - {id: lit, when: {lamp: lit}, then: act, examples: [{lamp: lit}]}
      - {id: dark, when: {lamp: dark}, then: wait}
"""


def test_what_no_example_exercises_is_named_with_a_case(tmp_path):
    (tmp_path / "rules.yaml").write_text(SMALL, encoding="utf-8")
    found = examine(tmp_path / "rules.yaml")
    counts = statistics(found.rulebook, found.program)
    assert [(edge.decision, edge.answers) for edge in counts.untested_edges] == [("what", {"lamp": "dark"})]
    assert format_statistics(counts, 0).splitlines() == [
        "1 decision, 2 rules, 2 situations; at most 1 question, 1.0 on average.",
        "No example fires 1 of the rules: what/dark.",
        "No example takes 1 of 2 diagram edges, such as",
        "  what: lamp=dark",
        "Checked in 0.00 s.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rules.yaml", "tests/rulebooks/tariff/rules.yaml"])
def test_a_case_for_an_edge_makes_an_example_take_it(name):
    found = examine(ROOT / name)
    untested = statistics(found.rulebook, found.program).untested_edges
    assert untested
    for edge in untested[::40]:
        decision = found.rulebook.decisions[edge.decision]
        rule = replace(decision.rules[0], examples=(Example({one: plain(value) for one, value in edge.answers.items()}),))
        more = replace(decision, rules=(rule, *decision.rules[1:]))
        rulebook = replace(found.rulebook, decisions={**found.rulebook.decisions, decision.id: more})
        assert edge not in statistics(rulebook, found.program).untested_edges
