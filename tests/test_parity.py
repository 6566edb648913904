"""CPython and Brython agree: on every edge of every diagram, and on answers in any order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from rulebook.browser.reading import amount, date
from rulebook.browser.state import read
from rulebook.check import examine
from rulebook.dates import date_of, day_number
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate, near_misses
from rulebook.load import load
from rulebook.wording.quantities import day_words

from tests.brython_host import brython
from tests.random_rulebooks import books
from tests.test_evaluate import by_brute_force, compiled, results_of, some_answers
from tests.test_reading import SAY, WORDS

ODD = [chr(code) for code in (*range(0x250), 0x1680, *range(0x2000, 0x2070), 0x212A, 0x3000, 0x307, 0x660, 0x6F0, 0x966, 0xFF11)]
ODD += ["\ufeff", "\ufffd", "\ufffe", "ſ", "ẞ", "İ", "ß", "Σ", "ς", "ﬁ", "月", "日", "²", "①", "𝟙", "😀", "\u0130\u0307"]
NEAR = [
    "",
    "lost",
    "unknown",
    "2026-12-04",
    "0001-01-01",
    "9999-12-31",
    "0000-01-01",
    "3",
    "-1",
    "49.90",
    "4 Dec",
    "in 3 days",
    "1e3",
]
PARCEL = program(load(Path(__file__).parent / "rulebooks" / "parcel.yaml")[0])

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def call():
    with brython() as call:
        yield call


@pytest.fixture(scope="module", params=["rules.yaml", "tests/rulebooks/library/rules.yaml", "tests/rulebooks/parcel.yaml"])
def real(request):
    return examine(ROOT / request.param).program


def edges(program, diagram):
    """Yield answers that walk each edge of a diagram, as its last step."""
    ways = {diagram["root"]: {}}
    for at in reversed(range(len(diagram["nodes"]))):
        if at in ways:
            place, bounds, children = diagram["nodes"][at]
            spec = program["inputs"][place]
            for value, child in zip(values(spec, bounds), children, strict=True):
                answers = {**ways[at], spec["id"]: value}
                ways.setdefault(child, answers)
                yield answers


def values(spec, bounds):
    """Return one answer for each child of a node: below the first threshold, then on each or just above it."""
    if bounds is None:
        known = list(spec["options"])
    else:
        lowest = bounds[0][0] - 1 if bounds else 0
        above = [number if side == 0 else (number + 1 if spec["type"] == "integer" else number + 0.5) for number, side in bounds]
        known = [lowest if spec["low"] is None else max(spec["low"][0], lowest), *above]
    return known + ["unknown"] * spec["unknown"]


def same(call, program, list_of_answers):
    here = [evaluate(program, answers) for answers in list_of_answers]
    assert call("evaluate_all", program, list_of_answers) == here


@pytest.mark.slow
def test_every_edge_of_a_rulebook(call, real):
    walked = 0
    for decision in real["decisions"]:
        alone = {"inputs": real["inputs"], "decisions": [decision]}
        cases = [answers for diagram in decision["diagrams"] if diagram["nodes"] for answers in edges(real, diagram)]
        walked += len(cases)
        same(call, alone, cases)
    assert walked > 20


@pytest.mark.slow
def test_near_misses_of_a_rulebook(call, real):
    for decision in real["decisions"]:
        cases = [answers for diagram in decision["diagrams"] if diagram["nodes"] for answers in edges(real, diagram)][::27]
        here = [near_misses(real, answers, decision["id"]) for answers in cases]
        assert call("near_misses_all", real, cases, decision["id"]) == here


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_random_rulebooks_and_answers_in_any_order(data, call, tmp_path_factory):
    book = data.draw(books(most_inputs=3))
    program = compiled(book, tmp_path_factory.mktemp("book"))
    drawn = data.draw(st.lists(some_answers(book), min_size=1, max_size=6))
    walked = [
        answers
        for decision in program["decisions"]
        for one in decision["diagrams"]
        if one["nodes"]
        for answers in edges(program, one)
    ]
    same(call, program, drawn + walked)
    table = results_of(book)
    assert call("evaluate_all", program, drawn) == [by_brute_force(book, table, answers) for answers in drawn]
    for decision in book["decisions"]:
        cases = drawn + walked[::5]
        here = [near_misses(program, answers, decision["id"]) for answers in cases]
        assert call("near_misses_all", program, cases, decision["id"]) == here


def surrounded():
    """Yield texts with every odd character before, behind and inside of what is nearly an answer."""
    for place, odd in enumerate(ODD):
        near = NEAR[place % len(NEAR)]
        yield from (odd + near, near + odd, near[:1] + odd + near[1:], odd)


@pytest.mark.slow
def test_any_character_is_read_alike(call):
    texts = [*NEAR, *surrounded()]
    names = [*PARCEL["order"], "today", "from", "accent", "__proto__", "constructor", "toString", "__class__"]
    for at in range(0, len(texts), 40):
        pairs = [[names[(at + place) % len(names)], text] for place, text in enumerate(texts[at : at + 40])]
        assert call("read_all", PARCEL, [[pair] for pair in pairs], 20_000) == [read(PARCEL, [pair], 20_000) for pair in pairs]
    assert call("typed_all", texts, 20_000, WORDS) == [[date(text, 20_000, WORDS), amount(text, WORDS)] for text in texts]


def test_any_day_is_said_alike(call):
    days = [sign * (10**power + more) for power in range(13) for sign in (-1, 1) for more in (-1, 0, 1)]
    days += [day_number(1, 1, 1) - 1, day_number(1, 1, 1), day_number(9999, 12, 31), day_number(9999, 12, 31) + 1]
    here = [[date_of(day), day_words(day, SAY)] for day in days]
    assert call("days_all", days, SAY) == here
