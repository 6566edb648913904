"""Cells are named by the value that reads best: what a witness says is what a person would have tried first."""

from __future__ import annotations

import pytest
from rulebook.geometry.axes import Axis, plain

NUMBERS = Axis("days", "number", bounds=((-5, 1), (0, 0), (0.25, 0), (3, 1)), unknown=True)


@pytest.mark.parametrize(
    "cells, value",
    [
        ([0, 1, 2, 3, 4, 5], 0),
        ([0, 4], 4),  # above zero before below it, though -5 is no further away than 5
        ([3, 4], 1),  # the whole number, though 0.25 lies nearer to zero
        ([1], -1),
        ([0, 5], -5),
        ([5], "unknown"),
    ],
)
def test_of_several_numbers_the_simplest_is_picked_and_unknown_last(cells, value):
    assert NUMBERS.pick(sum(1 << cell for cell in cells)) == value


def test_of_several_options_the_first_of_the_file_is_picked():
    axis = Axis("problem", "choice", values=("late", "broken", "gone"), unknown=True)
    assert [axis.pick(mask) for mask in (0b1110, 0b1100, 0b1000)] == ["broken", "gone", "unknown"]


@pytest.mark.parametrize(
    "value, text", [(1e-7, "0.0000001"), (-0.5, "-0.5"), (123456789012345, "123456789012345"), ("unknown", "unknown")]
)
def test_a_value_is_written_without_exponent(value, text):
    assert plain(value) == text
