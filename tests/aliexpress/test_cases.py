"""Proof by cases: what buyers tell, in their words, is answered as our source would have it, in every decision.

`tests/cases/*.yaml` are lists of cases, each with

- `id`, `title` and `story`, in the buyer's own words;
- `about`: the tensions and facts it stands for; where all is decided, an answer has to rest on each of them;
- `answers`: by inputs or their handier forms, with `today` where a date is among them;
- `expect`: the outcome of every decision; of a `collect` one the list, in order; `undecided` where an input is open;
- `page: true`: it is also held against the real page, in `browser/test_cases_in_the_page.py`;
- `worked_example: true` with `short`: it is published with the situation it belongs to.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
import yaml
from rulebook.browser.steps import steps_that_hold
from rulebook.check import examine
from rulebook.cli.ask import answer

from tests.conftest import ROOT

RULES = ROOT / "rules.yaml"
UNDECIDED = "undecided"  # no outcome is called so; "open" is one of two decisions
KEYS = {"id", "title", "story", "about", "answers", "expect"}
MARKS = {"page": "true", "worked_example": "true"}
CASES = [
    case
    for path in sorted((ROOT / "tests" / "cases").glob("*.yaml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # every value as it is written
]
CHECKED = examine(RULES)
RULEBOOK = CHECKED.rulebook
FOR_PEOPLE = ["what_now", "return_needed", "who_pays", "how_much", "when_money", "if_refused", "outlook"]
READ_BY_US = {  # the case: the decisions that our source alone would not decide in it
    "late_but_moving": ["evidence", "how_much", "outlook"],
    "shipment_cancelled": ["what_now", "evidence", "how_much", "outlook"],
    "on_its_way_early": ["what_now", "outlook"],
    "ordered_the_wrong_size": FOR_PEOPLE,
    "ordered_twice_seller_agrees": FOR_PEOPLE,
    "ordered_wrong_seller_refuses": FOR_PEOPLE,
    "mistake_while_aliexpress_decides": FOR_PEOPLE,
    "offer_for_a_mistake": FOR_PEOPLE,
    "refused_on_day_one": ["what_now"],
    "heavy_and_dear_to_post": ["return_needed", "how_much"],
    "quality_fight": ["what_now", "evidence", "outlook"],
}
AGREED_RETURNS = {  # the case: what its timeline says of the money after the parcel
    "agreed_to_send_it_back": "For a return that you agreed on, this is our reading.",
    "refund_waits_for_an_agreed_return": "For a return that you agreed on, this is our reading.",
    "agreed_to_send_back_second_thoughts": "How and when the seller refunds, our source does not say.",
    "sent_back_second_thoughts": "our source does not say how and when the seller refunds",
}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def said(case):
    return answer(CHECKED, list(case["answers"].items()))["decisions"]


def outcomes(decisions):
    """Return {decision: outcome, list of outcomes, or "undecided"}, the way cases expect it."""
    return {id: UNDECIDED if one["open"] else one["outcome"] for id, one in decisions.items()}


@each_case
def test_every_decision_answers_a_case_as_expected(case):
    assert outcomes(said(case)) == case["expect"]


@pytest.mark.slow
def test_the_command_line_answers_all_cases_alike(tmp_path):
    batch = tmp_path / "cases.jsonl"
    batch.write_text("".join(json.dumps(case["answers"]) + "\n" for case in CASES), encoding="utf-8")
    command = [sys.executable, "-m", "rulebook.cli", "--rules", str(RULES), "ask", "--batch", str(batch)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [outcomes(json.loads(line)["decisions"]) for line in done.stdout.splitlines()]
    assert dict(zip(ids(), lines, strict=True)) == {case["id"]: case["expect"] for case in CASES}


@each_case
def test_a_case_is_written_as_the_others(case):
    marks = {name: value for name, value in case.items() if name not in KEYS | {"short"}}
    assert case.keys() >= KEYS and marks.items() <= MARKS.items()
    assert ("short" in case) == ("worked_example" in case) and len(case.get("short", "")) <= 70
    assert 2 <= len(re.findall(r"[.?!](?= |$)", case["story"])) <= 5, "tell it in two to four sentences or so"
    assert "today" in case["answers"] or "window_end" not in case["answers"], "a date is only a date with `today`"


def test_cases_have_ids_of_their_own():
    assert len(set(ids())) == len(CASES)


@each_case
def test_a_case_rests_on_what_it_is_about(case):
    decided = {id: one for id, one in said(case).items() if not one["open"]}
    if len(decided) == len(RULEBOOK.decisions):
        assert set(case["about"]) <= {cite.fact for id, one in decided.items() for cite in cited(RULEBOOK.decisions[id], one)}


@pytest.mark.parametrize("id", READ_BY_US)
def test_a_reading_is_marked_in_every_decision_that_uses_it(id):
    case = next(case for case in CASES if case["id"] == id)
    given = said(case)
    assert {name for name in READ_BY_US[id] if not marked(RULEBOOK.decisions[name], given[name])} == set()


@pytest.mark.parametrize("id, words", AGREED_RETURNS.items())
def test_the_timeline_of_an_agreed_return_says_what_is_ours_and_what_is_silent(id, words):
    case = next(case for case in CASES if case["id"] == id)
    held = steps_that_hold(CHECKED.program, case["answers"], case["expect"])
    parcel = [RULEBOOK.timeline[place].text for place in held if "return_needed" in RULEBOOK.timeline[place].when]
    assert len(parcel) == 1 and words in parcel[0]


def test_nothing_is_called_a_private_matter_while_a_dispute_runs():
    running = [case for case in CASES if case["expect"]["route"] == "on_hold"]
    said_to_them = {case["id"]: [words_of(id, one) for id, one in said(case).items() if not one["open"]] for case in running}
    assert len(running) > 30 and {id for id, words in said_to_them.items() if "private" in " ".join(words)} == set()


def test_a_text_to_copy_says_that_nothing_came_where_nothing_came_and_nowhere_else():
    asked = [
        case for case in CASES if case["answers"].get("dispute") == "asked_to_cancel" and case["expect"]["route"] == "on_hold"
    ]
    letters = {case["id"]: outcome_of("what_now", case).letter or "" for case in asked}
    nothing_came = {case["id"] for case in asked if case["expect"]["claim"] in ("nothing_arrived", "empty_parcel")}
    assert {id for id, letter in letters.items() if "not received" in letter} == nothing_came != set()


def test_every_problem_and_every_state_of_a_dispute_is_somebodys_case():
    for name in ("problem", "dispute"):
        spec = RULEBOOK.inputs[name]
        missing = {*spec.options, *(["unknown"] if spec.unknown else [])} - {case["answers"].get(name) for case in CASES}
        assert not missing, f"write a case with {name}: {missing}"


def test_every_tension_is_somebodys_case():
    readings = (ROOT / "content" / "sources" / "readings.md").read_text(encoding="utf-8")
    tensions = set(re.findall(r"^- (T\d\d) ", readings, re.M))
    assert len(tensions) == 45 and tensions == {id for case in CASES for id in case["about"] if id.startswith("T")}


def test_every_rule_answers_somebodys_case():
    fired = {(id, rule) for case in CASES for id, one in said(case).items() for rule in one["rules"]}
    rules = {(decision.id, rule.id) for decision in RULEBOOK.decisions.values() for rule in decision.rules}
    assert not rules - fired, "write a case for each in tests/cases/"


def test_each_verdict_goes_through_the_page_once():
    verdicts = [case["expect"]["what_now"] for case in CASES if "page" in case]
    assert len(set(verdicts)) == len(verdicts)
    assert set(verdicts) == {*RULEBOOK.decisions["what_now"].outcomes, UNDECIDED}


def test_worked_examples_reach_every_situation():
    told = [case["answers"]["problem"] for case in CASES if "worked_example" in case]
    assert set(told) == RULEBOOK.inputs[RULEBOOK.situations].options.keys()


def test_a_former_answer_keeps_the_weaker_of_the_two_results_it_was_split_into():
    case = next(case for case in CASES if case["answers"].get("tracking") == "on_its_way")
    former = case | {"answers": case["answers"] | {"tracking": "not_delivered"}}
    assert outcomes(said(former)) == case["expect"]


def test_the_table_of_tensions_names_places_that_cite_them():
    table = (ROOT / "docs" / "tensions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (T\d\d) \|.*\|(.*)\|$", table, re.M)
    assert len(rows) == 45
    for tension, places in rows:
        for decision, mark, id in re.findall(r"`(\w+)([/.])(\w+)`", places):
            place = place_of(RULEBOOK.decisions[decision], mark, id)
            assert place and tension in {cite.fact for cite in place.source}, f"{tension}: {decision}{mark}{id}"


def ids():
    return [case["id"] for case in CASES]


def outcome_of(id, case):
    return RULEBOOK.decisions[id].outcomes[case["expect"][id]]


def words_of(id, result):
    """Return what a result of a decision says: labels, texts and reasons."""
    told = places(RULEBOOK.decisions[id], result)
    return " ".join(f"{getattr(one, 'label', '')} {getattr(one, 'text', '')} {getattr(one, 'because', '')}" for one in told)


def cited(decision, result):
    """Yield what the outcomes and rules of a result cite."""
    for one in places(decision, result):
        yield from one.source


def marked(decision, result):
    """Say whether a result tells that it, or a part of it, is our reading."""
    words = [getattr(one, "text", "") or getattr(one, "because", "") for one in places(decision, result)]
    return any(one.basis == "our_reading" for one in places(decision, result)) or "our reading" in " ".join(words)


def places(decision, result):
    """Return the outcomes and the rules of a result."""
    given = result["outcome"] if isinstance(result["outcome"], list) else [result["outcome"]]
    return [decision.outcomes[id] for id in given] + [place_of(decision, "/", id) for id in result["rules"]]


def place_of(decision, mark, id):
    return decision.outcomes.get(id) if mark == "." else next((rule for rule in decision.rules if rule.id == id), None)
