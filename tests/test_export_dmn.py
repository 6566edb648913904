"""Exported DMN is valid, and means to another engine what the rulebook means to ours."""

from __future__ import annotations

import random as dice

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree
from rulebook.browser.state import read
from rulebook.evaluate import evaluate
from rulebook.geometry.box_tables import upstream_first
from rulebook.load import load
from rulebook.model import UNKNOWN

from tests import random_rulebooks as random
from tests.dmn_engine import Engine
from tests.exported import LARGE, SCHEMA, checked, dmn, tricky

MODEL = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}


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


def test_the_file_is_valid_dmn_1_3(checked):
    assert SCHEMA.validate(etree.fromstring(dmn(checked.rulebook))), SCHEMA.error_log


@pytest.mark.slow
def test_every_example_gives_the_same_outcome_by_the_same_rules_in_another_engine(checked):
    engine, thrower = Engine(checked.rulebook, dmn(checked.rulebook)), dice.Random(6)
    for decision in checked.rulebook.decisions.values():
        wanted = with_upstream(checked.rulebook, decision.id)
        for rule in some_of(checked, decision):
            for one in rule.examples:
                answers = read(checked.program, list(one.answers.items()), 0)["answers"]
                whole = situation(checked.rulebook, thrower, answers)
                assert engine.decide(whole, wanted) == ours(checked, whole, wanted), (rule.id, whole)


def some_of(checked, decision):
    """Return all rules; of a large table every sixth, of a large book every third: the engine reads all of them each time."""
    return decision.rules[
        :: 6
        if f"/{LARGE}/" in checked.rulebook.file and len(decision.rules) > 100
        else 3
        if len(checked.rulebook.decisions) > 12
        else 1
    ]


@pytest.mark.slow
def test_situations_that_nobody_chose_give_the_same_too(checked):
    agree_on_thrown_situations(checked, 60)


@pytest.mark.slow
def test_intervals_among_others_tiny_numbers_and_words_of_feel_mean_the_same_too(tricky):
    agree_on_thrown_situations(tricky, 200)


def agree_on_thrown_situations(checked, many):
    engine, thrower = Engine(checked.rulebook, dmn(checked.rulebook)), dice.Random(7)
    for _ in range(many):
        whole = situation(checked.rulebook, thrower)
        assert engine.decide(whole) == ours(checked, whole, checked.rulebook.decisions), whole


@pytest.mark.slow
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
