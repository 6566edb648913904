"""Worked examples: what is published of the cases says what the rules say, and opens in the checker."""

from __future__ import annotations

from pathlib import Path

import pytest
from rulebook.check import check
from rulebook.content.folder import texts
from rulebook.content.worked_cases import read_cases
from rulebook.content.worked_examples import worked_views
from rulebook.locale import words
from rulebook.views.book import views
from rulebook.wording.context import view_context

from tests.small_site import LIBRARY

NASTY = {
    "yaml": "- {id: [", "number": "7", "text": "hello", "keys": "- {id: a}", "deep": "[" * 5000,
    "list": "- {id: a, title: b, story: c, answers: [x]}", "nested": "- {id: a, title: b, story: c, answers: {x: {y: z}}}",
}  # fmt: skip


CASES = """
- {id: torn, title: Torn, short: Pages came out, story: They fell out., worked_example: true, answers: {state: torn, days_left: "3"}}
- {id: lost, title: Lost, story: I cannot find it., worked_example: true, answers: {state: lost, price: "8"}}
- {id: kept, title: Kept, story: Nobody is told., answers: {state: lost, price: "9"}}
- {id: other, title: Other, story: Of another rulebook., worked_example: true, answers: {state: lost, colour: red}}
- {id: none, title: None, story: Of no situation., worked_example: true, answers: {price: "9"}}
"""


@pytest.fixture(scope="module")
def shown():
    """Return what is published of the cases, by situation."""
    return worked_views(views(view_context(check(LIBRARY)[0], words("en"))), read_cases({"cases.yaml": CASES}))


def test_only_what_is_meant_for_the_public_is_shown_with_its_situation(shown):
    titles = {situation: [story.title for story in stories] for situation, stories in shown.items()}
    assert titles == {"fine": [], "stained": [], "torn": ["Pages came out"], "lost": ["Lost"]}


def test_a_worked_example_says_what_the_rules_say_and_opens_in_the_checker(shown):
    (story,) = shown["torn"]
    assert story.url == "/check/?state=torn&days_left=3"
    verdicts = {outcome.decision: outcome.id for one in story.verdicts for outcome in one.outcomes}
    assert verdicts == {"condition": "damaged", "payment": "ask"}  # what to bring is a list, and left to the checker


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_what_is_no_case_is_left_out(text):
    assert read_cases({"x.yaml": text}) == ()


def test_a_folder_that_is_not_there_has_no_cases():
    assert texts(Path("/nowhere/at/all"), "*.yaml") == {}
