"""What is asked next: an open input of the headline first, in the order that the answers call for, whatever came before."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from rulebook.browser.state import in_part, query, read
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate
from rulebook.load import load
from rulebook.next_question import next_question

from tests import random_rulebooks as random
from tests.brython_host import brython
from tests.test_evaluate import by_brute_force, compiled, results_of, some_answers
from tests.test_questions import BOOK


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    path = tmp_path_factory.mktemp("doors") / "rules.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return program(load(path)[0])


@pytest.fixture(scope="module")
def call():
    with brython() as call:
        yield call


def asked(program, **answers):
    return next_question(program, answers, evaluate(program, answers))


def test_the_headline_is_asked_for_before_the_others_and_nothing_that_people_are_not_told(doors):
    assert asked(doors) == "key"
    assert asked(doors, key="no") == "door"  # the headline is decided, and what to take along is not
    assert asked(doors, door="red") == "days"
    assert asked(doors, door="red", days=1) is None
    assert evaluate(doors, {"key": "no", "days": 1})["open"] == ["door"]  # a step in between that nobody is told
    assert asked(doors, key="no", days=1) is None


def test_the_order_follows_the_answers_and_an_input_without_an_answer_passes_no_test(doors):
    entry = {"when": {"door": {"options": ["green"], "spans": [], "unknown": False}}, "order": [1, 2, 0]}
    late = {**doors, "asking": [entry, *doors["asking"][1:]]}
    assert asked(late) == "key"
    assert asked(late, door="green") == "key"  # days come first in that order, and nothing turns on them there


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=150)
def test_what_is_asked_is_what_the_definition_says(data, tmp_path_factory):
    book = data.draw(random.books(most_inputs=3).flatmap(random.orders))
    made = compiled(book, tmp_path_factory.mktemp("book"))
    table = results_of(book)
    for answers in data.draw(st.lists(some_answers(book), min_size=1, max_size=4)):
        expected = by_brute_force(book, table, answers)["decisions"]
        open_of = {id: one["open"] for id, one in expected.items()}
        assert next_question(made, answers, evaluate(made, answers)) == random.next_of(book, answers, open_of)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_both_worlds_ask_the_same(data, call, tmp_path_factory):
    book = data.draw(random.books(most_inputs=3).flatmap(random.orders))
    made = compiled(book, tmp_path_factory.mktemp("book"))
    cases = data.draw(st.lists(some_answers(book), min_size=1, max_size=6))
    assert call("next_all", made, cases) == [next_question(made, answers, evaluate(made, answers)) for answers in cases]


def test_both_worlds_read_groups_and_former_ids_alike(doors, call):
    pairs = [[["door", text]] for text in ("coloured", "bright", "light", "dark", "blue", "grey", "none", "")]
    pairs.append([["door", "coloured"], ["door", "red"]])
    assert call("read_all", doors, pairs, 0) == [read(doors, each, 0) for each in pairs]


def test_a_group_is_an_answer_in_part(doors):
    for text in ("coloured", "bright"):
        found = read(doors, [("door", text), ("key", "yes")], 0)
        assert (found["answers"], found["notes"]) == ({"key": "yes"}, [])
        assert in_part(doors, found["given"]) == {"door": "coloured"}
        assert query(doors, found["given"]) == "?door=coloured&key=yes"


def test_what_was_split_is_unanswered_with_a_note_and_what_was_renamed_is_answered(doors):
    found = read(doors, [("door", "light")], 0)
    assert (found["answers"], found["given"]) == ({}, {})
    assert found["notes"] == [{"kind": "split", "name": "door", "text": "light"}]
    assert read(doors, [("door", "dark")], 0)["answers"] == {"door": "red"}
