"""A decision that is too large is told a change that was tried: made, it fits, with the nodes that were named."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from rulebook.diagram.compile import TooLarge, diagrams
from rulebook.diagram.fitting import Cut, Order, fitting
from rulebook.load import load

SAID = "options: {a: {label: A}, b: {label: B}, c: {label: C}}"


def book(tmp_path, inputs, rules):
    head = "title: Large\nlanguage: en\ninputs:\n"
    asked = "".join(f"  {name}: {{question: Q?, label: {name}, type: choice, {options}}}\n" for name, options in inputs.items())
    outcomes = "a: {label: A}, b: {label: B}"
    written = "".join(f"      - {{id: r{n}, when: {{{', '.join(when)}}}, then: {'ab'[n % 2]}}}\n" for n, when in enumerate(rules))
    end = "      - {id: rest, then: a}\n"
    decision = (
        f"decisions:\n  d:\n    question: Q?\n    label: d\n    hit_policy: first\n    outcomes: {{{outcomes}}}\n    rules:\n"
    )
    (tmp_path / "rules.yaml").write_text(head + asked + decision + written + end, encoding="utf-8")
    rulebook, _ = load(tmp_path / "rules.yaml")
    return rulebook, rulebook.decisions["d"]


def nodes(rulebook, decision):
    return sum(len(one.nodes) for one in diagrams(rulebook, decision))


def test_an_input_asked_too_late_is_named_and_comes_first(tmp_path):
    switches = [f"s{n}" for n in range(16)]
    lamps = ", ".join(f"l{n}: {{label: L{n}}}" for n in range(16))
    inputs = dict.fromkeys(switches, SAID) | {"lamp": f"options: {{{lamps}}}"}
    rulebook, decision = book(tmp_path, inputs, [[f"s{n}: a", f"lamp: l{n}"] for n in range(16)])
    with pytest.raises(TooLarge):
        diagrams(rulebook, decision)
    found = fitting(rulebook, decision)
    assert isinstance(found, Order) and found.first == "lamp"
    moved = replace(rulebook, inputs={name: rulebook.inputs[name] for name in found.inputs})
    assert nodes(moved, decision) == found.nodes < 100


@pytest.mark.slow
def test_rules_that_fit_in_no_order_are_cut_where_the_parts_fit(tmp_path):
    chance = random.Random(20)
    names = [f"i{n}" for n in range(20)]
    rules = [[f"{name}: {chance.choice('abc')}" for name in sorted(chance.sample(names, 3))] for _ in range(60)]
    rulebook, decision = book(tmp_path, dict.fromkeys(names, SAID), rules)
    with pytest.raises(TooLarge):
        diagrams(rulebook, decision)
    found = fitting(rulebook, decision)
    assert isinstance(found, Cut) and len(found.nodes) == len(found.behind) + 1
    rest = decision.rules[-1]
    at = [0, *([rule.id for rule in decision.rules].index(id) + 1 for id in found.behind), len(decision.rules)]
    parts = [replace(decision, rules=(*decision.rules[start:end], rest)) for start, end in pairwise(at)]
    parts[-1] = replace(decision, rules=decision.rules[at[-2] :])
    assert tuple(nodes(rulebook, part) for part in parts) == found.nodes
