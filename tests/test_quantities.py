"""Numbers, days, intervals and lists are said by one module: the same in CPython and Brython, and wherever a reader meets them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from rulebook.browser.reading import iso
from rulebook.browser.state import number, read
from rulebook.dates import day_number
from rulebook.diagram.program import program
from rulebook.evaluate import cell_of
from rulebook.geometry.bounds import decimal_text, lies_between, number_between
from rulebook.load import load
from rulebook.locale import words
from rulebook.model import Unit
from rulebook.wording import quantities
from rulebook.wording.quantities import amount_words, days_condition, interval_words, limits_words, list_words, number_words
from rulebook.wording.units import unit_words

from tests.brython_host import brython
from tests.conftest import ROOT

TODAY = day_number(2026, 11, 22)
BOOKS = ["rules.yaml", "tests/rulebooks/tariff/rules.yaml", "tests/rulebooks/library/rules.yaml", "tests/rulebooks/parcel.yaml"]
SAY = words("en")
UNITS = {
    "none": None,
    "dollar": Unit("dollar", before="$"),
    "franc": Unit("franc", before="CHF "),
    "euro": Unit("euro", after=" €"),
    "kilo": Unit("kilo", after="kg"),
    "percent": Unit("percent", after="%"),
    "day": Unit("day", one="day", other="days"),
}
NUMBERS = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-200, 200),
    st.builds(lambda digits, places: digits / 10**places, st.integers(-(10**15) + 1, 10**15 - 1), st.integers(1, 15)),
    st.builds(lambda cents: cents / 100, st.integers(-20_000, 2_000_000)),
).map(lambda value: int(value) if value == int(value) else value)


def input_words(unit="none", type="number", low=None, high=None, thresholds=()):
    return {
        "label": "item value",
        "type": type,
        "unknown": "I cannot say",
        "options": {},
        "low": low,
        "high": high,
        "thresholds": thresholds,
    } | unit_words(UNITS[unit])


@st.composite
def spans(draw, numbers=NUMBERS):
    low, high = sorted((draw(numbers), draw(numbers)))
    sides = [draw(st.integers(0, 1)), draw(st.integers(0, 1))] if low < high else [0, 1]
    bounds = [[low, sides[0]], [high, sides[1]]]
    return [draw(st.sampled_from([bound, bound, None])) for bound in bounds]


@pytest.fixture(scope="module")
def call():
    with brython() as call:
        yield call


@pytest.mark.parametrize(
    "unit, value, words",
    [
        ("dollar", 49.9, "$49.90"),
        ("dollar", 49.99, "$49.99"),
        ("dollar", 49.999, "$49.999"),
        ("dollar", 50, "$50"),
        ("dollar", 50.0, "$50"),
        ("dollar", -1234.5, "−$1,234.50"),
        ("franc", 50, "CHF 50"),
        ("euro", 49.9, "49.90 €"),
        ("kilo", 3, "3 kg"),
        ("kilo", 0.5, "0.5 kg"),
        ("percent", 2.5, "2.5%"),
        ("day", 1, "1 day"),
        ("day", -1, "−1 days"),
        ("day", 1000000, "1,000,000 days"),
        ("none", 0.0000001, "0.0000001"),
        ("none", 123456789012345, "123,456,789,012,345"),
    ],
)
def test_an_amount_is_written_as_people_write_it(unit, value, words):
    assert amount_words(value, unit_words(UNITS[unit]), SAY).replace(quantities.NO_BREAK, " ") == words


def test_marks_of_another_language_stand_where_ours_do():
    german = SAY | {"decimal_mark": ",", "thousands_mark": "."}
    assert amount_words(1234.5, unit_words(UNITS["euro"]), german) == "1.234,50\u00a0€"


@pytest.mark.parametrize(
    "low, high, words",
    [
        (None, [50, 1], "$50 or less"),
        (None, [50, 0], "below $50"),
        ([49.9, 1], None, "above $49.90"),
        ([50, 0], None, "about $50 or more"),
        ([30, 0], [80, 1], "$30 to $80"),
        ([50, 0], [80, 1], "about $50 to $80"),
        ([30, 1], [80, 1], "above $30, up to $80"),
        ([30, 0], [80, 0], "from $30, below $80"),
        ([30, 1], [80, 0], "above $30, below $80"),
        ([30, 0], [30, 1], "$30"),
        (None, None, "any number"),
    ],
)
def test_an_interval_is_said_by_its_ends_and_their_hedges(low, high, words):
    hedged = input_words("dollar", thresholds=[[50, "about"]])
    plain = input_words("dollar", thresholds=[[50, ""]])
    known = hedged if words.startswith("about") else plain
    assert interval_words(low, high, known, SAY) == words


@pytest.mark.parametrize(
    "low, high, thresholds, words",
    [
        ([51, 0], None, [[50, ""]], "above 50 days"),
        ([51, 0], None, [[51, ""]], "51 days or more"),
        ([51, 0], None, [[50, ""], [51, ""]], "51 days or more"),
        (None, [51, 0], [[50, ""]], "50 days or less"),
        (None, [51, 0], [[51, ""]], "below 51 days"),
        ([51, 0], [90, 0], [[50, ""], [90, ""]], "51 to 89 days"),
        ([51, 0], [90, 0], [[50, "about"]], "above about 50 days, up to 89 days"),
        (None, [1, 0], [[1, ""]], "0 days"),
        (None, [1, 0], [[1, "about"]], "below about 1 day"),
        ([120, 0], None, [[119, ""]], "120 days"),
        ([7, 0], [8, 0], [], "7 days"),
        ([0, 0], [8, 0], [[7, ""]], "7 days or less"),
    ],
)
def test_whole_numbers_are_said_by_the_numbers_that_the_rules_name(low, high, thresholds, words):
    known = input_words("day", "integer", [0, 0], [121, 0], thresholds)
    assert interval_words(low, high, known, SAY).replace(quantities.NO_BREAK, " ") == words


@pytest.mark.parametrize(
    "parts, words", [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")], ids=len
)
def test_a_list_ends_in_its_last_word(parts, words):
    assert list_words(parts, SAY, "and") == words


@pytest.mark.parametrize("book", BOOKS)
def test_every_interval_between_a_rulebooks_thresholds_is_said_in_days(book):
    compiled = program(load(ROOT / book)[0])
    place, spec = next(
        (place, one) for place, one in enumerate(compiled["inputs"]) if one["ask_for"] and one["ask_for"]["kind"] == "date"
    )
    known = input_words("day", "integer", spec["low"], spec["high"]) | {"label": "the time left"}
    nodes = [node for decision in compiled["decisions"] for diagram in decision["diagrams"] for node in diagram["nodes"]]
    bounds = sorted({tuple(bound) for node in nodes if node[0] == place for bound in node[1]} | {(100, 0)})
    for low in (None, *bounds):
        for high in (*(bound for bound in bounds if low is None or bound > low), *([None] if low else [])):
            said = days_condition(low, high, TODAY, known, SAY)
            assert "−" not in said and "-" not in said and " 202" in said, said
            found = read(compiled, [[spec["ask_for"]["id"], iso(TODAY + number_between(low, high))]], TODAY)
            days = found["answers"][spec["id"]]
            assert (
                found["notes"] == []
                and (low is None or cell_of([low], days) == 1)
                and (high is None or cell_of([high], days) == 0)
            ), said


@pytest.mark.parametrize(
    "low, high, said",
    [
        (None, (0, 0), "the last day is Saturday 21 November 2026 or earlier"),
        ((0, 0), None, "the last day is Sunday 22 November 2026 or later"),
        ((0, 0), (1, 0), "the last day is Sunday 22 November 2026"),
        ((0, 1), (3, 1), "the last day is from Monday 23 November 2026 to Wednesday 25 November 2026"),
    ],
)
def test_the_days_between_two_bounds(low, high, said):
    assert days_condition(low, high, TODAY, input_words("day") | {"label": "the time left"}, SAY) == "the time left: " + said


@pytest.mark.parametrize(
    "unit, type, low, high, said",
    [
        ("dollar", "number", [0, 0], [1_000_000, 1], "$0 to $1,000,000"),
        ("euro", "number", [0, 1], [200, 1], "above 0 €, up to 200 €"),
        ("day", "integer", [0, 0], [365, 1], "0 to 365 days"),
        ("none", "integer", [1, 0], None, "1 or more"),
    ],
)
def test_the_whole_range_of_an_input_is_said_where_an_answer_is_outside(unit, type, low, high, said):
    known = input_words(unit, type, low, high, [[365, "about"]])
    assert limits_words(known, SAY).replace(quantities.NO_BREAK, " ") == said


def test_the_range_of_a_date_is_said_in_days_of_the_calendar():
    known = input_words("day", "integer", [-1, 0], [3, 1])
    assert limits_words(known, SAY, TODAY) == "from Saturday 21 November 2026 to Wednesday 25 November 2026"
    assert limits_words(known | {"high": None}, SAY, TODAY) == "Saturday 21 November 2026 or later"


@pytest.mark.parametrize(
    "low, high, near, found",
    [
        (None, None, 0, 0),
        ([50, 1], None, 40, 51),
        (None, [50, 1], 60, 50),
        (None, [50, 0], 60, 49),
        ([0.2, 1], [0.3, 0], 0, 0.21),
        ([0.2, 1], [0.3, 0], 9, 0.29),
        ([-3, 1], [-2, 0], 0, -2.1),
        ([30, 0], [90, 0], 40, 40),
    ],
)
def test_of_the_shortest_numbers_between_two_bounds_the_nearest_is_found(low, high, near, found):
    assert number_between(low, high, near) == found


@given(spans(), NUMBERS)
def test_a_number_between_two_bounds_lies_there(span, near):
    assert lies_between(number_between(*span, near), *span)


@given(NUMBERS)
def test_a_number_is_written_so_that_it_is_read_back(value):
    text = decimal_text(value)
    assert "e" not in text and (number(text) == value or len(text.lstrip("-").replace(".", "")) > 15)
    assert number_words(value, SAY).replace(",", "").replace("−", "-") == text


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=NUMBERS,
    span=spans(),
    whole=spans(st.integers(-130, 130)),
    near=NUMBERS,
    unit=st.sampled_from(sorted(UNITS)),
    hedge=st.sampled_from(["", "about"]),
    day=st.integers(-700_000, 2_900_000),
    parts=st.lists(st.text(max_size=3), max_size=4),
)
def test_brython_says_what_cpython_says(call, value, span, whole, near, unit, hedge, day, parts):
    thresholds = [[bound[0], hedge] for bound in span if bound]
    known = input_words(unit, thresholds=thresholds)
    days = input_words(unit, "integer", [-120, 0], None, [[bound[0], hedge] for bound in whole if bound][:1])
    calls = [
        ("decimal_text", value),
        ("number_between", *span, near),
        ("number_words", value, SAY),
        ("amount_words", value, unit_words(UNITS[unit]), SAY),
        ("range_words", value, near, unit_words(UNITS[unit]), SAY),
        ("interval_condition", *span, known, SAY),
        ("interval_words", *whole, days, SAY),
        ("answer_condition", value, known, SAY),
        ("days_condition", *whole, day % 10_000, known, SAY),
        ("day_words", day, SAY),
        ("day_words", day, SAY, False),
        ("distance_words", day, SAY),
        ("until_words", day, 20_000, known, SAY),
        ("list_words", parts, SAY, "and"),
    ]
    for name, *arguments in calls:
        here = {"decimal_text": decimal_text, "number_between": number_between}.get(name) or getattr(quantities, name)
        assert call(name, *arguments) == here(*arguments), (name, arguments)
