"""What is said in a few words stands where it is read: hints beside answers, and a condition that always holds not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as some
from rulebook.geometry.axes import ends, united
from rulebook.geometry.bounds import lies_between
from rulebook.model import HINT_WORDS, Interval
from rulebook.views.shapes import OptionView

NUMBERS = some.integers(-6, 6)
INTERVALS = some.lists(
    some.builds(Interval, some.none() | NUMBERS, some.none() | NUMBERS, some.booleans(), some.booleans()), min_size=1, max_size=4
)


@pytest.mark.parametrize("count, beside", [(HINT_WORDS, True), (HINT_WORDS + 1, False)])
def test_a_help_of_few_words_stands_beside_its_answer_and_a_longer_one_is_folded(count, beside):
    option = OptionView("torn", "Torn", " ".join(["word"] * count), "it is torn")
    assert (option.hint, option.folded_help) == ((option.help, "") if beside else ("", option.help))


@given(INTERVALS, some.sampled_from(["integer", "number"]), some.integers(-16, 16))
def test_united_intervals_hold_what_one_of_them_does_and_are_apart(intervals, kind, twice):
    number = twice // 2 if kind == "integer" else twice / 2
    sound = [one for one in intervals if one.low is None or one.high is None or one.low < one.high]
    made = united(kind, sound)
    assert holds(made, kind, number) == holds(sound, kind, number)
    assert len(made) <= len(sound)


def holds(intervals, kind, number):
    return any(lies_between(number, *ends(kind, one)) for one in intervals)
