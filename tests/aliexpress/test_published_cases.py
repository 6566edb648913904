"""What is published of the cases says what the rules say, and opens in the checker."""

from urllib.parse import parse_qsl

import pytest
from rulebook.browser.state import read
from rulebook.check import check
from rulebook.content.folder import texts
from rulebook.content.worked_cases import read_cases
from rulebook.content.worked_examples import worked_views
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate
from rulebook.locale import words
from rulebook.views.book import views
from rulebook.wording.context import view_context

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def real():
    rulebook, _ = check(ROOT / "rules.yaml")
    return rulebook, views(view_context(rulebook, words("en")))


def test_only_what_is_meant_for_the_public_is_shown_with_its_situation(real):
    _rulebook, book = real
    cases = read_cases(texts(ROOT / "tests" / "cases", "*.yaml"))
    shown = worked_views(book, cases)
    published = [case for case in cases if case.published]
    assert sum(map(len, shown.values())) == len(published) >= 20
    for situation, stories in shown.items():
        assert {story.title for story in stories} == {case.short for case in published if case.answers["problem"] == situation}


def test_a_worked_example_says_what_the_checker_says(real):
    rulebook, book = real
    compiled = program(rulebook)
    for stories in worked_views(book, read_cases(texts(ROOT / "tests" / "cases", "*.yaml"))).values():
        for story in stories:
            state = read(compiled, parse_qsl(story.url.partition("?")[2]), 0)
            results = evaluate(compiled, state["answers"])["decisions"]
            assert state["notes"] == [] and story.verdicts
            for verdict in story.verdicts:
                assert [one.id for one in verdict.outcomes] == [results[verdict.outcomes[0].decision]["outcome"]]
