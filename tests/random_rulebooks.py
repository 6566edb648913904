"""Random rulebooks as plain data, with a writer (to rules.yaml) and a reference that tests rules one by one.

Nothing here knows boxes or diagrams: the reference reads the raw tables, so that it can judge those who do.
A test is ("any",) · ("in", values) · ("not", values) · ("span", low, low_closed, high, high_closed), then whether
unknown passes too. Numbers have thresholds 0 to 3 and are judged at every half step.
"""

from __future__ import annotations

import itertools
import json

from hypothesis import strategies as st
from rulebook.model import UNKNOWN

SPREAD = [-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]


def domain(spec):
    """Return the values of an input that tell all its cells apart."""
    values = (
        list(spec["options"])
        if spec["type"] == "choice"
        else [value for value in SPREAD if spec["type"] == "number" or value == int(value)]
    )
    return values + [UNKNOWN] * spec["unknown"]


def passes(test, value):
    kind, *parts = test["test"]
    if kind == "any":
        return True
    if value == UNKNOWN:
        return test["unknown"]
    if kind == "in":
        return value in parts[0]
    if kind == "not":
        return value not in parts[0]
    low, low_closed, high, high_closed = parts
    above = low is None or value > low or (low_closed and value == low)
    below = high is None or value < high or (high_closed and value == high)
    return above and below


def matching(book, decision, situation):
    """Return the rules of a decision that match a situation, or None where an upstream decision has no single result."""
    values = dict(situation)
    for other in book["decisions"]:
        if any(other["id"] in rule["when"] for rule in decision["rules"]):
            result = outcome(book, other, situation)
            if result is None:
                return None
            values[other["id"]] = result
    return [rule for rule in decision["rules"] if all(passes(test, values[name]) for name, test in rule["when"].items())]


def fired(book, decision, situation):
    """Return the rules that give the result."""
    found = matching(book, decision, situation)
    return found[:1] if found and decision["hit_policy"] == "first" else found


def outcome(book, decision, situation):
    rules = fired(book, decision, situation)
    return rules[0]["then"] if rules and len(rules) == 1 else None


def result(book, decision, situation):
    """Return the result as `evaluate` writes it: (outcome or outcomes, rule ids)."""
    rules = fired(book, decision, situation)
    ids = tuple(rule["id"] for rule in rules)
    if decision["hit_policy"] != "collect":
        return rules[0]["then"], ids
    return tuple(dict.fromkeys(rule["then"] for rule in rules)), ids


def situations(book):
    names = list(book["inputs"])
    for values in itertools.product(*(domain(spec) for spec in book["inputs"].values())):
        yield dict(zip(names, values, strict=True))


@st.composite
def inputs(draw, most=4):
    found = {}
    for number in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(["choice", "choice", "integer", "number"]))
        options = [f"o{one}" for one in range(draw(st.integers(2, 3)))] if kind == "choice" else []
        found[f"in{number}"] = {"type": kind, "options": options, "unknown": draw(st.booleans())}
    return found


@st.composite
def tests(draw, spec):
    unknown = spec["unknown"] and draw(st.booleans())
    if spec["type"] == "choice":
        some = draw(st.lists(st.sampled_from(spec["options"]), min_size=1, max_size=2, unique=True))
        return {"test": (draw(st.sampled_from(["in", "not"])), some), "unknown": unknown}
    low, high = sorted([draw(st.integers(0, 3)), draw(st.integers(0, 3))])
    closed = low == high
    span = ("span", low, closed or draw(st.booleans()), high, closed or draw(st.booleans()))
    if not closed and draw(st.booleans()):
        span = ("span", low, span[2], None, False) if draw(st.booleans()) else ("span", None, False, high, span[4])
    return {"test": span, "unknown": unknown}


def _columns(book):
    """Return what a further decision may test: inputs, and upstream decisions as choices without unknown."""
    readable = [one for one in book["decisions"] if one["hit_policy"] != "collect"]
    return book["inputs"] | {one["id"]: {"type": "choice", "options": one["outcomes"], "unknown": False} for one in readable}


@st.composite
def rules(draw, columns, outcomes, most):
    found = []
    for number in range(draw(st.integers(1, most))):
        tested = draw(st.lists(st.sampled_from(list(columns)), max_size=3, unique=True))
        when = {name: draw(tests(columns[name])) for name in tested}
        found.append({"id": f"r{number}", "when": when, "then": draw(st.sampled_from(outcomes))})
    return found


@st.composite
def partition(draw, columns, outcomes, depth=3):
    """Return rules that cover every situation exactly once: a tree of splits, its leaves written out."""
    found = []

    def split(when, depth):
        free = [name for name in columns if name not in when]
        if not depth or not free or draw(st.integers(0, 3)) == 0:
            found.append({"id": f"r{len(found)}", "when": when, "then": draw(st.sampled_from(outcomes))})
            return
        name = draw(st.sampled_from(free))
        spec = columns[name]
        unknown = spec["unknown"] and draw(st.booleans())
        if spec["type"] == "choice":
            some = draw(st.lists(st.sampled_from(spec["options"]), min_size=1, max_size=2, unique=True))
            sides = [("in", some), ("not", some)] if len(some) < len(spec["options"]) else [("in", some)]
        else:
            bound, side = draw(st.integers(0, 3)), draw(st.booleans())
            sides = [("span", None, False, bound, side), ("span", bound, not side, None, False)]
        for place, test in enumerate(sides):
            split({**when, name: {"test": test, "unknown": unknown and place == 0}}, depth - 1)
        if spec["unknown"] and not unknown:
            split({**when, name: {"test": ("in", []), "unknown": True}}, depth - 1)

    split({}, depth)
    return found


@st.composite
def books(draw, sound=True, most_decisions=3, most_inputs=4):
    """Return a rulebook; a sound one has neither gaps nor overlaps, so that every decision has results."""
    book = {"inputs": draw(inputs(most_inputs)), "decisions": []}
    for number in range(draw(st.integers(1, most_decisions))):
        policy = draw(st.sampled_from(["unique", "first", "collect"]))
        outcomes = [f"v{one}" for one in range(draw(st.integers(1, 3)))]
        columns = _columns(book)
        made = draw(partition(columns, outcomes) if sound and policy == "unique" else rules(columns, outcomes, 5))
        if policy == "first" and sound:
            made.append({"id": "rest", "when": {}, "then": outcomes[0]})
        book["decisions"].append({"id": f"d{number}", "hit_policy": policy, "outcomes": outcomes, "rules": made})
    return book


@st.composite
def orders(draw, book):
    """Return the book with orders of asking, perhaps a headline, and perhaps decisions that are for decisions only."""
    names = list(book["inputs"])
    entries = []
    for _ in range(draw(st.integers(0, 3))):
        tested = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        when = {name: draw(tests(book["inputs"][name])) for name in tested}
        entries.append({"when": when, "order": draw(st.lists(st.sampled_from(names), min_size=1, unique=True))})
    if draw(st.booleans()):
        entries.append({"when": {}, "order": draw(st.permutations(names))})
    for_people = draw(st.lists(st.sampled_from([one["id"] for one in book["decisions"]]), min_size=1, unique=True))
    headline = draw(st.sampled_from([*for_people, None]))
    return {**book, "asking": entries, "for_people": for_people, "headline": headline}


def people(book):
    """Return the decisions that people are told, the headline first, the others in the order of the book."""
    ids = [one["id"] for one in book["decisions"] if one["id"] in book.get("for_people", [one["id"]])]
    return sorted(ids, key=lambda id: id != book.get("headline"))


def next_of(book, answers, open_of):
    """Return the question that comes next by definition; `open_of` gives the open inputs of each decision."""
    entry = next((one for one in book.get("asking", ()) if all(_holds(one["when"], name, answers) for name in one["when"])), None)
    order = list(dict.fromkeys([*(entry["order"] if entry else ()), *book["inputs"]]))
    for_people = people(book)
    wanted = open_of[for_people[0]] or {name for id in for_people for name in open_of[id]}
    return next((name for name in order if name in wanted), None)


def _holds(when, name, answers):
    return name in answers and passes(when[name], answers[name])


def written(book):
    """Return the rulebook as rules.yaml (JSON is YAML)."""
    inputs = {name: _input_text(name, spec) for name, spec in book["inputs"].items()}
    decisions = {
        one["id"]: {
            "question": f"What of {one['id']}?",
            "label": one["id"],
            "hit_policy": one["hit_policy"],
            "outcomes": {outcome: {"label": outcome} for outcome in one["outcomes"]},
            "headline": one["id"] == book.get("headline"),
            "for": "people" if one["id"] in people(book) else "decisions",
            "rules": [{"id": rule["id"], "when": _when_text(rule["when"]), "then": rule["then"]} for rule in one["rules"]],
        }
        for one in book["decisions"]
    }
    asking = [{**entry, "when": _when_text(entry["when"])} for entry in book.get("asking", ())]
    return json.dumps(
        {"title": "A random rulebook", "language": "en", "asking": asking, "inputs": inputs, "decisions": decisions}
    )


def _when_text(when):
    return {name: _test_text(test) for name, test in when.items()}


def _input_text(name, spec):
    text = {"question": f"What is {name}?", "label": name, "type": spec["type"]}
    if spec["type"] == "choice":
        text["options"] = {option: {"label": option} for option in spec["options"]}
    return text | ({"unknown": "I do not know"} if spec["unknown"] else {})


def _test_text(test):
    kind, *parts = test["test"]
    if kind == "any":
        return "-"
    if kind == "in":
        values = list(parts[0])
    elif kind == "not":
        values = [f"not({', '.join(parts[0])})"]
    else:
        low, low_closed, high, high_closed = parts
        values = [
            f"{'>=' if low_closed else '>'} {low}"
            if high is None
            else f"{'<=' if high_closed else '<'} {high}"
            if low is None
            else f"{'[' if low_closed else '('}{low}..{high}{']' if high_closed else ')'}"
        ]
    values = values + ["unknown"] * test["unknown"]
    return values[0] if len(values) == 1 else values
