"""The views: every promise of views/shapes.py kept on a small rulebook, and the ways exact on random ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from markupsafe import Markup
from rulebook.check import check
from rulebook.diagram.compile import diagrams
from rulebook.diagram.paths import paths
from rulebook.diagram.program import program
from rulebook.diagram.restrict import restricted
from rulebook.evaluate import evaluate
from rulebook.load import load
from rulebook.locale import words
from rulebook.model import UNKNOWN
from rulebook.views.book import views
from rulebook.views.rows import merged
from rulebook.views.shapes import CellView, RuleView
from rulebook.wording.context import view_context
from rulebook.wording.rich_text import Html

from tests import random_rulebooks as random

LIBRARY = Path(__file__).parent / "rulebooks" / "library" / "rules.yaml"


@pytest.fixture(scope="module")
def rulebook():
    rulebook, findings = check(LIBRARY)
    assert not findings
    return rulebook


@pytest.fixture(scope="module")
def book(rulebook):
    return views(view_context(rulebook, words("en")))


def decision(book, id):
    return next(one for one in book.decisions if one.id == id)


def situation(book, id):
    return next(one for one in book.situations if one.id == id)


def answer(book, situation_id, decision_id):
    return next(one for one in situation(book, situation_id).answers if one.decision == decision_id)


def cases(view):
    return {case.outcome.id: case.when for case in view.outcomes}


def test_rules_are_told_as_sentences(book):
    told = {rule.id: rule.sentence for id in ("condition", "payment", "bring") for rule in decision(book, id).table.rules}
    assert told["harmed"] == "If the book has stains or pages are torn"
    assert told["pay_book"] == "Otherwise, if the price is known and for damage it says “It is gone”"
    assert told["late_ones"] == "If the time left is over or not known"
    assert told["otherwise"] == "In every other case"


def test_hedges_stand_beside_the_numbers_they_soften(book):
    cells = {cell.column: cell.words for cell in decision(book, "payment").table.rules[0].cells}
    assert cells["price"] == "about €8 or less"
    assert (
        str(decision(book, "payment").outcomes[2].text) == "<p>About €8 and less is waived. 60\u00a0days late counts as lost.</p>"
    )


def test_equal_neighbours_are_merged_and_merged_away(book):
    table = decision(book, "payment").table
    for column in range(len(table.columns)):
        cells = [rule.cells[column] for rule in table.rules]
        assert sum(cell.rows for cell in cells) == len(cells)
        assert all(cell.rows == 1 for cell in cells if cell.any)  # what is not asked for is said in every row


def test_equal_cells_are_merged_as_far_as_one_sees_what_they_say():
    rows = merged(tuple(row(f"r{at}", "same" if at < 11 else "other") for at in range(13)))
    assert [rule.cells[0].rows for rule in rows] == [5, 0, 0, 0, 0, 5, 0, 0, 0, 0, 1, 2, 0]


def row(id, words):
    return RuleView(id, "", "", "", (CellView("a", words, False, (words,)),), (), Html(Markup("")), "guide", "", (), ())


def test_a_cell_tells_its_values_one_by_one(book):
    cells = {
        cell.column: cell.parts for rule in decision(book, "payment").table.rules if rule.id == "late" for cell in rule.cells
    }
    assert cells["condition"] == ("It is sound", "It is damaged")
    state = next(rule.cells for rule in decision(book, "condition").table.rules if rule.id == "harmed")[0]
    assert state.parts == ("It has stains", "Pages are torn") and state.words == "The book has stains or pages are torn"


def test_a_situation_says_what_every_decision_says_there(book):
    assert cases(answer(book, "lost", "condition")) == {"gone": ()}
    assert cases(answer(book, "lost", "payment")) == {
        "nothing": ("if the price is about €8 or less",),
        "book": ("if the price is above about €8",),
        "ask": ("if the price is not known",),
    }
    assert "quote" not in cases(answer(book, "lost", "bring"))


def test_a_decision_can_be_walked_to_its_ends_without_script(book):
    steps = {step.step: step for step in decision(book, "payment").unfolded.steps}
    following = next(steps[branch.step] for branch in steps[1].branches if branch.words == "It is in good order")
    assert following.input == "days_left"
    assert [branch.words for branch in following.branches] == [
        "below −60\u00a0days",
        "−60 to −1\u00a0days",
        "0\u00a0days or more",
        "I do not know",
    ]


def test_where_only_today_divides_the_days_the_date_is_asked_for_and_time_is_over_or_not():
    rulebook, _ = check(LIBRARY.parent.parent / "parcel.yaml")
    act = decision(views(view_context(rulebook, words("en"))), "act")
    following = act.unfolded.steps[1]
    assert following.question == "On what date does the time end?"
    assert [branch.words for branch in following.branches] == ["before today", "today or later or I cannot find the date"]
    told = {rule.id: rule.sentence for rule in act.table.rules}
    assert "days left is over" in told["over"] and "days left is not over yet or not known" in told["in_time"]


def test_the_faq_leads_from_outcomes_to_situations_and_back(book):
    entry = next(one for one in decision(book, "condition").entries if one.outcome.id == "damaged")
    assert [link.text for link in entry.situations] == ["It has stains", "Pages are torn"]
    assert [rule.id for rule in entry.rules] == ["harmed"]
    assert entry.outcome.faq_url == f"/faq/#{entry.anchor}"


def test_figures_know_where_they_are_used(book):
    uses = {figure.id: [link.url for link in figure.uses] for figure in book.figures}
    assert uses["cheap_book"] == [
        "/decisions/payment/#outcome-book",
        "/decisions/payment/#rule-cheap",
        "/decisions/bring/#rule-lost_ones",
    ]


def test_links_by_rule_lead_to_the_row_and_take_the_sites_address(rulebook):
    book = views(view_context(rulebook, words("en"), site_url="https://x.org/sub/"))
    because = next(rule.because for rule in decision(book, "payment").table.rules if rule.id == "pay_book")
    assert '<a href="https://x.org/sub/decisions/payment/#rule-cheap">the other rule</a>' in str(because)


def test_examples_open_the_checker_filled_in(book):
    link = decision(book, "payment").table.rules[3].examples[0]
    assert link.url == "/check/?state=fine&due_date=2026-01-01&today=2026-01-03&price=20"


def test_the_program_cannot_end_the_script_element_it_stands_in(book):
    assert "<" not in book.program and json.loads(book.program)["decisions"]


def test_every_word_of_every_view_is_there(book):
    assert all(isinstance(text, str) and text for text in book.words.values())


@pytest.mark.slow
@settings(max_examples=150)
@given(data=st.data())
def test_ways_are_exact_on_random_rulebooks(data, tmp_path_factory):
    raw = data.draw(random.books())
    path = tmp_path_factory.mktemp("book") / "rules.yaml"
    path.write_text(random.written(raw), encoding="utf-8")
    rulebook, _ = load(path)
    compiled, inputs = program(rulebook), list(rulebook.inputs.values())
    everything = list(random.situations(raw))
    for one in rulebook.decisions.values():
        for diagram in diagrams(rulebook, one):
            found = paths(diagram, inputs, lambda leaf: leaf)
            for answers in data.draw(st.lists(st.sampled_from(everything), max_size=5)):
                fired = evaluate(compiled, answers)["decisions"][one.id]["rules"]
                leaf = int(diagram.rule not in fired) if diagram.rule else [rule.id for rule in one.rules].index(fired[0])
                assert [end for end, each in found.items() if any(fits(path, answers) for path in each)] == [leaf]


@pytest.mark.slow
@settings(max_examples=100)
@given(data=st.data())
def test_a_restricted_diagram_agrees_with_the_whole_one(data, tmp_path_factory):
    raw = data.draw(random.books())
    choices = [name for name, spec in raw["inputs"].items() if spec["type"] == "choice"]
    if not choices:
        return
    path = tmp_path_factory.mktemp("book") / "rules.yaml"
    path.write_text(random.written(raw), encoding="utf-8")
    rulebook, _ = load(path)
    inputs, name = list(rulebook.inputs.values()), data.draw(st.sampled_from(choices))
    place, option = list(rulebook.inputs).index(name), data.draw(st.sampled_from(raw["inputs"][name]["options"]))
    for one in rulebook.decisions.values():
        for diagram in diagrams(rulebook, one):
            whole = paths(diagram, inputs, lambda leaf: leaf)
            left = paths(restricted(diagram, place, list(rulebook.inputs[name].options).index(option)), inputs, lambda leaf: leaf)
            for answers in (each for each in random.situations(raw) if each[name] == option):
                assert ends(left, answers) == ends(whole, answers)


def test_the_view_of_any_rulebook_can_be_made(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(
        "title: Small\nlanguage: en\ninputs: {n: {question: 'How many?', label: n, type: integer}}\n"
        "decisions: {d: {question: 'So?', label: d, outcomes: {x: {label: X}}, rules: [{id: r, then: x}]}}\n"
    )
    book = views(view_context(load(path)[0], words("en")))
    assert book.situations == () and book.situations_input is None
    assert book.decisions[0].unfolded.kind == "leaf" and book.decisions[0].table.rules[0].sentence == "In every case"


def ends(found, answers):
    return [end for end, each in found.items() if any(fits(path, answers) for path in each)]


def fits(path, answers):
    return all(passes(test, answers[name]) for name, test in path.items())


def passes(test, value):
    if value == UNKNOWN:
        return test.unknown
    if isinstance(value, str):
        return value in test.options
    return any(
        (one.low is None or value > one.low or (one.low_closed and value == one.low))
        and (one.high is None or value < one.high or (one.high_closed and value == one.high))
        for one in test.intervals
    )
