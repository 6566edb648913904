"""What rests on a fact is listed whole: by citation and by figure, in rules, outcomes, pages and cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rulebook.check import examine
from rulebook.cli.impact import format_impact, impact

RULES = """\
title: Lamps
language: en
sources: {guide: {title: A guide, facts: facts.md, unused: {F03: comparison only}}}
units: {euro: {before: "€"}}
figures:
  line: {label: the line, value: 50, unit: euro, source: guide F01}
  line_two: {label: another, value: 60, unit: euro, source: guide F02}
inputs:
  worth: {question: What is it worth?, label: worth, type: number, unit: euro}
decisions:
  refund:
    question: Do I get my money back?
    label: refund
    outcomes:
      full: {label: In full, text: "Above {{ line }}."}
      nothing: {label: Nothing, source: guide F02}
      some: {label: Some, letter: "More than {{ line_two.bare }}."}
    rules:
      - {id: dear, when: {worth: "> line_two"}, then: full, source: guide F02, examples: [{worth: 61}]}
      - {id: middle, when: {worth: "(line..line_two]"}, then: some, source: guide F02, examples: [{worth: 51}, {worth: 60}]}
      - {id: cheap, when: {worth: "<= line"}, then: nothing, because: "Up to {{ line }}.", source: guide F02, examples: [{worth: 50}]}
"""


@pytest.fixture
def checked(tmp_path):
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "facts.md").write_text("- F01 The line.\n- F02 The other.\n- F03 A third.\n", encoding="utf-8")
    (tmp_path / "content" / "guide").mkdir(parents=True)
    (tmp_path / "content" / "guide" / "money.md").write_text(
        "Title: Money\nDescription: About money.\n\nUp to {{ line }}.\n", encoding="utf-8"
    )
    return examine(tmp_path / "rules.yaml")


def test_a_fact_behind_a_figure_reaches_all_that_print_or_test_the_figure(checked):
    found = impact(checked.rulebook, "F01", checked.pages)
    assert (found.text, found.figures) == ("The line.", ("line",))
    assert found.rules == ("refund/middle", "refund/cheap")
    assert found.outcomes == ("refund.full",)
    assert found.pages == ("/guide/money/",)
    assert found.cases == ("worth=51", "worth=60", "worth=50")


def test_a_fact_reaches_what_cites_it(checked):
    found = impact(checked.rulebook, "F02", checked.pages)
    assert found.rules == ("refund/dear", "refund/middle", "refund/cheap") and found.pages == ()
    assert found.outcomes == ("refund.nothing", "refund.some")


def test_a_fact_without_use_and_one_that_does_not_exist_are_told_apart(checked):
    assert format_impact(impact(checked.rulebook, "F03", checked.pages)) == "F03  A third.\nNothing rests on it."
    assert impact(checked.rulebook, "F99", checked.pages) is None
    assert impact(replace(checked.rulebook, sources={}), "F01", checked.pages) is None
