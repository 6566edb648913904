"""Spans of days are said as days, for every threshold that a rulebook has on a date; the link beside them lies in the span."""

import pytest
from rulebook.browser.reading import iso
from rulebook.browser.state import read
from rulebook.diagram.program import program
from rulebook.evaluate import cell_of, day_number
from rulebook.load import load
from rulebook.locale import words
from rulebook.wording.spoken import days_condition, number_between, number_words

from tests.conftest import ROOT

TODAY = day_number(2026, 11, 22)
BOOKS = ["rules.yaml", "tests/rulebooks/tariff/rules.yaml", "tests/rulebooks/library/rules.yaml", "tests/rulebooks/parcel.yaml"]
SAY = words("en")


@pytest.mark.parametrize("book", BOOKS)
def test_every_span_between_a_rulebooks_thresholds_is_said_in_days(book):
    compiled = program(load(ROOT / book)[0])
    place, spec = next(
        (place, one) for place, one in enumerate(compiled["inputs"]) if one["ask_for"] and one["ask_for"]["kind"] == "date"
    )
    nodes = [node for decision in compiled["decisions"] for diagram in decision["diagrams"] for node in diagram["nodes"]]
    bounds = sorted({tuple(bound) for node in nodes if node[0] == place for bound in node[1]} | {(100, 0)})
    for low in (None, *bounds):
        for high in (*(bound for bound in bounds if low is None or bound > low), *([None] if low else [])):
            said = days_condition(low, high, TODAY, {"label": "the time left"}, SAY)
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
def test_the_days_between_two_cuts(low, high, said):
    assert days_condition(low, high, TODAY, {"label": "the time left"}, SAY) == "the time left: " + said


def test_money_has_two_places():
    dollars = {"before": "$", "after": "", "one": "", "other": ""}
    assert [number_words(value, dollars, SAY) for value in (49.9, 49.99, 50, 1234.5)] == ["$49.90", "$49.99", "$50", "$1,234.50"]
    assert number_words(0.5, dollars | {"before": "", "other": "kilograms"}, SAY) == "0.5 kilograms"
