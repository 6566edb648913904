"""A rulebook of any size is judged, or told what is too large about it; one too large thing hides no other."""

from __future__ import annotations

import pytest
from rulebook.check import examine
from rulebook.cli.statistics import statistics
from rulebook.diagram.compile import MOST_INPUTS
from rulebook.diagram.question_counts import questions
from rulebook.evaluate import evaluate
from rulebook.load.names import DEEPEST

HEAD = "title: Large\nlanguage: en\ninputs:\n"
SAID = "options: {a: {label: A}, b: {label: B}}"
GAP = (
    "  gap: {question: Q?, label: q, outcomes: {a: {label: A}}, rules: [{id: r, when: {i0: a}, then: a, examples: [{i0: a}]}]}\n"
)


def inputs(many):
    return "".join(f"  i{n}: {{question: Q?, label: i{n}, type: choice, {SAID}}}\n" for n in range(many))


def nested(many):
    """Return a decision with a rule that looks at many inputs."""
    when = ", ".join(f"i{n}: a" for n in range(many))
    return f"  d: {{question: Q?, label: d, hit_policy: collect, outcomes: {{a: {{label: A}}}}, rules: [{{id: r, when: {{{when}}}, then: a}}]}}\n"


def chain(many):
    """Return decisions each of which reads the next; the last reads an input."""
    made = []
    for n in range(many):
        read = f"d{n + 1}" if n < many - 1 else "i0"
        rules = f"[{{id: x, when: {{{read}: a}}, then: a}}, {{id: y, when: {{{read}: b}}, then: b}}]"
        made.append(f"  d{n}: {{question: Q?, label: d{n}, outcomes: {{a: {{label: A}}, b: {{label: B}}}}, rules: {rules}}}\n")
    return "".join(made)


@pytest.fixture
def checked(tmp_path):
    def write_and_examine(text):
        (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
        return examine(tmp_path / "rules.yaml")

    return write_and_examine


def errors(checked):
    return [(finding.kind, finding.decision) for finding in checked.findings if finding.severity == "error"]


def test_a_decision_may_ask_for_as_many_inputs_as_can_be_walked(checked):
    found = checked(HEAD + inputs(MOST_INPUTS) + "decisions:\n" + nested(MOST_INPUTS))
    assert errors(found) == []
    assert statistics(found.rulebook, found.program).questions_most == MOST_INPUTS
    last = {f"i{n}": "b" if n == MOST_INPUTS - 1 else "a" for n in range(1, MOST_INPUTS)}
    assert evaluate(found.program, last)["decisions"]["d"]["outcome"] == []


def test_a_decision_that_asks_for_more_is_told_to_be_split_and_hides_no_gap(checked):
    found = checked(HEAD + inputs(MOST_INPUTS + 1) + "decisions:\n" + nested(MOST_INPUTS + 1) + GAP)
    assert sorted(errors(found)) == [("gap", "gap"), ("too_large", "d")]


def test_questions_too_many_to_be_counted_are_not_counted(checked):
    rules = "".join(f"{{id: r{n}, when: {{i{n}: a}}, then: a}}, " for n in range(MOST_INPUTS))
    wide = f"  d: {{question: Q?, label: d, hit_policy: collect, outcomes: {{a: {{label: A}}}}, rules: [{rules}]}}\n"
    deep = checked(HEAD + inputs(MOST_INPUTS) + "decisions:\n" + wide).program
    decisions = [{**moved(deep["decisions"][0], n * MOST_INPUTS), "id": f"d{n}"} for n in range(3)]
    orders = [{"when": {}, "order": list(range(3 * MOST_INPUTS))}]
    many = {**deep, "inputs": deep["inputs"] * 3, "decisions": decisions, "asking": orders, "people": ["d0", "d1", "d2"]}
    assert questions(many) == (None, None)


def moved(decision, by):
    """Return a decision that asks for inputs so many places further on."""
    diagrams = [{**one, "nodes": [[node[0] + by, *node[1:]] for node in one["nodes"]]} for one in decision["diagrams"]]
    return {**decision, "diagrams": diagrams}


@pytest.mark.slow
def test_decisions_upon_decisions_end_somewhere_and_hide_no_gap(checked):
    assert errors(checked(HEAD + inputs(1) + "decisions:\n" + chain(DEEPEST))) == []
    found = checked(HEAD + inputs(1) + "decisions:\n" + GAP + chain(1500))
    assert errors(found) == [("gap", "gap"), ("too_large", f"d{1500 - DEEPEST - 1}")]
