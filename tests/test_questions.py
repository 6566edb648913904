"""Groups, orders of asking, headlines and exclusions: what the loader makes of them."""

from __future__ import annotations

import pytest
from rulebook.load import load
from rulebook.model import AskingOrder, Exclusion, OptionGroup

BOOK = """
title: Doors
language: en
asking:
  - {when: {door: [green, blue]}, order: [days]}
  - order: [key, door]
never_together:
  - {outcomes: [act.go, gear.rope], because: Who goes needs no rope.}
inputs:
  door:
    question: Which door?
    label: door
    type: choice
    options:
      red: {label: The red one, aliases: [dark]}
      green: {label: The green one, aliases: [light]}
      blue: {label: The blue one, aliases: [light]}
      none: {label: There is none}
    groups:
      coloured: {label: A bright one, question: How bright?, help: By day., options: [blue, green], aliases: [bright]}
  days: {question: How long?, label: days, type: integer, unknown: I do not know}
  key: {question: Is there a key?, label: key, type: choice, options: {"yes": {label: "Yes"}, "no": {label: "No"}}}
decisions:
  way:
    for: decisions
    question: Is there a way?
    label: way
    outcomes: {open: {label: Open}, shut: {label: Shut}}
    rules:
      - {id: open, when: {door: [green, blue]}, then: open}
      - {id: shut, when: {door: [red, none]}, then: shut}
  gear:
    question: What do I need?
    label: gear
    hit_policy: collect
    outcomes: {rope: {label: A rope}}
    rules: [{id: rope, when: {way: shut, days: "> 3"}, then: rope}]
  act:
    headline: true
    question: What should I do?
    label: act
    hit_policy: first
    outcomes: {go: {label: Go}, stay: {label: Stay}}
    rules: [{id: go, when: {way: open, key: "yes"}, then: go}, {id: stay, then: stay}]
"""


@pytest.fixture
def loaded(tmp_path):
    def read(text=BOOK):
        path = tmp_path / "rules.yaml"
        path.write_text(text, "utf-8")
        return load(path)

    return read


def test_a_group_keeps_its_options_in_the_order_of_the_file(loaded):
    rulebook, findings = loaded()
    group = OptionGroup("coloured", "A bright one", ("green", "blue"), "How bright?", "By day.", ("bright",))
    assert (findings, rulebook.inputs["door"].groups) == ([], {"coloured": group})
    assert rulebook.inputs["door"].group_of("blue") == group
    assert rulebook.inputs["door"].group_of("red") is None


def test_a_group_in_which_something_is_wrong_is_left_out_and_its_options_stay(loaded):
    rulebook, findings = loaded(BOOK.replace("options: [blue, green]", "options: [blue, geen]"))
    assert [finding.kind for finding in findings] == ["reference"]
    assert rulebook.inputs["door"].groups == {}
    assert list(rulebook.inputs["door"].options) == ["red", "green", "blue", "none"]
    assert list(rulebook.decisions) == ["way", "gear", "act"]


def test_a_former_id_may_be_shared_by_what_the_option_became_and_by_nothing_else(loaded):
    assert loaded()[1] == []
    (finding,) = loaded(BOOK.replace("aliases: [bright]", "aliases: [light]"))[1]
    assert 'group "coloured": the name "light" is taken by input "door": option "green"' in finding.message
    (finding,) = loaded(BOOK.replace("aliases: [dark]", "aliases: [coloured]"))[1]
    assert 'group "coloured": the name "coloured" is taken by input "door": option "red"' in finding.message


def test_orders_and_exclusions_stand_as_written(loaded):
    rulebook, _ = loaded()
    first, second = rulebook.asking
    assert (first.order, first.when["door"].options) == (("days",), {"green", "blue"})
    assert second == AskingOrder(("key", "door"))
    assert rulebook.never_together == (Exclusion(("act.go", "gear.rope"), "Who goes needs no rope."),)


def test_people_are_told_the_headline_first_and_no_steps_in_between(loaded):
    assert [decision.id for decision in loaded()[0].for_people] == ["act", "gear"]
    without = BOOK.replace("    headline: true\n", "")
    assert [decision.id for decision in loaded(without)[0].for_people] == ["gear", "act"]


def test_what_names_a_broken_thing_goes_with_it(loaded):
    rulebook, findings = loaded(BOOK.replace("type: integer", "type: whole").replace('"> 3"', '"> three"'))
    assert {finding.kind for finding in findings} == {"form"}
    assert [order.order for order in rulebook.asking] == [(), ("key", "door")]
    assert rulebook.never_together == ()


@pytest.mark.parametrize("text", ["asking: {}", "asking: [1]", "never_together: here", "never_together: [{outcomes: {}}]"])
def test_what_is_no_list_of_them_is_told_and_keeps_no_rule_from_being_judged(loaded, text):
    head, _, tail = BOOK.partition("asking:")
    rulebook, findings = loaded(head + text + "\n" + tail[tail.index("inputs:") :])
    assert findings and {finding.severity for finding in findings} == {"error"}
    assert list(rulebook.decisions) == ["way", "gear", "act"]
