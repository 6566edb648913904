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


# As people type and paste: words in an order that means something, and in one that does not.
PARTS = [
    "4",
    "17",
    "29",
    "31",
    "12",
    "2026",
    "26",
    "dec",
    "feb 29",
    "friday",
    "mon",
    "next",
    "last",
    "today",
    "days",
    "weeks",
    "h",
    "ago",
]
PARTS += [
    "two",
    "07:59",
    "11 p.m.",
    "pst",
    "utc-8",
    "+01:00",
    "T07:59:00.000Z",
    "th",
    "soon",
    "$",
    ".28",
    "1,234.56",
    "us",
    "cents",
    "k",
]
TYPED = st.text(alphabet="0123456789.,/-+: $−adecnovjurtfiym", max_size=14) | st.tuples(
    st.lists(st.sampled_from(PARTS), max_size=5), st.sampled_from([" ", ", ", "/", ".", "-", ""])
).map(lambda drawn: drawn[1].join(drawn[0]))


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
        "4. 12. 2026": "2026-12-04",
        "4.12.2026.": "2026-12-04",
        "12.31.2026": "2026-12-31",
        "2026-12-04": "2026-12-04",
        "2026/12/04": "2026-12-04",
        "2 Jan": "2027-01-02",
        "15 Nov": "2026-11-15",
        "13/12": "2026-12-13",
        "12/13/2026": "2026-12-13",
        "12/12": "2026-12-12",
        "Fri 4/12": "2026-12-04",
        "4-Dec-26": "2026-12-04",
        "2026 Dec 4": "2026-12-04",
    }.items(),
)
def test_a_date_is_understood(text, expected):
    assert date(text, TODAY, WORDS) == {"value": expected}


@pytest.mark.parametrize(
    "text",
    [
        "Dec 12, 2026 07:59",
        "Dec 12, 2026 07:59:00 PM",
        "Dec 12, 2026, 11:59 p.m.",
        "12 Dec 2026 11pm",
        "11 p.m. on 12 Dec 2026",
        "Ends on Dec 12, 2026 07:59 PST",
        "ends: 12/12/2026 23:59 (UTC+8)",
        "12 Dec 2026 23:59 GMT-8",
        "12 Dec 2026 07:59 (GMT-08:00)",
        "2026-12-12T07:59:00Z",
        "2026-12-12T07:59:00.000-08:00",
        "2026-12-12 07:59",
        "Saturday 12 December 2026",
        "12.12.2026 07:59",
    ],
)
def test_a_time_of_day_does_not_move_a_date(text):
    assert date(text, TODAY, WORDS) == {"value": "2026-12-12"}


@pytest.mark.parametrize(
    "text, expected",
    {
        "today": "2026-11-22",
        "Ends today 23:59": "2026-11-22",
        "Tomorrow": "2026-11-23",
        "yesterday": "2026-11-21",
        "in 3 days": "2026-11-25",
        "3 days ago": "2026-11-19",
        "12 days left": "2026-12-04",
        "in two weeks": "2026-12-06",
        "2 weeks": "2026-12-06",
        "1 week 2 days": "2026-12-01",
        "friday": "2026-11-27",
        "on Fri.": "2026-11-27",
        "22": "2026-11-22",
        "the 30th": "2026-11-30",
        "31": "2026-12-31",
    }.items(),
)
def test_a_day_is_found_from_today(text, expected):
    assert date(text, TODAY, WORDS) == {"value": expected}


@pytest.mark.parametrize(
    "text, expected",
    {
        "4/12": ["2026-12-04", "2027-04-12"],
        "04/12/2026": ["2026-12-04", "2026-04-12"],
        "Ends 04/12/2026.": ["2026-12-04", "2026-04-12"],
        "1/11.": ["2026-11-01", "2027-01-11"],
        "17": ["2026-11-17", "2026-12-17"],
        "17th": ["2026-11-17", "2026-12-17"],
        "Sunday": ["2026-11-22", "2026-11-29"],
        "next friday": ["2026-11-20", "2026-11-27", "2026-12-04"],
        "friday week": ["2026-11-20", "2026-11-27", "2026-12-04"],
        "today, 22 Nov 2026": ["2026-11-22"],
        "12 days 3 hours": ["2026-12-04", "2026-12-05"],
        "12d 3h 15m": ["2026-12-04", "2026-12-05"],
        "ends in 12 days 03:15:22": ["2026-12-04", "2026-12-05"],
        "5 hours": ["2026-11-22", "2026-11-23"],
        "Buyer protection: Dec 12, 2026 07:59": ["2026-12-12"],
        "Order 8171234567890123 ends Dec 12, 2026": ["2026-12-12"],
        "before 12/12/2026": ["2026-12-12"],
    }.items(),
)
def test_what_leaves_a_doubt_is_asked_back(text, expected):
    assert date(text, TODAY, WORDS) == {"ask": expected}


def test_a_day_of_the_month_is_sought_where_months_are_of_different_lengths():
    last_of_january = day_number(2027, 1, 31)
    assert date("30", last_of_january, WORDS) == {"ask": ["2027-01-30", "2027-03-30"]}
    assert date("29", day_number(2026, 12, 30), WORDS) == {"ask": ["2026-12-29", "2027-01-29"]}


@pytest.mark.parametrize(
    "text",
    [
        "29 Feb 2027",
        "29/2/2027",
        "2/29/27",
        "2027-02-29",
        "29.02.2027",
        "30/2",
        "31 Nov",
        "31 Nov 2026",
        "Nov 31, 2026 07:59",
        "32",
        "32.1.2026",
        "13/13",
        "2026-13-01",
        "Mon, 29 Feb 2027",
    ],
)
def test_a_day_that_does_not_exist_is_told_apart(text):
    assert date(text, TODAY, WORDS) == {"fault": "no_day"}


@pytest.mark.parametrize("text", ["Mon 4 Dec", "Monday, 4 December 2026", "Tue 4/12/2026", "mon 2026-12-04"])
def test_a_date_on_another_day_of_the_week_is_told_apart(text):
    assert date(text, TODAY, WORDS) == {"fault": "weekday"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "4 Dec Jan",
        "4 ma",
        "20261204",
        "1/2/3/4",
        "1/2/3",
        "٤ dec",
        "12-14 Dec",
        "Dec 2026",
        "12/2026",
        "2026",
        "07:59",
        "Fri or Sat",
        "days",
        "12 business days",
        "3 days before Dec 12",
        "12 Dec - 14 Dec",
    ],
)
def test_what_is_no_date_is_a_fault(text):
    assert date(text, TODAY, WORDS) == {"fault": "date"}


@pytest.mark.parametrize(
    "text, expected",
    {
        "49.90": "49.90",
        "$49,90": "49.90",
        "US$ 30": "30",
        "US $1,234.56": "1234.56",
        "30 USD": "30",
        "USD 12": "12",
        "12 dollars": "12",
        "1,200": "1200",
        "1 200,50": "1200.50",
        "1,234,567.89": "1234567.89",
        "1.234.567,89": "1234567.89",
        "1.234,56 €": "1234.56",
        "1'000": "1000",
        "$.28": "0.28",
        ".28": "0.28",
        "US $ .28": "0.28",
        ",50": "0.50",
        "-$.28": "-0.28",
        ".125": "0.125",
        "0.125": "0.125",
        "007": "7",
        "-3": "-3",
        "−$3": "-3",
        "-US$3": "-3",
    }.items(),
)
def test_an_amount_is_understood(text, expected):
    assert amount(text, WORDS) == {"value": expected}


def test_the_unit_of_an_amount_may_stand_beside_it():
    for text in ("¢30", "30 coins", "30 Coin"):
        assert amount(text, WORDS, "¢ coin coins") == {"value": "30"} and amount(text, WORDS) == {"ask": ["30"]}


@pytest.mark.parametrize(
    "text, expected",
    {
        "1.200": ["1.200", "1200"],
        "Rs.500": ["0.500", "500"],
        "USD.28": ["0.28", "28"],
        "28 cents": ["28"],
        "$12k": ["12"],
        "about 30": ["30"],
    }.items(),
)
def test_an_amount_that_leaves_a_doubt_is_asked_back(text, expected):
    assert amount(text, WORDS) == {"ask": expected}


@pytest.mark.parametrize("text", ["", "much", "1,2,3", "12,34.5", "1e5", "1 2", "1234567890123456", "$", "12 to 15", "$."])
def test_what_is_no_amount_is_a_fault(text):
    assert amount(text, WORDS) == {"fault": "number"}


@given(DAYS, DAYS)
def test_every_iso_date_and_every_written_date_reads_as_itself(one, today):
    year, month, of_month = map(int, iso(one).split("-"))
    written = f"{of_month} {WORDS['months'][month - 1]} {year:04}"
    assert date(iso(one), today, WORDS) == {"value": iso(one)} == date(written, today, WORDS)
    assert day(iso(one)) == one == Date(year, month, of_month).toordinal() - Date(1970, 1, 1).toordinal()


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_amount_reads_as_itself_with_or_without_grouping(whole, part):
    for text in (f"{whole}.{part:02}", f"{whole:,}.{part:02}", f"${whole:,}.{part:02}".replace(",", " ")):
        assert number(amount(text, WORDS)["value"]) == number(f"{whole}.{part:02}")


@given(st.text() | TYPED, DAYS)
def test_no_text_breaks_the_reading(text, today):
    for found, valid in ((date(text, today, WORDS), day), (amount(text, WORDS), number)):
        assert [*found] in (["value"], ["ask"], ["fault"])
        candidates = found.get("ask", [found["value"]] if "value" in found else [])
        assert all(valid(one) is not None for one in candidates)
