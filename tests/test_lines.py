"""Lines "condition → outcome": the first one that holds gives what the rules give, at every stage, in words of a person."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.check import examine
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate
from rulebook.geometry.axes import axes_of
from rulebook.locale import words
from rulebook.model import UNKNOWN, Interval, unary
from rulebook.views.book import views
from rulebook.views.lines import chosen_of, layers_of
from rulebook.views.lists import collected
from rulebook.views.rule_tests import Compiled, RuleTests
from rulebook.views.stages import stages_of
from rulebook.wording.conditions import all_of, any_of, is_any
from rulebook.wording.context import view_context
from rulebook.wording.exceptions import alternatives_in_words, case_words

from tests import random_rulebooks as random

HERE = Path(__file__).parent / "rulebooks"
STAGED = """
title: Returns
language: en
situations: what
stages: stage
inputs:
  what:
    question: What is it?
    label: what it is
    type: choice
    options: {late: {label: Late, phrase: it is late}, torn: {label: Torn, phrase: it is torn}, lost: {label: Lost, phrase: it is lost}}
  stage:
    question: How far is it?
    label: stage
    type: choice
    options:
      unsaid: {label: Not told, phrase: nobody was told}
      told: {label: Told, phrase: the desk knows}
      asked: {label: Asked, phrase: the desk has asked}
      paid: {label: Paid, phrase: it is paid}
    groups: {running: {label: Under way, phrase: the desk knows of it, options: [told, asked]}}
    unknown: I do not know
    unknown_phrase: you do not know how far it is
  days: {question: How many days are left?, label: the time left, type: integer, unknown: I do not know}
decisions:
  cause:
    question: Whose fault is it?
    label: the fault
    for: decisions
    outcomes: {yours: {label: Yours, phrase: it is your fault}, none: {label: Nobody's, phrase: it is nobody's fault}}
    rules: [{id: late, when: {what: [late, torn]}, then: yours}, {id: lost, when: {what: lost}, then: none}]
  act:
    question: What should I do?
    label: what to do
    hit_policy: first
    answer: "[Tell the desk](ref:act.tell) and [wait](ref:act.wait)."
    outcomes: {tell: {label: Tell the desk}, hurry: {label: Hurry}, wait: {label: Wait}, done: {label: Nothing}}
    rules:
      - {id: done, when: {stage: paid}, then: done}
      - {id: over, when: {days: "< 0", stage: unsaid}, then: hurry}
      - {id: tell, when: {stage: unsaid, cause: yours}, then: tell}
      - {id: wait, then: wait}
  bring:
    question: What do I bring?
    label: what to bring
    hit_policy: collect
    outcomes: {card: {label: The card}, form: {label: The form}, money: {label: Money}}
    rules:
      - {id: always, then: card}
      - {id: yours, when: {cause: yours, days: "< 0"}, then: [form, money]}
"""


def compiled(rulebook, diagrams, tables):
    return Compiled(view_context(rulebook, words("en")), diagrams, tables)


def holds(way, values):
    return all(passes(test, values[column]) for column, test in way.items())


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


def situations(rulebook, most):
    """Yield one situation of each kind, or every so many."""
    axes = axes_of(rulebook, rulebook.decisions.values())
    cells = [
        [axes[name].simplest(cell) for cell in range(axes[name].known)] + [UNKNOWN] * axes[name].unknown
        for name in rulebook.inputs
    ]
    count = 1
    for each in cells:
        count *= len(each)
    for values in itertools.islice(itertools.product(*cells), 0, None, max(1, count // most)):
        yield dict(zip(rulebook.inputs, values, strict=True))


def assert_lines_are_exact(rulebook, found, everything):
    """Hold what the lines say against the evaluator, at each stage."""
    made = program(rulebook)
    for stage in stages_of(found.context):
        (name, places), *_ = [*stage.answers.items(), ("", ())]
        spec = rulebook.inputs.get(name)
        allowed = spec and [answer for at, answer in enumerate((*spec.options, UNKNOWN)) if at in places]
        told = [(decision, RuleTests(found, decision, stage.answers)) for decision in rulebook.for_people]
        layers = {d.id: layers_of(chosen_of(each)) if d.hit_policy != "collect" else [list(collected(each))] for d, each in told}
        ways = [way for some in layers.values() for layer in some for line in layer for way in line.ways]
        asked = [(rulebook.inputs[id], test) for way in ways for id, test in way.items() if id in rulebook.inputs]
        assert not [one.id for one, test in asked if is_any(one, test)], "no condition holds whatever is answered"
        for situation in everything:
            if spec and situation[name] not in allowed:
                continue
            results = evaluate(made, situation)["decisions"]
            values = situation | {id: each["outcome"] for id, each in results.items() if isinstance(each["outcome"], str)}
            for decision, _ in told:
                said = said_of(layers[decision.id], decision, values)
                wanted = results[decision.id]["outcome"]
                assert said == (wanted if isinstance(wanted, str) else sorted(wanted)), (decision.id, stage.id, situation)


def said_of(layers, decision, values):
    if decision.hit_policy == "collect":
        return sorted(line.outcome for line in layers[0] if any(holds(way, values) for way in line.ways))
    for layer in layers:
        fit = {line.outcome for line in layer if not line.ways or any(holds(way, values) for way in line.ways)}
        if fit:
            assert len(fit) == 1, fit  # no two lines of one list hold at once
            return fit.pop()
    return None


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    path = tmp_path_factory.mktemp("staged") / "rules.yaml"
    path.write_text(STAGED, encoding="utf-8")
    return examine(path)


def test_lines_are_exact_at_every_stage(staged):
    found = compiled(staged.rulebook, staged.diagrams, staged.tables)
    assert_lines_are_exact(staged.rulebook, found, list(situations(staged.rulebook, 10_000)))


@pytest.mark.slow
@pytest.mark.parametrize("path", [HERE / "library" / "rules.yaml", HERE / "parcel.yaml", HERE.parent.parent / "rules.yaml"])
def test_lines_are_exact_in_every_rulebook_here(path):
    checked = examine(path)
    if not checked.has_errors:
        found = compiled(checked.rulebook, checked.diagrams, checked.tables)
        assert_lines_are_exact(checked.rulebook, found, list(situations(checked.rulebook, 1_500)))


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data())
def test_lines_are_exact_on_random_rulebooks(data, tmp_path_factory):
    raw = data.draw(random.books())
    path = tmp_path_factory.mktemp("book") / "rules.yaml"
    path.write_text(random.written(raw), encoding="utf-8")
    checked = examine(path)
    if not checked.has_errors:
        found = compiled(checked.rulebook, checked.diagrams, checked.tables)
        assert_lines_are_exact(checked.rulebook, found, list(random.situations(raw))[:400])


def told(lines):
    return [(words, [(line.when, [one.id for one in line.outcomes]) for line in group]) for words, group in lines.groups]


def test_conditions_are_said_as_a_person_says_them(staged):
    book = views(view_context(staged.rulebook, words("en")), compiled=staged.diagrams, laid_out=staged.tables)
    act = next(one for one in book.decisions if one.id == "act")
    first = act.stages[0]
    assert first.words == "If nobody was told"
    assert told(first.lines) == [
        (
            "",
            [
                (("if the time left is below 0",), ["hurry"]),
                (("unless it is lost or the time left is below 0",), ["tell"]),
                (("if it is lost, unless the time left is below 0",), ["wait"]),
            ],
        )
    ]
    assert [stage.words for stage in act.stages] == [
        "If nobody was told",
        "If the desk knows of it",
        "If it is paid",
        "If you do not know how far it is",
    ]
    assert told(act.stages[2].lines) == [("", [((), ["done"])])]


def test_phrases_with_an_and_or_an_or_of_their_own_are_kept_apart(staged):
    context = view_context(staged.rulebook, words("en"))
    late, either, mixed = ("it is late",), ("it is torn", "it is lost"), ("it is torn and wet", "it is lost")
    assert all_of(context, [late, ("you pay",)]) == "it is late and you pay"
    assert all_of(context, [either]) == any_of(context, either) == "it is torn or it is lost"
    assert all_of(context, [late, either]) == "it is late, and either it is torn or it is lost"
    assert all_of(context, [mixed, late]) == "it is late, and one of these holds: it is torn and wet; it is lost"
    assert any_of(context, (*mixed, "you pay")) == "it is torn and wet, or it is lost, or you pay"


def test_a_test_whose_phrases_need_keeping_apart_is_told_one_by_one(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(STAGED.replace("phrase: it is torn", "phrase: it is torn and wet"), encoding="utf-8")
    checked = examine(path)
    context = view_context(checked.rulebook, words("en"))
    damaged, possible = unary.Test("", frozenset({"late", "torn"})), {"what": ("late", "torn")}
    assert alternatives_in_words(context, [{"what": damaged}], possible) == ("if it is late", "if it is torn and wet")
    not_over = unary.Test("", intervals=(Interval(0, None, low_closed=True),), unknown=True)
    assert case_words(context, {"what": damaged, "days": not_over}, possible) == (
        "if one of these holds: it is late; it is torn and wet. But not if the time left is below 0"
    )


def test_an_outcome_is_anchored_where_it_is_told_first(staged):
    book = views(view_context(staged.rulebook, words("en")), compiled=staged.diagrams, laid_out=staged.tables)
    for decision in book.for_people:
        anchors = [anchor for stage in decision.stages for line in stage.lines.all for anchor in line.anchors]
        assert sorted(anchors) == sorted(f"faq-{decision.id}-{outcome.id}" for outcome in decision.outcomes)


def test_a_situation_says_later_only_what_is_different_then(staged):
    book = views(view_context(staged.rulebook, words("en")), compiled=staged.diagrams, laid_out=staged.tables)
    late = next(one for one in book.situations if one.id == "late")
    assert [stage.words for stage in late.later] == [
        "If the desk knows of it",
        "If it is paid",
        "If you do not know how far it is",
    ]
    assert [stage.answers for stage in late.later] == [(), (), ()]  # what to bring stays the same
    assert [line.outcomes[0].id for line in late.later[1].verdicts.all] == ["done"]


@pytest.mark.parametrize("last, condition", [("unknown", None), ('"[-3..5]"', "known")])
def test_rules_that_answer_every_number_between_them_are_one_condition_or_none(tmp_path, last, condition):
    sides = "".join(
        f"      - {{id: {id}, when: {{days: {test}}}, then: card}}\n"
        for id, test in (("on", '">= 0"'), ("off", '"< 0"'), ("last", last))
    )
    path = tmp_path / "rules.yaml"
    path.write_text(STAGED.replace("      - {id: always, then: card}\n", sides), encoding="utf-8")
    checked = examine(path)
    decision = checked.rulebook.decisions["bring"]
    line = next(collected(RuleTests(compiled(checked.rulebook, checked.diagrams, checked.tables), decision, {})))
    spec = checked.rulebook.inputs["days"]
    assert line.outcome == "card" and len(line.ways) == 1
    assert (
        line.ways == ({},)
        if condition is None
        else (len(line.ways[0]["days"].intervals) == 1 and not is_any(spec, line.ways[0]["days"]))
    )
