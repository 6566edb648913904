"""How many questions can be ahead: exactly as many as the longest way asks, and never fewer than are asked."""

from __future__ import annotations

import functools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.diagram.program import program
from rulebook.diagram.question_counts import most_ahead, questions
from rulebook.evaluate import UNKNOWN, evaluate
from rulebook.load import load
from rulebook.next_question import came_in_order, next_question

from tests import random_rulebooks
from tests.conftest import ROOT
from tests.test_evaluate import compiled

REAL = program(load(ROOT / "rules.yaml")[0])
SMALL = program(load(Path(__file__).parent / "rulebooks" / "parcel.yaml")[0])
NUMBERS = [-3, 0, 5, 20, 49, 60, 90, 120]


def asked(compiled_program, answers):
    return next_question(compiled_program, answers, evaluate(compiled_program, answers))


def places(compiled_program):
    return {one["id"]: place for place, one in enumerate(compiled_program["inputs"])}


@pytest.mark.parametrize("compiled_program", [REAL, SMALL], ids=["real", "small"])
def test_never_more_questions_come_than_were_announced(compiled_program):
    most = most_ahead(compiled_program)
    assert most["all"] == questions(compiled_program)[0]
    for seed in range(60):
        pick = random.Random(seed)
        specs = {one["id"]: one for one in compiled_program["inputs"]}
        first = specs.pop(most["first"])
        ahead = pick.sample(list(specs.values()), 0 if most["in_order"] else pick.randrange(4))
        answers, announced = {one["id"]: answer(one, pick) for one in (first, *ahead)}, []
        while (name := asked(compiled_program, answers)) is not None:
            announced.append(most["after"][answers[most["first"]]][places(compiled_program)[name]])
            answers[name] = answer(specs[name], pick)
        assert all(most >= len(announced) - at for at, most in enumerate(announced)), (answers, announced)


@pytest.mark.slow
@settings(max_examples=120)
@given(data=st.data())
def test_the_most_is_what_the_longest_of_all_ways_asks(data, tmp_path_factory):
    book = data.draw(random_rulebooks.books(most_inputs=3).flatmap(random_rulebooks.orders))
    made = compiled(book, tmp_path_factory.mktemp("book"))

    @functools.cache
    def longest(given_so_far):
        name = asked(made, dict(given_so_far))
        if name is None:
            return 0
        values = random_rulebooks.domain(book["inputs"][name])
        return 1 + max(longest(given_so_far | {(name, value)}) for value in values)

    assert questions(made)[0] == longest(frozenset())
    most = most_ahead(made)
    if most:
        for value in random_rulebooks.domain(book["inputs"][most["first"]]):
            then = frozenset({(most["first"], value)})
            name = asked(made, dict(then))
            assert name is None or most["after"][value][places(made)[name]] >= longest(then)
            assert most["all"] > longest(then)


@pytest.mark.slow
@settings(max_examples=120)
@given(data=st.data())
def test_with_one_order_an_answer_given_ahead_only_takes_questions_away(data, tmp_path_factory):
    book = data.draw(random_rulebooks.books(most_inputs=4).flatmap(random_rulebooks.orders))
    one_order = {**book, "asking": [entry for entry in book["asking"] if not entry["when"]]}
    made = compiled(one_order, tmp_path_factory.mktemp("book"))
    made = {**made, "asking": made["asking"][:1]}
    most = most_ahead(made)
    if not most:
        return
    assert not most["in_order"]
    names = data.draw(st.lists(st.sampled_from(list(book["inputs"])), unique=True))
    draw = {name: data.draw(st.sampled_from(random_rulebooks.domain(spec))) for name, spec in book["inputs"].items()}
    answers, announced = {name: draw[name] for name in {most["first"], *names}}, []
    while (name := asked(made, answers)) is not None:
        announced.append(most["after"][answers[most["first"]]][places(made)[name]])
        answers[name] = draw[name]
    assert all(number >= len(announced) - at for at, number in enumerate(announced)), (answers, announced)


def test_answers_came_in_order_if_each_was_asked_for_after_those_before_it():
    first = SMALL["inputs"][places(SMALL)[asked(SMALL, {})]]["id"]
    assert came_in_order(SMALL, {})
    assert came_in_order(SMALL, {first: "yes"})
    assert not came_in_order(SMALL, {"worth": 5})


def test_a_book_without_a_choice_to_begin_with_has_no_table():
    assert (
        most_ahead({"inputs": [], "decisions": [], "people": [], "headline": None, "asking": [{"when": {}, "order": []}]}) is None
    )


def answer(spec, pick):
    if spec["unknown"] and pick.randrange(4) == 0:
        return UNKNOWN
    return pick.choice(
        spec["options"] if spec["type"] == "choice" else [one for one in NUMBERS if one >= 0 or spec["type"] == "integer"]
    )
