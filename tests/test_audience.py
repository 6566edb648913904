"""Decisions that only others read: out of everything that people are told, and apart under the tables."""

from __future__ import annotations

import json
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from rulebook.check import check
from rulebook.locale import words
from rulebook.print.layout import lay_out
from rulebook.site.structured_data import questions_and_answers
from rulebook.views.book import views
from rulebook.views.in_page import checker_words
from rulebook.wording.context import view_context

from tests import small_site

BOOK = """
title: Doors
language: en
situations: door
inputs:
  door:
    question: Which door?
    label: door
    type: choice
    options: {red: {label: The red one}, green: {label: The green one}}
  days: {question: How long?, label: days, type: integer, range: "[0..9]", unknown: I do not know}
decisions:
  way:
    for: decisions
    question: Is there a way?
    label: way
    outcomes: {open: {label: It is open}, shut: {label: It is shut}}
    rules:
      - {id: open, when: {door: green}, then: open, because: It is, examples: [{door: green}]}
      - {id: shut, when: {door: red}, then: shut, because: It is not, examples: [{door: red}]}
  luggage:
    question: What about luggage?
    label: luggage
    outcomes: {light: {label: Travel light}, aside: {label: Nothing to say about it, tone: plain}}
    rules:
      - {id: light, when: {way: open}, then: light, because: It is narrow, examples: [{door: green}]}
      - {id: aside, when: {way: shut}, then: aside, because: You stay, examples: [{door: red}]}
  act:
    headline: true
    question: What should I do?
    label: act
    hit_policy: first
    outcomes: {go: {label: Go now, tone: act}, stay: {label: Stay here, tone: stop}}
    rules:
      - {id: go, when: {way: open, days: "> 3"}, then: go, because: You can, examples: [{door: green, days: 4}]}
      - {id: stay, then: stay, because: You cannot, examples: [{door: red}, {door: green, days: 3}]}
"""
PEOPLE = ["What should I do?", "What about luggage?"]  # the headline first
HIDDEN = "Is there a way?"


@cache
def book():
    folder = site()
    rulebook, findings = check(folder.parent / "rules.yaml")
    assert not [one for one in findings if one.severity == "error"]
    return views(view_context(rulebook, words("en")))


@cache
def site():
    folder = Path(tempfile.mkdtemp())
    (folder / "content").mkdir()
    (folder / "rules.yaml").write_text(BOOK, "utf-8")
    done = small_site.build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "output"


def page(name):
    return (site() / name / "index.html").read_text("utf-8")


def headings(html):
    return [re.sub(r"<[^>]+>", "", text).strip() for text in re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", html, re.DOTALL)]


@pytest.mark.slow
def test_the_faq_answers_people_the_headline_first_and_keeps_every_former_address():
    html = page("faq")
    asked = [text for text in headings(html[html.index('id="decisions"') :]) if text.endswith("?")]
    assert asked == PEOPLE
    anchors = ["faq-way", "faq-way-open", "faq-way-shut", "answer-red-way", "answer-green-way"]
    for anchor in anchors:
        assert html.count(f'id="{anchor}"') == 1, anchor
    assert html.index('id="faq-way"') > html.index(book().words["for_decisions"])


@pytest.mark.parametrize("situation", ["red", "green"])
def test_a_situation_says_what_people_asked_and_keeps_the_anchor_of_what_they_did_not(situation):
    html = page(f"situations/{situation}")
    assert [text for text in headings(html) if text.endswith("?")] == PEOPLE
    assert html.count(f'id="answer-{situation}-way"') == 1


def test_home_the_checker_and_search_engines_get_the_decisions_for_people():
    home = page("")
    doors = re.findall(r'class="door"[^>]*>(.*?)</a>', home)
    assert doors == PEOPLE
    assert list(checker_words(book())["decisions"]) == ["act", "luggage"]
    assert "outcome:way." not in home and "rule:way." not in home
    told = json.loads(json.dumps(questions_and_answers(book(), "https://example.org")))
    assert [one["name"] for one in told["mainEntity"]] == PEOPLE


def test_all_tables_stand_apart_by_whom_they_are_for():
    titles = headings(page("decisions"))
    apart = titles.index(book().words["for_decisions"])
    assert [text for text in titles[:apart] if text.endswith("?")] == PEOPLE
    assert titles[apart + 1] == HIDDEN
    assert HIDDEN in headings(page("decisions/way"))


def test_paper_has_a_chapter_for_people_and_a_table_for_all():
    paper = lay_out(book(), "https://example.org")
    assert [one["question"] for one in paper["decisions"]] == PEOPLE
    assert [one["question"] for one in paper["tables"]] == [*PEOPLE, HIDDEN]


def test_an_outcome_without_a_tone_is_shown_and_one_that_says_it_is_neutral_stands_apart():
    outcomes = checker_words(book())["decisions"]["luggage"]["outcomes"]
    assert [outcomes[id]["apart"] for id in ("light", "aside")] == [False, True]


def test_without_a_headline_the_first_for_people_leads(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(BOOK.replace("    headline: true\n", ""), "utf-8")
    rulebook, _ = check(path)
    made = views(view_context(rulebook, words("en")))
    assert [one.question for one in made.for_people] == PEOPLE[::-1]
