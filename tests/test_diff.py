"""A difference between two rulebooks is exact: every situation whose outcome changed, and no other."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.cli.diff import diff, formats
from rulebook.cli.diff.revision import read_version
from rulebook.load import load
from rulebook.verify.messages import box_words

from tests import random_rulebooks as random


@pytest.mark.slow
@settings(max_examples=120)
@given(data=st.data())
def test_the_regions_are_the_situations_that_changed(data, tmp_path_factory):
    old = data.draw(random.books(most_inputs=3))
    new = changed(data, old)
    folder = tmp_path_factory.mktemp("books")
    found = diff(*(loaded(book, folder / f"{name}.yaml") for name, book in (("old", old), ("new", new))))
    for before, after in zip(old["decisions"], new["decisions"], strict=True):
        told = [change for change in found.changes if change.decision == before["id"]]
        for situation in random.situations(old):
            results = [outcomes(book, decision, situation) for book, decision in ((old, before), (new, after))]
            holding = [change for change in told if inside(change, situation)]
            assert len(holding) == (results[0] != results[1])
            for change in holding:
                assert [change.before, change.after] == results


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data())
def test_what_aliases_say_was_renamed_is_no_change(data, tmp_path_factory):
    old = data.draw(random.books(most_inputs=3))
    new = changed(data, old)
    folder = tmp_path_factory.mktemp("books")
    before, after = loaded(old, folder / "old.yaml"), loaded(new, folder / "new.yaml")
    (folder / "renamed.yaml").write_text(json.dumps(renamed(random.written(new))), encoding="utf-8")
    now, _ = load(folder / "renamed.yaml")
    for one, other, straight in ((before, now, diff(before, after)), (now, before, diff(after, before))):
        found = diff(one, other)
        assert [as_before(change) for change in found.changes] == [as_before(change) for change in straight.changes]
        assert found.not_compared == ()


def as_before(change):
    """Return what a change says, by the ids that stood before everything was renamed."""
    said = (change.decision, change.before, change.after, change.rules_before, change.rules_after)
    return re.sub(r"_now\b", "", repr((*said, [box_words(change.axes, box) for box in change.boxes], dict(change.witness))))


def renamed(text):
    """Return a rulebook in which every input, option, decision and outcome has a new id, and its old one among its aliases."""
    book = json.loads(re.sub(r"(?<![\w ])(in|o|d|v)(\d+)(?=[\",)])|(?<=[( ])(o|v)(\d+)(?=[\",)])", r"\1\3\2\4_now", text))
    for section in ("inputs", "decisions"):
        for thing in (things := book[section]).values():
            for inner in ("options", "outcomes"):
                for id, one in thing.get(inner, {}).items():
                    one["aliases"] = [id.removesuffix("_now")]
        for id, thing in things.items():
            thing["aliases"] = [id.removesuffix("_now")]
    return book


def changed(data, old):
    """Return a copy in which some rules lead elsewhere, or one decision is written anew."""
    new = copy.deepcopy(old)
    for decision in new["decisions"]:
        for rule in decision["rules"]:
            if data.draw(st.booleans()):
                rule["then"] = data.draw(st.sampled_from(decision["outcomes"]))
    return new


def loaded(book, path):
    path.write_text(random.written(book), encoding="utf-8")
    rulebook, findings = load(path)
    assert rulebook is not None, findings
    return rulebook


def outcomes(book, decision, situation):
    found = random.result(book, decision, situation)[0]
    return found if isinstance(found, tuple) else (found,)


def inside(change, situation):
    return any(
        all(mask >> axis.cell(situation[axis.id]) & 1 for axis, mask in zip(change.axes, box, strict=True))
        for box in change.boxes
    )


RULES = """\
title: Small
language: en
units: {dollar: {before: "$"}}
figures: {line: {label: line, value: 50, unit: dollar}}
inputs:
  problem: {question: What?, label: problem, type: choice, options: {late: {label: Late}, lost: {label: Lost}}}
  price: {question: How much?, label: price, type: number, unit: dollar, unknown: no idea}
decisions:
  what:
    question: What now?
    label: what
    hit_policy: first
    outcomes: {act: {label: Act now}, wait: {label: Wait}}
    rules:
      - {id: dear, when: {price: "> line"}, then: act, examples: [{price: 51}]}
      - {id: rest, then: wait, examples: [{price: 2}]}
"""


@pytest.mark.slow
def test_a_figure_that_moves_shows_as_a_figure_and_as_the_situations_it_changes(tmp_path):
    (tmp_path / "old.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(
        RULES.replace("value: 50", "value: 60, hedge: about").replace("price: 51", "price: 61"), encoding="utf-8"
    )
    words = [sys.executable, "-m", "rulebook.cli", "diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")]
    said = json.loads(subprocess.run([*words, "--json"], capture_output=True, text=True, check=True).stdout)
    (change,) = said["changes"]
    assert (change["before"], change["after"], change["where"]) == (["act"], ["wait"], ["price=(50..60]"])
    assert 50 < change["witness"]["price"] <= 60
    assert (change["rules_before"], change["rules_after"]) == (["dear"], ["rest"])
    assert said["figures"] == [{"id": "line", "before": "$50", "after": "about $60"}]
    comment = subprocess.run([*words, "--markdown"], capture_output=True, text=True, check=True).stdout
    assert "- **what**: act → **wait**" in comment and "- figure line: $50 → about $60" in comment


def test_a_new_option_is_a_situation_that_was_not_asked_before(tmp_path):
    (tmp_path / "old.yaml").write_text(
        RULES.replace('price: "> line"', 'problem: lost, price: "> line"').replace("{price: 51}", "{problem: lost, price: 51}"),
        encoding="utf-8",
    )
    (tmp_path / "new.yaml").write_text(
        RULES.replace('price: "> line"', 'problem: [lost, stolen], price: "> line"')
        .replace("{price: 51}", "{problem: lost, price: 51}")
        .replace("lost: {label: Lost}", "lost: {label: Lost}, stolen: {label: Stolen}"),
        encoding="utf-8",
    )
    found = diff(*(load(tmp_path / name)[0] for name in ("old.yaml", "new.yaml")))
    assert {(change.before, change.after) for change in found.changes} == {(None, ("act",)), (None, ("wait",))}
    assert all("problem" in change.witness and change.witness["problem"] == "stolen" for change in found.changes)


def test_a_wider_range_brings_situations_that_were_not_asked_before(tmp_path):
    ranged = RULES.replace("unit: dollar, unknown", 'unit: dollar, range: "[0..100]", unknown')
    (tmp_path / "old.yaml").write_text(ranged, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(ranged.replace("..100]", "..200)"), encoding="utf-8")
    old, new = (load(tmp_path / name)[0] for name in ("old.yaml", "new.yaml"))
    for one, other, shown in ((old, new, (None, ("act",))), (new, old, (("act",), None))):
        (change,) = diff(one, other).changes
        assert (change.before, change.after) == shown
        assert 100 < change.witness["price"] < 200


def test_changes_too_many_to_list_are_cut_short_and_that_is_said(tmp_path, monkeypatch):
    (tmp_path / "old.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(RULES.replace('price: "> line"', 'price: "<= line"'), encoding="utf-8")
    old, new = (load(tmp_path / name)[0] for name in ("old.yaml", "new.yaml"))
    assert (len(diff(old, new).changes), diff(old, new).cut_short) == (2, ())
    monkeypatch.setattr("rulebook.cli.diff.MOST_BOXES", 1)
    found = diff(old, new)
    assert (len(found.changes), found.cut_short) == (1, ("what",))
    assert "what: the changes are too scattered to list" in formats.text(found, old, new)


def two(tmp_path, old, new):
    """Return two rulebooks, the second written as what is replaced in RULES."""
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    return [load(tmp_path / name)[0] for name in ("old.yaml", "new.yaml")]


def test_two_options_that_became_one_are_compared_with_it(tmp_path):
    apart = RULES.replace('price: "> line"', "problem: late").replace("[{price: 51}]", "[{problem: late}]")
    options = "{late: {label: Late}, lost: {label: Lost}}"
    joined = apart.replace(options, "{gone: {label: Gone, aliases: [late, lost]}, none: {label: None}}").replace("late}", "gone}")
    found = diff(*two(tmp_path, apart, joined)).changes
    assert [(change.before, change.after, change.witness["problem"]) for change in found] == [
        (("wait",), ("act",), "lost"),
        (None, ("wait",), "none"),
    ]


RANGED = (
    RULES.replace("unit: dollar, unknown", 'unit: dollar, range: "(0..10]", unknown')
    .replace("value: 50", "value: 5")
    .replace('price: "> line"', "problem: late")
    .replace("[{price: 51}]", "[{problem: late}]")
)
PRICED = RANGED.replace("when: {problem: late}", 'when: {problem: late, price: [">= 4", unknown]}')


@pytest.mark.parametrize("bounds", ["(0..10]", "[3..20]", "[-7..10]"])
def test_a_witness_lies_inside_a_range(tmp_path, bounds):
    old, new = two(tmp_path, PRICED, PRICED.replace("problem: late", "problem: lost").replace("(0..10]", bounds))
    for one, other in ((old, new), (new, old)):
        found = diff(one, other).changes
        assert {(("act",), ("wait",)), (("wait",), ("act",))} <= {(change.before, change.after) for change in found}
        for change in found:
            known = [side.inputs["price"].range for side, told in ((one, change.before), (other, change.after)) if told]
            assert all(holds(interval, change.witness["price"]) for interval in known), change


def holds(interval, number):
    above = number >= interval.low if interval.low_closed else number > interval.low
    return above and (number <= interval.high if interval.high_closed else number < interval.high)


def test_a_number_that_neither_side_asks_for_has_no_cells_outside_its_range(tmp_path):
    twice = RANGED.replace("    rules:\n", '    rules:\n      - {id: never, when: {problem: late, price: "> 10"}, then: wait}\n')
    old, new = two(tmp_path, twice, PRICED)
    (change,) = diff(old, new).changes
    assert (change.before, change.after, change.witness) == (("act",), ("wait",), {"problem": "late", "price": 1})


OTHER = """\
decisions:
  other:
    question: Else?
    label: else
    outcomes: {whole: {label: Whole}}
    rules: [{id: all, when: {problem: late}, then: whole}]
"""


@pytest.mark.slow
def test_a_decision_that_cannot_be_judged_is_named_and_the_others_are_compared(tmp_path):
    gap = RULES.replace("decisions:\n", OTHER)
    two(tmp_path, gap.replace("when: {problem: late}, ", ""), gap.replace("value: 50", "value: 60"))
    done = run(tmp_path, "old.yaml", "new.yaml")
    assert done.returncode == 1
    assert "what: act → wait" in done.stdout and "not compared: other, which" in done.stdout
    assert "no rule answers problem=lost" in done.stderr
    assert json.loads(run(tmp_path, "old.yaml", "new.yaml", "--json").stdout)["not_compared"] == ["other"]


def test_a_figure_that_cannot_be_read_is_no_figure_that_changed(tmp_path):
    spare = RULES.replace("figures: {", "figures: {spare: {label: spare, value: 7}, ")
    found = diff(*two(tmp_path, spare, spare.replace("value: 7", "value: seven")))
    assert (found.changes, found.figures) == ((), ())


def run(folder, *words, **more):
    command = [sys.executable, "-m", "rulebook.cli", "diff", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **more)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def repository(tmp_path):
    """Yield the folder of a rulebook with a facts page, in a git repository with two revisions and a change in hand."""
    folder = tmp_path / "project"
    (folder / "facts").mkdir(parents=True)
    cited = RULES.replace("units:", "sources: {guide: {title: Guide, facts: facts/guide.md}}\nunits:").replace(
        "unit: dollar}", "unit: dollar, source: guide F01}"
    )
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q", "-b", "main"], cwd=folder, check=True)
    for value, fact in ((40, "F00"), (50, "F01"), (60, "F01")):
        (folder / "rules.yaml").write_text(cited.replace("value: 50", f"value: {value}"), encoding="utf-8")
        (folder / "facts" / "guide.md").write_text(f"- {fact} A line.\n", encoding="utf-8")
        if value != 60:
            subprocess.run([*git, "add", "-A"], cwd=folder, check=True)
            subprocess.run([*git, "commit", "-qm", str(value)], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize(
    "words, change",
    [
        (["HEAD"], "line: $50 → $60"),
        (["main"], "line: $50 → $60"),
        (["HEAD~1", "HEAD"], "line: $40 → $50"),
        (["HEAD:rules.yaml", "rules.yaml"], "line: $50 → $60"),
        (["HEAD~1:./rules.yaml"], "line: $40 → $60"),
    ],
    ids=str,
)
def test_a_revision_stands_for_the_rulebook_as_it_was(repository, words, change):
    done = run(repository, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"figure {change}" in done.stdout


def test_a_revision_is_read_with_its_own_facts(repository):
    then, now = (read_version(name, str(repository / "rules.yaml"), None).findings for name in ("HEAD~1", "HEAD"))
    assert 'figure "line": guide has no fact F01.' in [one.message for one in then]
    assert {one.file for one in now} == {"HEAD:rules.yaml"} and not any("F01" in one.message for one in now)


def test_a_facts_page_that_is_missing_stops_no_comparison(repository, tmp_path):
    shutil.copy(repository / "rules.yaml", tmp_path / "old.yaml")
    done = run(repository, str(tmp_path / "old.yaml"))
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["No outcome and no figure changed."])


@pytest.mark.slow
@pytest.mark.parametrize(
    "words, told",
    [
        (["nowhere"], "neither a file nowhere nor a revision nowhere"),
        (["HEAD~9"], "nor a revision HEAD~9"),
        (["HEAD..main"], "nor a revision HEAD..main"),
        (["HEAD:other.yaml"], "HEAD has no file other.yaml"),
        (["--", "--output=owned"], "There is no file --output=owned"),
        (["--", "-p"], "There is no file -p"),
        (["facts"], "neither a file facts nor a revision facts"),
        ([":rules.yaml"], "There is no file :rules.yaml"),
    ],
    ids=str,
)
def test_what_is_neither_file_nor_revision_is_refused(repository, words, told):
    done = run(repository, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert sorted(path.name for path in repository.iterdir()) == [".git", "facts", "rules.yaml"]


@pytest.mark.slow
def test_without_git_or_a_repository_that_is_said(repository, tmp_path):
    assert "git is not installed" in run(repository, "HEAD", env={"PATH": str(tmp_path)}).stderr
    shutil.rmtree(repository / ".git")
    alone = run(repository, "HEAD", env={"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert alone.returncode == 2 and "is in no git repository" in alone.stderr
