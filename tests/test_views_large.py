"""Views of what is large: columns in the order that merges most, groups that fold, sentences that stay short."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from rulebook.check import examine
from rulebook.locale import words
from rulebook.views.book import views
from rulebook.views.rows import MOST_OPEN
from rulebook.wording.conditions import MOST_LISTED
from rulebook.wording.context import view_context

ROOT = Path(__file__).parent.parent
LARGE = ROOT / "tests" / "rulebooks" / "tariff" / "rules.yaml"


@pytest.fixture(scope="module")
def checked():
    return examine(LARGE)


@pytest.fixture(scope="module")
def book(checked):
    return views(view_context(checked.rulebook, words("en")), compiled=checked.diagrams)


@pytest.fixture(scope="module")
def first():
    checked = examine(ROOT / "rules.yaml")
    return checked, views(view_context(checked.rulebook, words("en")), compiled=checked.diagrams)


@pytest.fixture(scope="module")
def answers(book, first):
    """Return every answer in every situation of both subjects, with the ids of its decision's outcomes in file order."""
    return [
        (answer, [one.id for one in decision(each, answer.decision).outcomes])
        for each in (book, first[1])
        for situation in each.situations
        for answer in situation.answers
    ]


def decision(book, id):
    return next(one for one in book.decisions if one.id == id)


@pytest.mark.slow
def test_diagrams_that_are_there_are_not_compiled_again(checked, book, monkeypatch):
    monkeypatch.setattr("rulebook.views.book.diagrams", None)
    assert views(view_context(checked.rulebook, words("en")), compiled=checked.diagrams) == book


def test_a_table_stands_in_the_order_that_merges_most(book):
    table = decision(book, "carriage").table
    assert [column.text for column in table.columns] == ["zone", "crossing", "size", "weight"]
    assert sum(cell.rows == 0 for rule in table.rules for cell in rule.cells) > len(table.rules)


def test_columns_stay_as_they_are_where_little_is_won(first):
    checked, book = first
    for view in book.decisions:
        columns = checked.rulebook.columns(checked.rulebook.decisions[view.id])
        assert [cell.column for cell in view.table.rules[0].cells] == list(columns)


def test_a_large_table_is_folded_and_no_rule_is_lost(book):
    for view in book.decisions:
        groups = view.table.groups
        assert bool(groups) == (len(view.table.rules) > MOST_OPEN)
        assert not groups or [rule.id for group in groups for rule in group.rules] == [rule.id for rule in view.table.rules]
        assert all(len(group.rules) <= 2 * MOST_OPEN for group in groups)
        assert all(after.first == before.last + 1 for before, after in itertools.pairwise(groups))
        assert all(bool(group.words) == (len(group.columns) < len(view.table.columns)) for group in groups)


def test_cells_of_a_group_reach_over_exactly_those_that_are_left_out(book):
    for group in decision(book, "carriage").table.groups:
        for column in range(len(group.columns)):
            assert sum(rule.cells[column].rows for rule in group.rules) == len(group.rules)


def test_examples_are_few(book, first):
    assert len(decision(book, "carriage").examples) == len(decision(book, "carriage").outcomes)
    assert all(len(view.examples) <= 2 * len(view.table.rules) for view in first[1].decisions)


def test_many_outcomes_stand_in_the_order_of_the_file_and_the_rest_last(answers):
    for answer, order in answers:
        told = [order.index(case.outcome.id) for case in answer.outcomes if not case.rest]
        assert len(answer.outcomes) <= 4 or told == sorted(told)
        assert not any(case.rest for case in answer.outcomes[:-1])


def test_every_other_case_is_only_said_where_all_others_are_told(answers):
    assert not [answer.anchor for answer, _ in answers if answer.several and any(case.rest for case in answer.outcomes)]


def test_several_cases_are_said_once_for_an_answer_never_for_an_outcome(answers):
    said = Counter(when for answer, _ in answers for case in answer.outcomes for when in case.when)
    assert any(answer.several for answer, _ in answers) and words("en")["case_several"] not in said


def test_a_cell_with_many_options_says_labels_and_a_sentence_only_the_first_few(book):
    rule = decision(book, "zone").table.rules[0]
    cell = next(cell for cell in rule.cells if not cell.any)
    assert "It goes to" not in cell.words and cell.words.count(",") >= MOST_LISTED - 3
    long = [one for view in book.decisions for one in view.table.rules if re.search(r"one of \d", one.sentence)]
    assert long and all("others" in one.sentence for one in long)


def test_a_choice_is_told_so_that_it_reads_right_for_one_and_for_many(book):
    told = " ".join(rule.sentence for view in book.decisions for rule in view.table.rules)
    assert "for the goods you say " in told and "the goods is" not in told


def test_the_label_for_unknown_never_stands_beside_phrases(book):
    said = [cell.words for rule in decision(book, "handling").table.rules for cell in rule.cells]
    assert not [one for one in said if "Not packed yet" in one and "it is" in one.lower().replace("it is not", "")]


def test_the_lowest_whole_number_is_said_as_one(book):
    branches = [branch.words for view in book.decisions for step in view.unfolded.steps for branch in step.branches]
    assert any("0\u00a0days" in said for said in branches) and not any("below 1\u00a0day" in said for said in branches)
