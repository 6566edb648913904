"""A cell of another tool lets through what it says there; what is no list of values is not guessed."""

from __future__ import annotations

import pytest
from rulebook.importing.cells import read_cell, read_comparison
from rulebook.importing.passing import ANY
from rulebook.importing.tokens import Unread


@pytest.mark.parametrize(
    ("language", "cell", "passes", "fails"),
    [
        ("feel", "< 5", [4], [5]),
        ("feel", "[590..610]", [590, 610], [589, 611]),
        ("feel", "]1..2[", [1.5], [1, 2]),
        ("feel", "(1.5..2]", [2], [1.5]),
        ("feel", "1, 3, >= 10", [1, 3, 11], [2, 9]),
        ("feel", "not(5, [7..8])", [6], [5, 7, 8]),
        ("feel", "-2", [-2], [2]),
        ("feel", "1e3", [1000], [1]),
        ("feel", "[2.5..1_000]", [2.5, 1000], [2.4]),
        ("feel", '"a", "b"', ["a", "b"], ["c"]),
        ("feel", 'not("a")', ["b"], ["a"]),
        ("feel", r'"say \"a\", b"', ['say "a", b'], ["b"]),
        ("feel", "true", ["true"], ["false"]),
        ("feel", 'date("1970-01-11")', [10], [9]),
        ("feel", '>= @"1970-01-02"', [1], [0]),
        ("feel", "-", [1, "a"], []),
        ("zen", "'a', 'b'", ["a"], ["c"]),
        ("zen", "> 2 and <= 4", [3, 4], [2, 5]),
        ("zen", "< 2 or > 4", [1, 5], [3]),
        ("zen", "$ > 5", [6], [5]),
        ("zen", "in ['a', 'b']", ["a"], ["c"]),
        ("zen", "not in ['a']", ["b"], ["a"]),
        ("zen", "['a','b']", ["a"], ["c"]),
        ("zen", "!= 'a'", ["b"], ["a"]),
        ("zen", "== 0", [0], [1]),
        ("plain", "late, lost", ["late", "lost"], ["x"]),
        ("plain", "10-20", [10, 20], [21]),
        ("plain", "not(late)", ["lost"], ["late"]),
        ("plain", ">= 5", [5], [4]),
        ("plain", "I bring it (late)", ["I bring it (late)"], ["late"]),
    ],
)
def test_a_cell_lets_through_what_it_says(language, cell, passes, fails):
    found = read_cell(cell, language)

    def lets(value):
        if isinstance(value, str):
            return (value in found.texts) != found.negated
        return any(low <= (value, 0) and (value, 1) <= high for low, high in found.spans)

    assert all(map(lets, passes)) and not any(map(lets, fails))


@pytest.mark.parametrize(
    "cell",
    ["date(x)", "contains($, 'a')", "> limit", "5 +", "[1..2", '"open', "(" * 500, "1" * 30, "< 'a'", '1, "a"', "'a' or > 5"],
)
def test_what_is_no_list_of_values_is_not_guessed(cell):
    with pytest.raises(Unread):
        read_cell(cell, "feel")


def test_an_empty_cell_lets_everything_through():
    assert read_cell(" ", "zen") == read_cell("-", "feel") == ANY


def test_a_name_compared_with_a_value_is_a_test_of_that_name():
    name, cell = read_comparison("customer.age >= 18")
    assert name == "customer.age" and cell.spans[0][0] == (18, 0)
    with pytest.raises(Unread):
        read_comparison("a > 1 and b > 2")
