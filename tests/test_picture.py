"""The pictures: they say what the diagram says, lead where they should, and their words stay in their boxes."""

from __future__ import annotations

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.check import check
from rulebook.diagram.compile import diagrams
from rulebook.diagram.program import program
from rulebook.diagram.restrict import grouped, reachable
from rulebook.evaluate import evaluate
from rulebook.load import load
from rulebook.locale import words
from rulebook.model import UNKNOWN
from rulebook.picture import pictures
from rulebook.picture.decision import MOST_BOXES, MOST_QUESTIONS, boxes, decision_picture
from rulebook.picture.lanes import lanes
from rulebook.picture.layered import layered
from rulebook.picture.measure import width, wrapped
from rulebook.views.book import views
from rulebook.views.shapes import Branch, Leaf, Link, Question, Unfolded
from rulebook.views.unfold import branch_words
from rulebook.wording.context import view_context

from tests import random_rulebooks as random
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


def forms(picture):
    """Return all that is drawn of a decision."""
    return [tree(one) for one in (picture.narrow, picture.wide, *(part.picture for part in picture.parts)) if one]


def drawn_rows(picture):
    """Return what a wide picture shows: by number of a question its answers, each with its words and its number or verdicts."""
    found = {}
    for box in picture.iter("g"):
        if box.get("transform"):
            number = next(words_of(one) for one in box.iter("g") if one.get("class") == "picture__number")
            rows = found[int(number)] = []
            for part in box:
                if part.tag == "text":
                    rows.append((words_of(part), []))
                elif rows:
                    rows[-1][1].append(words_of(part))
    return found


def test_a_picture_has_every_question_answer_and_verdict_of_the_diagram(drawn):
    book, made = drawn
    for decision in (one for one in book.decisions if one.id in made.decisions):
        picture = made.decisions[decision.id]
        for form in forms(picture) if picture.wide else ():
            said = [words_of(text) for text in form.iter("text")]
            for step in decision.unfolded.steps:
                assert step.question in said
                for branch in step.branches:
                    assert " ".join(branch.words.split()) in said
                    ends = [outcome.label for outcome in branch.to.outcomes] if branch.to else [str(branch.step)]
                    assert set(ends) <= set(said)


def test_a_decision_too_large_to_take_in_is_drawn_for_each_first_answer(drawn):
    book, made = drawn
    for decision in book.decisions:
        steps, picture = decision.unfolded.steps, made.decisions.get(decision.id)
        assert bool(picture) == bool(steps)
        if picture:
            assert bool(picture.wide) == bool(picture.narrow) == (boxes(steps) <= MOST_BOXES) == (not picture.parts)
            assert not picture.parts or [part.branch for part in picture.parts] == list(steps[0].branches)
            told = {number for one in forms(picture) for number in drawn_rows(one)}
            assert not picture.parts or told == {step.step for step in steps[1:]}


def test_a_part_with_too_many_questions_leads_to_its_steps():
    def step(number, *ends):
        leaf = Leaf((), (Link("r", "#rule-r"),))
        branches = tuple(Branch(f"to {end}", None, end) if end else Branch("out", leaf) for end in ends)
        return Question("a", f"Q{number}?", branches, number, f"step-d-{number}")

    chain = [step(at, at + 1, 0) for at in range(3, 3 + MOST_QUESTIONS)] + [step(3 + MOST_QUESTIONS, 0, 0)]
    view = SimpleNamespace(question="Q?", unfolded=Unfolded("steps", steps=(step(1, 2, 3), step(2, 0, 0), *chain)))
    small, large = decision_picture(view, words("en")).parts
    assert small.picture and small.questions == 1
    assert (large.picture, large.anchor, large.questions) == ("", "step-d-3", MOST_QUESTIONS + 1)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_way_through_a_picture_ends_where_the_evaluator_does(data, tmp_path_factory):
    raw = data.draw(random.books())
    path = tmp_path_factory.mktemp("book") / "rules.yaml"
    path.write_text(random.written(raw), encoding="utf-8")
    rulebook, _ = load(path)
    context, compiled = view_context(rulebook, words("en")), program(rulebook)
    everything = list(random.situations(raw))
    for view in (one for one in views(context).decisions if one.unfolded.steps):
        picture = drawn_rows(tree(layered(view.unfolded.steps, context.words, "name")))
        (diagram,) = diagrams(rulebook, rulebook.decisions[view.id])
        labels = {outcome.id: outcome.label for outcome in view.outcomes}
        for answers in data.draw(st.lists(st.sampled_from(everything), max_size=5)):
            held = evaluate(compiled, answers)["decisions"][view.id]["outcome"]
            assert walked(picture, diagram, context, answers) == [labels[held]]


def walked(picture, diagram, context, answers):
    """Return the verdicts that a reader comes to who follows the words and numbers of a picture."""
    inputs, places, number = list(context.rulebook.inputs.values()), reachable(diagram), 1
    while True:
        node = diagram.nodes[places[number - 1]]
        spec = inputs[node.input]
        cells = next(cells for cells in grouped(node.children).values() if cell_of(node, spec, answers[spec.id]) in cells)
        said = " ".join(branch_words(context, spec, node, cells).split())
        rest = [ends for words, ends in picture[number] if words == context.words["branch_rest"]]
        (ends,) = [ends for words, ends in picture[number] if words == said] or rest
        if not ends[0].isdigit():
            return ends
        number = int(ends[0])


def cell_of(node, spec, value):
    if value == UNKNOWN:
        return len(node.children) - 1
    return list(spec.options).index(value) if node.bounds is None else sum(bound <= (value, 0) for bound in node.bounds)


def test_what_is_drawn_for_a_phone_leads_to_the_step_the_line_of_the_table_or_another_box(drawn):
    book, made = drawn
    for decision in (one for one in book.decisions if one.id in made.decisions and made.decisions[one.id].narrow):
        picture = tree(made.decisions[decision.id].narrow)
        own = {f"#{one.get('id')}" for one in picture.iter("a") if one.get("id")}
        there = {f"#{step.anchor}" for step in decision.unfolded.steps} | {f"#{rule.anchor}" for rule in decision.table.rules}
        assert {one.get("href") for one in picture.iter("a")} <= own | there
        assert own == {f"#drawn-{step.anchor}" for step in decision.unfolded.steps}


def test_a_wide_picture_is_one_image_with_a_name_and_holds_nothing_to_tab_to(drawn):
    _book, made = drawn
    for picture in made.decisions.values():
        for one in map(tree, [one for one in (picture.wide, *(part.picture for part in picture.parts)) if one]):
            (image,) = one
            assert image.get("role") == "img" and image.get("aria-label") and not list(image.iter("a"))


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
    everything = [
        one for each in made.decisions.values() for one in (each.narrow, each.wide, *(part.picture for part in each.parts))
    ]
    for picture in [*everything, *made.requirements.values(), made.whole]:
        assert not re.search(r"style=|fill=|<script|<foreignObject", str(picture))


@given(st.text(), st.integers(20, 400))
def test_lines_fit_their_room_and_lose_no_letter(text, room):
    lines = wrapped(text, room, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 14) <= room or len(line) == 1 for line in lines)
