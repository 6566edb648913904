"""Web pages on paper: as few sheets as their reading length, nothing that only a screen needs, the whole matter still there."""

import io
import re
from functools import cache

import pytest
from pypdf import PdfReader
from rulebook.load import load
from rulebook.locale import words
from rulebook.views.book import views
from rulebook.wording.context import view_context
from rulebook.wording.markdown import words_of

from tests.conftest import ROOT

SHEETS = {                          # at most so many of A4
    "/": 2, "/guide/dispute-first/": 1, "/about/": 3, "/sources/": 2, "/sources/guide/": 4, "/situations/damaged/": 13,
    "/decisions/evidence/": 4, "/decisions/route/": 5, "/decisions/outlook/": 6, "/decisions/what_now/": 18, "/faq/": 18,
}  # fmt: skip


@pytest.fixture(scope="module")
def book():
    rulebook, _ = load(ROOT / "rules.yaml")
    return views(view_context(rulebook, words("en")))


@pytest.fixture(scope="module")
def on_paper(site, browser):
    """Return a function: address and what to click first → the sheets, each address printed once."""
    page = browser.new_page()

    @cache
    def printed(path, click=None):
        page.goto(site.url + path)
        if click:
            page.locator(click).click()
        return PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages

    yield printed
    page.close()


def said_on(sheet):
    """Return a sheet's words, without regard to how lines break."""
    return squeezed(sheet.extract_text())


def text_of(sheets):
    return "".join(map(said_on, sheets))


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("path", SHEETS)
def test_a_page_takes_few_sheets_the_last_of_them_not_for_its_foot_alone(path, on_paper, book):
    sheets = on_paper(path)
    assert len(sheets) <= SHEETS[path]
    last = said_on(sheets[-1])
    assert len(last.partition(squeezed(book.words["reviewed_on"].format(date=book.reviewed)))[0]) > 20
    assert squeezed(book.words["print_title"]) not in last and squeezed(book.words["embed_title"]) not in said_on(sheets[0])[:80]


@pytest.mark.parametrize("id", ["route", "evidence"])
def test_a_decision_is_all_there_answers_and_rules(id, on_paper, book):
    said = text_of(on_paper(f"/decisions/{id}/"))
    decision = next(each for each in book.decisions if each.id == id)
    for outcome in decision.outcomes:
        assert said.count(squeezed(outcome.label)) > 1, outcome.label  # among the answers, and in the table
    for rule in decision.table.rules:
        assert all(squeezed(part) in said for cell in rule.cells for part in cell.parts), rule.id


def test_a_situation_says_every_answer_that_can_come_and_what_to_do_in_full(on_paper, book):
    said = text_of(on_paper("/situations/damaged/"))
    situation = next(each for each in book.situations if each.id == "damaged")
    for answer in situation.answers:
        for outcome in (case.outcome for case in answer.outcomes):
            sentences = re.split(r"(?<=[.;]) ", words_of(outcome.text)) if answer is situation.answers[0] else []
            assert squeezed(outcome.label) in said and all(squeezed(one) in said for one in sentences), outcome.label


def test_what_is_said_twice_is_printed_where_the_reader_opened_it(on_paper, book):
    heading = squeezed(book.words["rests_picture"])
    assert heading not in text_of(on_paper("/decisions/route/"))
    assert heading in text_of(on_paper("/decisions/route/", click="#rests-picture > summary"))


def test_links_in_running_text_say_where_they_lead(on_paper):
    assert "(/guide/opening-a-dispute/)" in text_of(on_paper("/guide/dispute-first/"))


def test_the_index_of_tables_is_printed_with_every_answer_and_leads_to_no_more(on_paper, book):
    said = text_of(on_paper("/decisions/"))
    for decision in book.decisions:
        for outcome in decision.outcomes:
            assert squeezed(outcome.label) in said, outcome.label
        assert decision.help is None or squeezed(words_of(decision.help)) in said, decision.id
