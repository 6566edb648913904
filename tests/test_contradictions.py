"""Outcomes that meet: brute force over every situation agrees, and what never_together keeps apart is told with a witness."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.check import Checked, examine
from rulebook.cli.main import main
from rulebook.cli.pairs import pairs
from rulebook.evaluate import evaluate
from rulebook.geometry.step_budget import OutOfSteps
from rulebook.verify.contradictions import contradictions
from rulebook.verify.limits import Limits
from rulebook.verify.meeting import Meeting

from tests import random_rulebooks as random
from tests.conftest import ROOT

FAULT = ROOT / "tests" / "faults" / "contradiction.yaml"
UNSOUND = {"gap", "overlap", "shadowed", "unreachable", "never_given"}


def given_in(book, situation):
    """Return every outcome of a situation, by the rules one by one."""
    found = set()
    for decision in book["decisions"]:
        outcomes, _ = random.result(book, decision, situation)
        found |= {f"{decision['id']}.{one}" for one in ([outcomes] if isinstance(outcomes, str) else outcomes)}
    return found


def meeting_pairs(book):
    """Return every two outcomes that some situation gives."""
    met = set()
    for situation in random.situations(book):
        met |= {frozenset(two) for two in itertools.combinations(given_in(book, situation), 2)}
    return met


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("book") / "rules.yaml"


def examined(path, book, excluded=()):
    entries = [{"outcomes": list(two), "because": "So it is."} for two in excluded]
    text = json.loads(random.written(book)) | ({"never_together": entries} if entries else {})
    path.write_text(json.dumps(text), encoding="utf-8")
    checked = examine(path)
    assert isinstance(checked, Checked)
    return checked


@pytest.mark.slow
@given(random.books())
@settings(max_examples=120)
def test_the_pairs_that_are_listed_are_those_that_some_situation_gives(path, book):
    checked = examined(path, book)
    found = pairs(checked)
    assert not found.not_judged
    assert {frozenset(names) for names in found.met} == meeting_pairs(book)
    for names, answers in found.met.items():
        for situation in random.situations(book):
            if all(same_cell(book["inputs"][name], situation[name], value) for name, value in answers.items()):
                assert set(names) <= given_in(book, situation), (names, answers, situation)


def same_cell(spec, one, other):
    """Return whether two answers cannot be told apart by any test."""
    if spec["type"] == "choice" or isinstance(one, str) or isinstance(other, str):
        return one == other
    return cell(one) == cell(other)


def cell(number):
    """Return where a number lies among the thresholds 0 to 3."""
    return [(number > bound) - (number < bound) for bound in range(4)]


@pytest.mark.slow
@given(random.books(), st.data())
@settings(max_examples=120)
def test_a_contradiction_is_found_exactly_where_brute_force_finds_one(path, book, data):
    names = [f"{one['id']}.{outcome}" for one in book["decisions"] for outcome in one["outcomes"]]
    two = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True) if len(names) > 1 else st.nothing()
    excluded = data.draw(st.lists(two, max_size=3)) if len(names) > 1 else []
    checked = examined(path, book, excluded)
    found = [one for one in checked.findings if one.kind == "contradiction"]
    expected = [two for names in excluded for two in itertools.combinations(names, 2) if frozenset(two) in meeting_pairs(book)]
    assert len(found) == len(expected)
    for finding, two in zip(found, expected, strict=True):
        assert f'"{two[0]}" and "{two[1]}" are given in one situation' in finding.message
        given_there = evaluate(checked.program, finding.witness)["decisions"]
        for decision, outcome in (name.split(".") for name in two):
            now = given_there[decision]["outcome"]
            assert outcome == now or outcome in now
            assert any(f"{decision}/{rule}" in finding.message for rule in given_there[decision]["rules"])


def test_what_cannot_be_told_within_its_steps_is_said_to_be_not_judged():
    checked = examine(FAULT)
    few = Limits(joint=1)
    found = list(contradictions(checked.rulebook, checked.diagrams, checked.program, few))
    assert {finding.kind for finding in found} == {"not_judged", "never_matters"}
    with pytest.raises(OutOfSteps):
        Meeting(checked.rulebook, checked.diagrams, few).situation("act.hurry", "proof.none")


def test_a_contradiction_is_told_in_words_as_an_address_and_as_an_example(capsys):
    assert main(["--rules", str(FAULT), "check"]) == 1
    said = capsys.readouterr().out
    assert "case: days=6, worth=0, water=yes" in said
    assert "open: /check/?days=6&worth=0&water=yes" in said
    assert 'examples: - {days: 6, worth: 0, water: "yes"}' in said


def listed(capsys, *arguments):
    code = main(["--rules", str(FAULT), "pairs", *arguments, "--json"])
    return code, [" ".join(one["outcomes"]) for one in json.loads(capsys.readouterr().out)["pairs"]]


def test_pairs_are_narrowed_by_decisions_and_outcomes(capsys):
    assert listed(capsys, "act.hurry", "proof") == (1, ["act.hurry proof.none", "act.hurry proof.some"])
    assert listed(capsys, "gear") == (1, [
        "gear.rope act.hurry", "gear.rope act.wait", "gear.lamp act.hurry", "gear.lamp act.wait",
        "gear.boat act.hurry", "gear.boat act.wait",
        "gear.rope proof.none", "gear.rope proof.some", "gear.lamp proof.none", "gear.lamp proof.some",
        "gear.boat proof.none", "gear.boat proof.some",
        "gear.rope gear.lamp", "gear.rope gear.boat", "gear.lamp gear.boat",
    ])  # fmt: skip
    assert listed(capsys, "size", "act.wait") == (1, ["size.small act.wait"])
    assert not any("size" in one for one in listed(capsys)[1])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["acts"], 'There is no decision "acts". Did you mean "act"?'),
        (["act.hury"], 'act has no outcome "hury". Did you mean "hurry"?'),
        (["act", "proof", "gear"], "Name two decisions or outcomes at most."),
        (["--new", "nowhere.yaml"], "There is neither a file nowhere.yaml nor a revision"),
    ],
)
def test_what_does_not_exist_is_refused(capsys, arguments, words):
    assert main(["--rules", str(FAULT), "pairs", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_only_the_pairs_that_a_change_added_are_listed_whatever_they_were_called(capsys, tmp_path):
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    shutil.copy(FAULT, old)
    text = FAULT.read_text("utf-8").replace("hurry: {label: Hurry}", "run: {label: Run, aliases: [hurry]}")
    text = text.replace("then: hurry", "then: run").replace("act.hurry", "act.run")
    new.write_text(text)
    main(["--rules", str(new), "pairs", "--new", str(old)])
    assert capsys.readouterr().out.strip() == "0 pairs."
    new.write_text(text.replace("{size: large}, then: run", "{size: large}, then: wait"))
    main(["--rules", str(new), "pairs", "--new", str(old)])
    assert [line for line in capsys.readouterr().out.splitlines() if " + " in line] == ["act.wait + proof.some"]


def test_a_git_revision_is_what_a_change_is_held_against(capsys, tmp_path):
    path = tmp_path / "rules.yaml"
    shutil.copy(FAULT, path)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    path.write_text(FAULT.read_text("utf-8").replace("{size: large}, then: hurry", "{size: large}, then: wait"))
    assert main(["--rules", str(path), "pairs", "--new", "HEAD", "--json"]) == 1
    assert [one["outcomes"] for one in json.loads(capsys.readouterr().out)["pairs"]] == [["act.wait", "proof.some"]]
