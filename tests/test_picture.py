"""The pictures: they say what the diagram says, lead where they should, and their words stay in their boxes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st
from rulebook.check import check
from rulebook.locale import words
from rulebook.picture import pictures
from rulebook.picture.flowchart import MOST_BOXES
from rulebook.picture.lanes import lanes
from rulebook.picture.measure import width, wrapped
from rulebook.views.book import views
from rulebook.wording.context import view_context

from tests.conftest import ROOT

LIBRARY = ROOT / "tests" / "rulebooks" / "library" / "rules.yaml"
RULEBOOKS = {"real": ROOT / "rules.yaml", "library": LIBRARY}


@pytest.fixture(scope="module", params=RULEBOOKS)
def drawn(request):
    rulebook, _ = check(RULEBOOKS[request.param])
    book = views(view_context(rulebook, words("en")))
    return book, pictures(book, rulebook, "https://x.org/sub")


def tree(markup):
    return ElementTree.fromstring(f"<div>{markup}</div>")


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def boxes(unfolded):
    return len(unfolded.steps) + sum(branch.to is not None for step in unfolded.steps for branch in step.branches)


def test_a_flowchart_has_every_question_answer_and_verdict_of_the_diagram(drawn):
    book, made = drawn
    for decision in (one for one in book.decisions if one.id in made.flowcharts):
        for form in tree(made.flowcharts[decision.id]):
            said = [words_of(text) for text in form.iter("text")]
            for step in decision.unfolded.steps:
                assert step.question in said
                for branch in step.branches:
                    assert " ".join(branch.words.split()) in said
                    ends = [outcome.label for outcome in branch.to.outcomes] if branch.to else [str(branch.step)]
                    assert set(ends) <= set(said)


def test_only_what_one_can_take_in_is_drawn(drawn):
    book, made = drawn
    for decision in book.decisions:
        assert (decision.id in made.flowcharts) == (0 < boxes(decision.unfolded) <= MOST_BOXES)


def test_what_is_drawn_leads_to_the_step_the_line_of_the_table_or_another_box(drawn):
    book, made = drawn
    for decision in (one for one in book.decisions if one.id in made.flowcharts):
        picture = tree(made.flowcharts[decision.id])
        own = {f"#{one.get('id')}" for one in picture.iter("a") if one.get("id")}
        there = {f"#{step.anchor}" for step in decision.unfolded.steps} | {f"#{rule.anchor}" for rule in decision.table.rules}
        assert {one.get("href") for one in picture.iter("a")} <= own | there
        assert own == {f"#{form}-{step.anchor}" for form in ("narrow", "wide") for step in decision.unfolded.steps}


def test_no_two_lines_share_a_lane_where_they_lie_side_by_side():
    @given(st.dictionaries(st.integers(), st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple)))
    def holds(spans):
        found = lanes(spans)
        for one, (first, last) in spans.items():
            for other, (begin, end) in spans.items():
                assert one == other or found[one] != found[other] or last < begin or end < first

    holds()


def test_the_graph_shows_each_decision_what_it_asks_and_leads_to_its_page(drawn):
    book, made = drawn
    links = [one.get("href") for one in tree(made.whole).iter("a")]
    assert sorted(links) == sorted(f"https://x.org/sub{one.url}" for one in book.decisions)
    for decision in book.decisions:
        near = [*decision.reads, *decision.read_by]
        assert (decision.id in made.requirements) == bool(near)
        shown = words_of(tree(made.requirements.get(decision.id, "")))
        assert all(link.text in shown for link in near)


def test_pictures_hold_no_style_and_escape_their_words(drawn):
    _book, made = drawn
    for picture in [*made.flowcharts.values(), *made.requirements.values(), made.whole]:
        assert not re.search(r"style=|fill=|<script|<foreignObject", str(picture))


@given(st.text(), st.integers(20, 400))
def test_lines_fit_their_room_and_lose_no_letter(text, room):
    lines = wrapped(text, room, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 14) <= room or len(line) == 1 for line in lines)
