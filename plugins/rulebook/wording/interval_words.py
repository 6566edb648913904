"""Say intervals of an input: "above about $50", "$30 to $80"; of a day counted from today whether it is over."""

from __future__ import annotations

from collections.abc import Sequence

from rulebook.geometry.axes import Bound, ends
from rulebook.model import Input, Interval
from rulebook.wording import quantities
from rulebook.wording.context import ViewContext

TODAY = (0, 0)  # the bound between the days behind us and those that are left


def interval_list(context: ViewContext, spec: Input, intervals: Sequence[Interval]) -> list[str]:
    """Return each interval in words. Days that are counted to a date and cut only at today are over, or not."""
    bounds = [ends(spec.type, one) for one in intervals]
    if counts_days(spec) and bounds in ([(TODAY, None)], [(None, TODAY)]):
        return [context.words["days_left" if bounds[0][1] is None else "days_over"]]
    return [interval_words(context, spec, low, high) for low, high in bounds]


def counts_days(spec: Input) -> bool:
    """Return whether a number is the days from today to a date that people are asked for."""
    return spec.ask_for is not None and spec.ask_for.kind == "date"


def interval_words(context: ViewContext, spec: Input, low: Bound | None, high: Bound | None) -> str:
    """Return the numbers between two bounds."""
    return quantities.interval_words(low, high, context.inputs[spec.id], context.words)
