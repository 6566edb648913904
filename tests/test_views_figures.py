"""Figures: hedge, range and unit always together, numbers without trailing zeros."""

from __future__ import annotations

import pytest
from rulebook.locale import words
from rulebook.model import Figure, Unit
from rulebook.wording.figures import figure_words
from rulebook.wording.quantities import NO_BREAK, number_words

WORDS = words("en")
DAY, DOLLAR, PERCENT = Unit("day", one="day", other="days"), Unit("dollar", before="$"), Unit("percent", after="%")
EURO = Unit("euro", after=" €")
KILO, SPACED = Unit("kilo", after="kg"), Unit("kilo", after=" kg")


def figure(low, high, hedge=None):
    return Figure("f", "label", low, high, hedge=hedge)


FIGURES = [
    (figure(5, 15, "typically"), DAY, "", "typically 5 to 15 days"),
    (figure(5, 15, "typically"), DAY, "bare", "5 to 15 days"),
    (figure(5, 15, "typically"), DAY, "low", "5 days"),
    (figure(5, 15, "typically"), DAY, "high", "15 days"),
    (figure(50, 50, "about"), DOLLAR, "", "about $50"),
    (figure(30, 80), DOLLAR, "", "$30 to $80"),
    (figure(49.9, 49.9), DOLLAR, "", "$49.90"),
    (figure(49.9, 60), DOLLAR, "", "$49.90 to $60"),
    (figure(1234.5, 1234.5), EURO, "", "1,234.50 €"),
    (figure(None, 3), DAY, "", "at most 3 days"),
    (figure(None, 3), DAY, "low", "3 days"),
    (figure(1, 1), DAY, "", "1 day"),
    (figure(2.5, 2.5), PERCENT, "", "2.5%"),
    (figure(7, 7), None, "", "7"),
    (figure(70, 70), KILO, "", "70 kg"),
    (figure(5, 20), SPACED, "", "5 kg to 20 kg"),
]


@pytest.mark.parametrize("one, unit, part, expected", FIGURES)
def test_a_figure_is_printed_whole(one, unit, part, expected):
    assert figure_words(one, unit, WORDS, part).replace(NO_BREAK, " ") == expected


def test_no_line_ends_between_a_number_and_its_unit():
    assert figure_words(figure(5, 15, "typically"), DAY, WORDS) == "typically 5 to 15\u00a0days"
    assert {figure_words(figure(70, 70), unit, WORDS) for unit in (KILO, SPACED)} == {"70\u00a0kg"}


@pytest.mark.parametrize(
    "number, expected", [(0, "0"), (50.0, "50"), (0.1, "0.1"), (1234567, "1,234,567"), (-61, "−61"), (1000.25, "1,000.25")]
)
def test_numbers_are_written_as_people_write_them(number, expected):
    assert number_words(number, WORDS) == expected
