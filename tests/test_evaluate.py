"""The evaluator says what the raw tables say, in whatever order the answers come."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulebook.diagram.program import program
from rulebook.evaluate import date_of, day_number, evaluate, near_misses
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


@settings(max_examples=200)
@given(data=st.data())
def test_outcome_rules_and_open_equal_brute_force_over_all_completions(data, tmp_path_factory):
    book = data.draw(random.books())
    compiled_program = compiled(book, tmp_path_factory.mktemp("book"))
    table = results_of(book)
    for answers in data.draw(st.lists(some_answers(book), min_size=1, max_size=4)):
        said = evaluate(compiled_program, answers)
        open_anywhere = set()
        for decision in book["decisions"]:
            results = {tuple(one.values()): results[decision["id"]] for one, results in agreeing(table, answers)}
            still_open = open_by_definition(book, answers, results)
            open_anywhere |= still_open
            got = said["decisions"][decision["id"]]
            assert set(got["open"]) == still_open
            assert bool(got["open"]) == (len(set(results.values())) > 1)
            if not still_open:
                ((outcome, rules),) = set(results.values())
                assert (got["outcome"], got["rules"]) == (
                    list(outcome) if decision["hit_policy"] == "collect" else outcome,
                    list(rules),
                )
            else:
                assert (got["outcome"], got["rules"]) == (None, [])
        assert said["open"] == [name for name in book["inputs"] if name in open_anywhere]


def results_of(book):
    """Return every situation with what the raw tables say there: {decision: (outcome, rules)}."""
    return [(one, {each["id"]: random.result(book, each, one) for each in book["decisions"]}) for one in random.situations(book)]


def agreeing(table, answers):
    return [row for row in table if all(row[0][name] == value for name, value in answers.items())]


def open_by_definition(book, answers, results):
    """Return the inputs in which two situations differ, and in nothing else, that have different results."""
    names = list(book["inputs"])
    still_open = set()
    for place, name in enumerate(names):
        if name not in answers:
            seen = {}
            for situation, result in results.items():
                seen.setdefault(situation[:place] + situation[place + 1 :], set()).add(result)
            if any(len(different) > 1 for different in seen.values()):
                still_open.add(name)
    return still_open


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


@given(st.dates())
def test_day_numbers_are_those_of_the_calendar_both_ways(day):
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal() - datetime.date(1970, 1, 1).toordinal()
    assert date_of(number) == [day.year, day.month, day.day]


@pytest.mark.parametrize("parts", [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (0, 1, 1), (2026, 1, 0)])
def test_a_date_that_does_not_exist_has_no_number(parts):
    assert day_number(*parts) is None
