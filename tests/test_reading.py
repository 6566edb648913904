"""Dates and amounts as people type them: understood, asked back or refused, never guessed and never broken."""

from datetime import date as Date

import pytest
from hypothesis import given, strategies as st
from rulebook.browser.reading import amount, date, iso
from rulebook.browser.state import day, number
from rulebook.dates import day_number
from rulebook.locale import words as locale_words

SAY = locale_words()
WORDS = {key[9:]: text.lower().split(" ") for key, text in SAY.items() if key.startswith("say_read_")}
WORDS |= {"months": SAY["months"].lower().split(" "), "weekdays": SAY["say_weekdays"].lower().split(" ")}
TODAY = day_number(2026, 11, 22)
DAYS = st.dates().map(lambda one: day_number(one.year, one.month, one.day))


@pytest.mark.parametrize(
    "text, expected",
    {
        "4 Dec": "2026-12-04",
        "4 December 2026": "2026-12-04",
        "Dec 4": "2026-12-04",
        "Fri, 4th of December": "2026-12-04",
        "4.12.2026": "2026-12-04",
        "4.12.26": "2026-12-04",
        "4.12.": "2026-12-04",
        "2026-12-04": "2026-12-04",
        "2 Jan": "2027-01-02",
        "15 Nov": "2026-11-15",
        "13/12": "2026-12-13",
        "12/13/2026": "2026-12-13",
        "12/12": "2026-12-12",
        "today": "2026-11-22",
        "Tomorrow": "2026-11-23",
        "yesterday": "2026-11-21",
        "in 3 days": "2026-11-25",
        "3 days ago": "2026-11-19",
    }.items(),
)
def test_a_date_is_understood(text, expected):
    assert date(text, TODAY, WORDS) == {"value": expected}


@pytest.mark.parametrize(
    "text, expected", {"4/12": ["2026-12-04", "2027-04-12"], "04/12/2026": ["2026-12-04", "2026-04-12"]}.items()
)
def test_an_ambiguous_date_is_asked_back(text, expected):
    assert date(text, TODAY, WORDS) == {"ask": expected}


@pytest.mark.parametrize("text", ["", "soon", "4", "31 Nov", "32.1.2026", "4 Dec Jan", "4 ma", "20261204", "1/2/3/4", "٤ dec"])
def test_what_is_no_date_is_a_fault(text):
    assert date(text, TODAY, WORDS) == {"fault": "date"}


@pytest.mark.parametrize(
    "text, expected",
    {
        "49.90": "49.90",
        "$49,90": "49.90",
        "US$ 30": "30",
        "30 USD": "30",
        "1,200": "1200",
        "1 200,50": "1200.50",
        "1,234,567.89": "1234567.89",
        "1.234.567,89": "1234567.89",
        "1'000": "1000",
        ".50": "0.50",
        "0.125": "0.125",
        "007": "7",
        "-3": "-3",
        "−$3": "-3",
    }.items(),
)
def test_an_amount_is_understood(text, expected):
    assert amount(text) == {"value": expected}


def test_an_ambiguous_amount_is_asked_back():
    assert amount("1.200") == {"ask": ["1.200", "1200"]}


@pytest.mark.parametrize("text", ["", "much", "1,2,3", "12,34.5", "1e5", "1 2", "1234567890123456", "$"])
def test_what_is_no_amount_is_a_fault(text):
    assert amount(text) == {"fault": "number"}


@given(DAYS, DAYS)
def test_every_iso_date_and_every_written_date_reads_as_itself(one, today):
    year, month, of_month = map(int, iso(one).split("-"))
    written = f"{of_month} {WORDS['months'][month - 1]} {year:04}"
    assert date(iso(one), today, WORDS) == {"value": iso(one)} == date(written, today, WORDS)
    assert day(iso(one)) == one == Date(year, month, of_month).toordinal() - Date(1970, 1, 1).toordinal()


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_amount_reads_as_itself_with_or_without_grouping(whole, part):
    for text in (f"{whole}.{part:02}", f"{whole:,}.{part:02}", f"${whole:,}.{part:02}".replace(",", " ")):
        assert number(amount(text)["value"]) == number(f"{whole}.{part:02}")


@given(st.text() | st.text(alphabet="0123456789.,/- $€adecnovjurt"), DAYS)
def test_no_text_breaks_the_reading(text, today):
    for found, valid in ((date(text, today, WORDS), day), (amount(text), number)):
        assert [*found] in (["value"], ["ask"], ["fault"])
        candidates = found.get("ask", [found["value"]] if "value" in found else [])
        assert all(valid(one) is not None for one in candidates)
