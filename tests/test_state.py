"""Query strings: what they mean, what is dropped and said, and that no text can break them."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, strategies as st
from rulebook.browser.state import number, query, read
from rulebook.dates import day_number
from rulebook.diagram.program import program
from rulebook.load import load

PROGRAM = program(load(Path(__file__).parent / "rulebooks" / "parcel.yaml")[0])
TODAY = day_number(2026, 11, 22)
NAMES = [
    "mishap",
    "problem",
    "told",
    "days_left",
    "last_day",
    "worth",
    "dear_postage",
    "postage",
    "today",
    "from",
    "accent",
    "nobody",
]
TEXTS = [
    "",
    "lost",
    "gone",
    "broken",
    "yes",
    "no",
    "unknown",
    "0",
    "3",
    "-1",
    "2.5",
    "50",
    "2026-12-04",
    "2026-02-30",
    "#25a",
    "<b>",
]


def answers(text):
    return read(PROGRAM, parse_qsl(text, keep_blank_values=True), TODAY)["answers"]


def notes(text):
    return [(note["kind"], note["name"]) for note in read(PROGRAM, parse_qsl(text, keep_blank_values=True), TODAY)["notes"]]


@pytest.mark.parametrize(
    "text, expected",
    {
        "mishap=lost&told=no": {"mishap": "lost", "told": "no"},
        "problem=gone": {"mishap": "lost"},
        "told=": {},
        "told=unknown&days_left=unknown": {"told": "unknown", "days_left": "unknown"},
        "days_left=0": {"days_left": 0},
        "days_left=3.0": {"days_left": 3},
        "last_day=2026-12-04": {"days_left": 12},
        "last_day=2026-11-21": {"days_left": -1},
        "last_day=unknown": {"days_left": "unknown"},
        "last_day=2026-12-04&today=2026-12-01": {"days_left": 3},
        "worth=49.90": {"worth": 49.9},
        "worth=20&postage=20": {"worth": 20, "dear_postage": "no"},
        "worth=20&postage=20.01": {"worth": 20, "dear_postage": "yes"},
        "postage=20": {},
        "postage=20&worth=unknown": {"worth": "unknown"},
        "postage=20&worth=10&dear_postage=no": {"worth": 10, "dear_postage": "no"},
    }.items(),
)
def test_a_query_string_means_these_answers(text, expected):
    assert answers(text) == expected
    assert not [note for note in notes(text) if note[0] != "both"]


@pytest.mark.parametrize(
    "text, expected",
    {
        "mishap=eaten": ("malformed", "mishap"),
        "mishap=unknown": ("malformed", "mishap"),
        "days_left=1.5": ("malformed", "days_left"),
        "days_left=401": ("malformed", "days_left"),
        "days_left=٣": ("malformed", "days_left"),
        "last_day=2026-02-30": ("malformed", "last_day"),
        "last_day=4.12.2026": ("malformed", "last_day"),
        "last_day=2036-01-01": ("malformed", "last_day"),
        "worth=-0.01": ("malformed", "worth"),
        "worth=1e3": ("malformed", "worth"),
        "worth=.5": ("malformed", "worth"),
        "worth=1234567890.123456": ("malformed", "worth"),
        "postage=much": ("malformed", "postage"),
        "today=soon": ("malformed", "today"),
        "from=2026-13-01": ("malformed", "from"),
        "accent=<b>": ("malformed", "accent"),
        "told=yes&told=no": ("repeated", "told"),
        "mishap=lost&problem=lost": ("repeated", "mishap"),
        "days_left=3&last_day=2026-12-04": ("both", "last_day"),
        "nobody=1": ("unknown_name", "nobody"),
    }.items(),
)
def test_what_cannot_be_used_is_dropped_with_a_note(text, expected):
    assert notes(text) == [expected]


def test_an_amount_waits_in_the_address_for_what_it_is_compared_with():
    state = read(PROGRAM, [("postage", "20")], TODAY)
    assert state == {"answers": {}, "given": {"postage": "20"}, "notes": []}


def test_today_stays_in_the_address_only_if_it_was_given():
    assert query(PROGRAM, read(PROGRAM, [("told", "no")], TODAY)["given"]) == "?told=no"
    assert query(PROGRAM, read(PROGRAM, [("today", "2026-12-01"), ("told", "no")], TODAY)["given"]) == "?told=no&today=2026-12-01"


@given(st.lists(st.tuples(st.sampled_from(NAMES) | st.text(), st.sampled_from(TEXTS) | st.text())))
def test_any_pairs_are_read_and_the_address_reads_back_to_the_same(pairs):
    first = read(PROGRAM, pairs, TODAY)
    again = read(PROGRAM, parse_qsl(query(PROGRAM, first["given"])[1:]), TODAY)
    assert again == first | {"notes": []}


@given(st.text(alphabet="0123456789.-", max_size=20))
def test_a_number_is_what_python_reads_or_nothing(text):
    value = number(text)
    assert value is None or value == float(text)


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(TEXTS) | st.text() | st.text(alphabet="<>\"'&;=#%/ a1", max_size=8))
    )
)
def test_an_address_holds_nothing_but_plain_characters_and_answers_nothing_that_was_typed(pairs):
    found = read(PROGRAM, pairs, TODAY)
    assert re.fullmatch(r"\?([a-z_]+=[\w.-]*(%23[\w.-]*)*&?)*", query(PROGRAM, found["given"]), re.ASCII)
    options = {option for spec in PROGRAM["inputs"] for option in spec["options"] or []} | {"unknown"}
    assert all(value in options or isinstance(value, (int, float)) for value in found["answers"].values())
