"""A difference between two rulebooks is exact: every situation whose outcome changed, and no other."""

from __future__ import annotations

import copy
import json
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from rulebook.cli.diff import diff, formats
from rulebook.load import load

from tests import random_rulebooks as random


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
    assert said["figures"] == [{"id": "line", "before": "50 dollar", "after": "about 60 dollar"}]
    comment = subprocess.run([*words, "--markdown"], capture_output=True, text=True, check=True).stdout
    assert "- **what**: act → **wait**" in comment and "- figure line: 50 dollar → about 60 dollar" in comment


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
