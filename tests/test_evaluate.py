"""The evaluator says what the raw tables say, in whatever order the answers come."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.dates import date_of, day_number
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate, near_misses
from rulebook.load import load

from tests import random_rulebooks as random


def compiled(book, folder):
    path = folder / "rules.yaml"
    path.write_text(random.written(book), encoding="utf-8")
    rulebook, findings = load(path)
    assert rulebook is not None, findings
    return program(rulebook)


def some_answers(book):
    """Return a strategy for partial answers: any inputs, any values."""
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(random.domain(spec)) for name, spec in book["inputs"].items()}
    )


@pytest.mark.slow
@settings(max_examples=200)
@given(data=st.data())
def test_outcome_rules_and_open_equal_brute_force_over_all_completions(data, tmp_path_factory):
    book = data.draw(random.books())
    compiled_program = compiled(book, tmp_path_factory.mktemp("book"))
    table = results_of(book)
    for answers in data.draw(st.lists(some_answers(book), min_size=1, max_size=4)):
        assert evaluate(compiled_program, answers) == by_brute_force(book, table, answers)


def by_brute_force(book, table, answers):
    """Return what `evaluate` must say, judged by every situation that agrees with the answers."""
    decisions = {}
    for decision in book["decisions"]:
        results = {tuple(one.values()): results[decision["id"]] for one, results in agreeing(table, answers)}
        still_open = open_by_definition(book, answers, results)
        assert bool(still_open) == (len(set(results.values())) > 1)
        outcome, rules = (None, ()) if still_open else next(iter(results.values()))
        outcome = list(outcome) if isinstance(outcome, tuple) else outcome
        decisions[decision["id"]] = {"outcome": outcome, "rules": list(rules), "open": still_open}
    anywhere = {name for one in decisions.values() for name in one["open"]}
    return {"decisions": decisions, "open": [name for name in book["inputs"] if name in anywhere]}


def results_of(book):
    """Return every situation with what the raw tables say there: {decision: (outcome, rules)}."""
    return [(one, {each["id"]: random.result(book, each, one) for each in book["decisions"]}) for one in random.situations(book)]


def agreeing(table, answers):
    return [row for row in table if all(row[0][name] == value for name, value in answers.items())]


def open_by_definition(book, answers, results):
    """Return the inputs, in file order, in which two situations differ, and in nothing else, that have different results."""
    names = list(book["inputs"])
    still_open = []
    for place, name in enumerate(names):
        if name not in answers:
            seen = {}
            for situation, result in results.items():
                seen.setdefault(situation[:place] + situation[place + 1 :], set()).add(result)
            if any(len(different) > 1 for different in seen.values()):
                still_open.append(name)
    return still_open


@pytest.mark.slow
@settings(max_examples=150)
@given(data=st.data())
def test_near_misses_are_every_one_answer_that_would_change_a_decided_outcome(data, tmp_path_factory):
    book = data.draw(random.books(most_inputs=3))
    compiled_program = compiled(book, tmp_path_factory.mktemp("book"))
    answers = data.draw(some_answers(book))
    table = results_of(book)
    for decision in book["decisions"]:
        missed = near_misses(compiled_program, answers, decision["id"])
        before = outcome_if_decided(table, decision, answers)
        for name in answers:
            for value in random.domain(book["inputs"][name]):
                if value != "unknown":
                    after = outcome_if_decided(table, decision, {**answers, name: value})
                    changed = before is not None and after not in (None, before)
                    told = [one["outcome"] for one in missed if one["input"] == name and holds(one["values"], value)]
                    assert all(len(set(one["rules"])) == len(one["rules"]) for one in missed)
                    assert told == ([list(after) if isinstance(after, tuple) else after] if changed else [])


def outcome_if_decided(table, decision, answers):
    results = {results[decision["id"]] for _, results in agreeing(table, answers)}
    return results.pop()[0] if len(results) == 1 else None


def holds(values, value):
    if isinstance(values[0], str):
        return value in values
    low, high = values
    above = low is None or value > low[0] or (value == low[0] and low[1] == 0)
    return above and (high is None or value < high[0] or (value == high[0] and high[1] == 1))


ROOMS = """\
title: Rooms
language: en
inputs:
  floor: {question: Which floor?, label: floor, type: choice, options: {low: {label: Low}, high: {label: High}}}
  door: {question: Which door?, label: door, type: choice, options: {left: {label: Left}, right: {label: Right}}}
  guests: {question: How many guests?, label: guests, type: integer, range: "[0..9]"}
decisions:
  room:
    question: Which room?
    label: room
    hit_policy: first
    outcomes: {small: {label: Small}, large: {label: Large}, hall: {label: Hall}}
    rules:
      - {id: hall, when: {floor: high, guests: "> 6"}, then: hall}
      - {id: large, when: {floor: high, door: left, guests: "> 3"}, then: large}
      - {id: large_below, when: {floor: low, door: left, guests: "> 2"}, then: large}
      - {id: small, then: small}
  extras:
    question: What else?
    label: extras
    hit_policy: collect
    outcomes: {bed: {label: Bed}, cot: {label: Cot}}
    rules:
      - {id: both, when: {guests: "> 3"}, then: [bed, cot, bed]}
      - {id: bed, when: {guests: "> 1"}, then: bed}
"""


def test_an_input_that_stands_on_many_paths_is_open_once(tmp_path):
    (tmp_path / "rules.yaml").write_text(ROOMS, encoding="utf-8")
    rooms = program(load(tmp_path / "rules.yaml")[0])
    assert len(rooms["decisions"][0]["diagrams"][0]["nodes"]) > 3
    said = evaluate(rooms, {"door": "left"})
    assert said["decisions"]["room"]["open"] == ["floor", "guests"]
    assert said["open"] == ["floor", "guests"]


def test_an_outcome_that_several_rules_give_is_told_once(tmp_path):
    (tmp_path / "rules.yaml").write_text(ROOMS, encoding="utf-8")
    rulebook, findings = load(tmp_path / "rules.yaml")
    assert [finding.message for finding in findings] == ['extras: rule "both": then names "bed" more than once.']
    said = evaluate(program(rulebook), {"guests": 4})["decisions"]["extras"]
    assert (said["outcome"], said["rules"]) == (["bed", "cot"], ["both", "bed"])


@given(st.dates())
def test_day_numbers_are_those_of_the_calendar_both_ways(day):
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal() - datetime.date(1970, 1, 1).toordinal()
    assert date_of(number) == [day.year, day.month, day.day]


@given(st.integers(-(10**12), 10**12))
def test_the_calendar_goes_on_beyond_the_years_that_dates_are_read_in(number):
    year, month, day = date_of(number)
    assert date_of(number + 146_097) == [year + 400, month, day]
    assert day_number((year - 1) % 400 + 401, month, day) is not None


@pytest.mark.parametrize("parts", [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (0, 1, 1), (2026, 1, 0)])
def test_a_date_that_does_not_exist_has_no_number(parts):
    assert day_number(*parts) is None
