"""unary: every notation of a test lets through what docs/rulebook.md §4 says; other notations are told how it is written."""

import pytest
from hypothesis import given, strategies as st
from rulebook.load.unary import Column, complement, merge, parse
from rulebook.model import Figure, Interval

FIGURES = {
    "line": Figure("line", "the line", 50, 50, "euro"),
    "reply": Figure("reply", "time to reply", 5, 15, "day"),
    "cap": Figure("cap", "the cap", None, 100, "euro"),
}
PROBLEM = Column("problem", ("broken", "late", "lost"), None, True)
WORTH = Column("worth", None, "euro", True)
DAYS = Column("days", None, "day", False)


@pytest.mark.parametrize(
    ("written", "options", "unknown"),
    [
        ("broken", {"broken"}, False),
        (["broken", "late"], {"broken", "late"}, False),
        ("not(broken)", {"late", "lost"}, False),
        ("not(broken, late)", {"lost"}, False),
        ("not( broken ,late )", {"lost"}, False),
        ("unknown", set(), True),
        ("not(unknown)", {"broken", "late", "lost"}, False),
        (["not(broken)", "unknown"], {"late", "lost"}, True),
    ],
)
def test_a_test_of_a_choice_lets_options_through(written, options, unknown):
    test, faults = parse(written, PROBLEM, FIGURES)
    assert (test.options, test.unknown, faults) == (options, unknown, [])


@pytest.mark.parametrize(
    ("written", "intervals"),
    [
        ("30", [(30, 30, True, True)]),
        ("-2.5", [(-2.5, -2.5, True, True)]),
        ("< 30", [(None, 30, False, False)]),
        ("<=30", [(None, 30, False, True)]),
        ("> 30", [(30, None, False, False)]),
        (">= 30", [(30, None, True, False)]),
        ("[30..60]", [(30, 60, True, True)]),
        ("(30..60)", [(30, 60, False, False)]),
        ("[30..60)", [(30, 60, True, False)]),
        ("(30 .. 60]", [(30, 60, False, True)]),
        ("[30..)", [(30, None, True, False)]),
        ("(..30]", [(None, 30, False, True)]),
        ("> line", [(50, None, False, False)]),
        ("<= cap", [(None, 100, False, True)]),
        ("(line..cap]", [(50, 100, False, True)]),
        (["< 3", "> 10"], [(None, 3, False, False), (10, None, False, False)]),
        (["(3..5]", "[1..3]"], [(1, 5, True, True)]),
        (["(3..5]", "[1..3)"], [(1, 3, True, False), (3, 5, False, True)]),
        ("not(3)", [(None, 3, False, False), (3, None, False, False)]),
        ("not([3..5], > 10)", [(None, 3, False, False), (5, 10, False, True)]),
        ("not(unknown)", [(None, None, False, False)]),
    ],
)
def test_a_test_of_a_number_lets_stretches_through(written, intervals):
    test, faults = parse(written, WORTH, FIGURES)
    assert faults == []
    assert test.intervals == tuple(Interval(*each) for each in intervals)


def test_the_ends_of_a_figure_that_is_two_numbers_have_names():
    test, _ = parse("[reply.low..reply.high]", DAYS, FIGURES)
    assert test.intervals == (Interval(5, 15, True, True),)
    assert test.figures == ("reply",)


def test_a_dash_is_no_test():
    assert parse("-", WORTH, FIGURES) == (None, [])


@pytest.mark.parametrize(
    ("written", "column", "kind", "cure"),
    [
        ("> 30, <= 60", WORTH, "form", '"(30..60]"'),
        ("<= 60, > 30", WORTH, "form", '"(30..60]"'),
        ("> 30 and <= 60", WORTH, "form", '"(30..60]"'),
        (">= 30 && < line", WORTH, "form", '"[30..line)"'),
        ("< 3, > 10", WORTH, "form", '["< 3", "> 10"]'),
        ("[60..30]", WORTH, "form", '"[30..60]"'),
        ("(30..30]", WORTH, "form", "square brackets"),
        ("[30..]", WORTH, "form", '"[30..)"'),
        ("(..)", WORTH, "form", "not(unknown)"),
        ("30-60", WORTH, "form", '"[30..60]"'),
        ("30 to 60", WORTH, "form", '"[30..60]"'),
        ("=> 30", WORTH, "form", '">= 30"'),
        ("!= 30", WORTH, "form", '"not(30)"'),
        ("> 30 euro", WORTH, "form", '"> 30"'),
        ("about 30", WORTH, "form", '"[30..60]"'),
        ("> 1234567890123456", WORTH, "form", "15 digits"),
        ("> lime", WORTH, "reference", '"line"'),
        ("> line.low", WORTH, "form", "Write line."),
        ("> reply", DAYS, "form", '"[reply.low..reply.high]"'),
        ("> reply.low", WORTH, "unit", "same unit"),
        ("> line", Column("score", None), "unit", "same unit"),
        ("unknown", DAYS, "reference", "unknown:"),
        ("brokn", PROBLEM, "reference", '"broken"'),
        ("broken, late", PROBLEM, "form", "[broken, late]"),
        ("broken or late", PROBLEM, "form", "[broken, late]"),
        ("> 3", PROBLEM, "form", "broken, late, lost"),
        ("not()", PROBLEM, "form", "not(a)"),
        ("not(not(broken))", PROBLEM, "form", "values that pass"),
        (["broken", "-"], PROBLEM, "form", "dash"),
        ([], PROBLEM, "form", '"-"'),
    ],
)
def test_what_is_no_test_is_told_how_it_is_written(written, column, kind, cure):
    test, faults = parse(written, column, FIGURES)
    assert test is None
    assert [fault.kind for fault in faults] == [kind]
    assert cure in faults[0].cure


def test_every_fault_of_a_list_is_found():
    assert len(parse(["brokn", "lst", "late"], PROBLEM, FIGURES)[1]) == 2


SIGNS = st.text("<>=[]().,- 0123456789abcnotunkwlieru_&", max_size=25)


@given(SIGNS | st.text(max_size=25) | st.lists(SIGNS, max_size=4), st.sampled_from([PROBLEM, WORTH, DAYS]))
def test_any_text_gives_a_test_or_faults(written, column):
    test, faults = parse(written, column, FIGURES)
    assert (test is None) == bool(faults) or written == "-"


CUTS = st.tuples(st.integers(0, 9), st.integers(0, 1))
STRETCHES = st.lists(st.tuples(CUTS, CUTS).filter(lambda pair: pair[0] < pair[1]), max_size=5)


@given(STRETCHES, CUTS)
def test_what_a_test_excludes_is_what_it_does_not_let_through(stretches, point):
    merged = merge(stretches)
    within = [any(low <= point < high for low, high in each) for each in (stretches, merged, complement(merged))]
    assert within[0] == within[1] != within[2]
