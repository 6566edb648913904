"""Verification finds what brute force over every situation finds: nothing missed, nothing invented."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.geometry.axes import bits
from rulebook.geometry.box_tables import tables
from rulebook.geometry.step_budget import OutOfSteps
from rulebook.load import load
from rulebook.verify import is_unsound, verify
from rulebook.verify.coverage import find_gaps
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.limits import Limits

from tests import random_rulebooks as random


@pytest.mark.slow
@settings(max_examples=400)
@given(book=random.books(sound=False, most_inputs=3))
def test_findings_equal_brute_force(book, tmp_path_factory):
    for decision, matched, found, reads in judged(book, verify(loaded(book, tmp_path_factory))):
        same_gaps(book, decision, matched, found, reads)
        same_overlaps(book, decision, matched, found)
        same_dead_rules(decision, matched, found)


LOW_LIMITS = st.builds(
    Limits,
    question=st.integers(0, 1500),
    rules=st.integers(0, 3000),
    least=st.integers(100, 400),
    listing=st.sampled_from([0, 20, 1000]),
    pieces=st.integers(0, 3),
    regions=st.integers(1, 2),
    pairs=st.integers(1, 3),
)


@pytest.mark.slow
@settings(max_examples=400)
@given(book=random.books(sound=False, most_inputs=3), limits=LOW_LIMITS)
def test_with_few_steps_nothing_is_invented_and_what_is_not_judged_is_said(book, limits, tmp_path_factory):
    for decision, matched, found, _ in judged(book, verify(loaded(book, tmp_path_factory), limits=limits)):
        unjudged = [one for one in found if one.kind == "not_judged" and one.severity == "error"]
        true_gaps(book, decision, matched, found, unjudged)
        true_overlaps(book, decision, matched, found, unjudged)
        true_dead_rules(decision, matched, found, unjudged)


@pytest.mark.slow
@settings(max_examples=400)
@given(book=random.books(sound=False, most_inputs=3, most_decisions=1), limits=LOW_LIMITS)
def test_named_regions_lie_in_the_gap_and_more_are_spoken_of_exactly_where_there_are_more(book, limits, tmp_path_factory):
    rulebook = loaded(book, tmp_path_factory)
    for table in tables(rulebook).values():
        holes = situations(table.full).difference(*map(situations, table.boxes))
        try:
            found = find_gaps(table, Feasibility(rulebook, {table.decision.id: table}, limits))
        except OutOfSteps:
            continue
        named = set().union(*(situations(box) for boxes, _ in found.regions for box in boxes))
        assert named <= holes
        assert ("more than the" in found.rest) <= bool(holes - named)
        assert found.rest or holes == named


def situations(box):
    """Return the situations of a box, one cell a column."""
    return set(itertools.product(*(tuple(bits(mask)) for mask in box)))


def loaded(book, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "rules.yaml"
    path.write_text(random.written(book), encoding="utf-8")
    rulebook, problems = load(path)
    assert rulebook is not None, problems
    return rulebook


def judged(book, findings):
    """Yield each decision that is judged, the rules that match each situation, its findings, and whether it reads others."""
    everything = list(random.situations(book))
    unsound = set()
    for decision in book["decisions"]:
        found = [one for one in findings if one.decision == decision["id"]]
        reads = {name for rule in decision["rules"] for name in rule["when"]} - book["inputs"].keys()
        if reads & unsound:
            assert not found
            unsound.add(decision["id"])
            continue
        yield (
            decision,
            [(one, [rule["id"] for rule in random.matching(book, decision, one)]) for one in everything],
            found,
            bool(reads),
        )
        if any(is_unsound(one) for one in found):
            unsound.add(decision["id"])


def true_gaps(book, decision, matched, found, unjudged):
    gaps = [one for one in found if one.kind == "gap"]
    for gap in gaps:
        assert not random.matching(book, decision, {**matched[0][0], **gap.witness})
    if decision["hit_policy"] != "collect" and not any(one.rules == () for one in unjudged):
        assert bool(gaps) == any(not rules for _, rules in matched)


def true_overlaps(book, decision, matched, found, unjudged):
    pairs = {frozenset((a, b)) for _, rules in matched for a in rules for b in rules if a != b}
    overlaps = [one for one in found if one.kind == "overlap"]
    told = {frozenset((one.rules[0], other)) for one in overlaps for other in one.rules[1:]}
    assert told <= (pairs if decision["hit_policy"] == "unique" else set())
    if decision["hit_policy"] == "unique" and not any(len(one.rules) == 2 for one in unjudged):
        assert any("more rules that overlap" in one.message for one in overlaps) == bool(pairs - told)


def true_dead_rules(decision, matched, found, unjudged):
    held = {name for _, rules in matched for name in rules}
    fired = {rules[0] for _, rules in matched if rules} if decision["hit_policy"] == "first" else held
    unreachable = {one.rules[0] for one in found if one.kind == "unreachable"}
    shadowed = {one.rules[0] for one in found if one.kind == "shadowed"}
    dead = {rule["id"] for rule in decision["rules"]} - fired
    assert unreachable <= dead - held and shadowed <= dead & held
    if not any("nor of" in one.message for one in unjudged):
        assert dead - unreachable - shadowed <= {one.rules[0] for one in unjudged if len(one.rules) == 1}


def same_gaps(book, decision, matched, found, reads_decisions):
    tested = {name for rule in decision["rules"] for name in rule["when"]}
    names = [name for name in book["inputs"] if name in tested]
    holes = {tuple(one[name] for name in names) for one, rules in matched if not rules}
    gaps = [one for one in found if one.kind == "gap"]
    if decision["hit_policy"] == "collect":
        assert not gaps
        return
    assert bool(gaps) == bool(holes)
    for gap in gaps:
        assert not random.matching(book, decision, {**matched[0][0], **gap.witness})
    if not reads_decisions:
        regions = connected(book, names, holes)
        assert len(gaps) == len(regions)
        touched = [
            region for gap in gaps for region in regions if tuple(judged_as(gap.witness[name]) for name in names) in region
        ]
        assert len(touched) == len(regions) and all(region in touched for region in regions)


def judged_as(value):
    """Return the half step that stands for a witness between two thresholds."""
    return value if isinstance(value, str) or value in random.SPREAD else math.floor(value) + 0.5


def connected(book, names, holes):
    """Return the holes in groups: neighbours differ in one value; two numbers only if nothing lies between them."""
    left, groups = set(holes), []
    while left:
        group, new = set(), {left.pop()}
        while new:
            group |= new
            new = {other for other in left if any(neighbours(book, names, other, one) for one in new)}
            left -= new
        groups.append(group)
    return groups


def neighbours(book, names, one, other):
    apart = [at for at in range(len(names)) if one[at] != other[at]]
    if len(apart) != 1:
        return False
    spec = book["inputs"][names[apart[0]]]
    values = random.domain(spec)
    places = [values.index(one[apart[0]]), values.index(other[apart[0]])]
    return spec["type"] == "choice" or "unknown" in (one[apart[0]], other[apart[0]]) or abs(places[0] - places[1]) == 1


def same_overlaps(book, decision, matched, found):
    pairs = {frozenset((a, b)) for _, rules in matched for a in rules for b in rules if a != b}
    overlaps = [one for one in found if one.kind == "overlap"]
    told = [frozenset((one.rules[0], other)) for one in overlaps for other in one.rules[1:]]
    assert len(told) == len(set(told))
    assert set(told) == (pairs if decision["hit_policy"] == "unique" else set())
    for one in overlaps:
        rules = [rule["id"] for rule in random.matching(book, decision, {**matched[0][0], **one.witness})]
        assert len(set(rules) & set(one.rules)) > 1


def same_dead_rules(decision, matched, found):
    held = {name for _, rules in matched for name in rules}
    unreachable = {one.rules[0] for one in found if one.kind == "unreachable"}
    assert unreachable == {rule["id"] for rule in decision["rules"]} - held
    fired = {rules[0] for _, rules in matched if rules}
    shadowed = [one for one in found if one.kind == "shadowed"]
    assert {one.rules[0] for one in shadowed} == (held - fired if decision["hit_policy"] == "first" else set())
    for one in shadowed:
        assert all(set(rules) & set(one.rules[1:]) for _, rules in matched if one.rules[0] in rules)
    given_outcomes = {rule["then"] for rule in decision["rules"]}
    missing = {one.message.split('"')[1] for one in found if one.kind == "never_given"}
    assert missing == set(decision["outcomes"]) - given_outcomes
