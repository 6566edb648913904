"""Say stretches of numbers in words: "above about $50", "$30 to $80", for a day counted from today "over"."""

from __future__ import annotations

from collections.abc import Sequence

from rulebook.geometry.axes import Bound, ends
from rulebook.model import Input, Interval, Number
from rulebook.wording import figures
from rulebook.wording.context import ViewContext

TODAY = (0, 0)  # the bound between the days behind us and those that are left


def stretches(context: ViewContext, spec: Input, intervals: Sequence[Interval]) -> list[str]:
    """Return each stretch in words. Days that are counted to a date and cut only at today are over, or not."""
    if counts_days(spec) and len(intervals) == 1:
        low, high = ends(spec.type, intervals[0])
        if (low, high) in ((TODAY, None), (None, TODAY)):
            return [context.words["days_left" if high is None else "days_over"]]
    return [interval_words(context, spec, one) for one in intervals]


def counts_days(spec: Input) -> bool:
    """Return whether a number is the days from today to a date that people are asked for."""
    return spec.ask_for is not None and spec.ask_for.kind == "date"


def interval_words(context: ViewContext, spec: Input, interval: Interval) -> str:
    """Return a stretch of numbers: "above about $50", "$30 to $80"; of a single number, only that."""
    only = _only(context, spec, interval)
    low, high = (interval.low, interval.high) if only is None else (only, only)
    if low is not None and low == high:
        return _bound(context, spec, low)
    if low is not None and high is not None and interval.low_closed and interval.high_closed:
        return _between(context, spec, low, high)
    key = {
        (True, True): "number_any",
        (True, False): "number_up_to" if interval.high_closed else "number_below",
        (False, True): "number_from" if interval.low_closed else "number_above",
        (False, False): (
            "number_from_below" if interval.low_closed else "number_above_up_to" if interval.high_closed else "number_above_below"
        ),
    }[low is None, high is None]
    said = {name: _bound(context, spec, end) for name, end in (("low", low), ("high", high)) if end is not None}
    return context.words[key].format(**said)


def cut_words(context: ViewContext, spec: Input, low: Bound | None, high: Bound | None) -> str:
    """Return the numbers between two bounds; whole ones between two bounds as the first and the last of them."""
    if spec.type == "integer":
        return interval_words(context, spec, _whole(context, spec, low, high))
    interval = Interval(low and low[0], high and high[0], bool(low and low[1] == 0), bool(high and high[1] == 1))
    return interval_words(context, spec, interval)


def _whole(context: ViewContext, spec: Input, low: Bound | None, high: Bound | None) -> Interval:
    """Return whole numbers between two bounds, their ends where a figure with a hedge stands if there is one."""
    first, behind = low and low[0], high and high[0]
    if first is not None and behind is not None:
        return Interval(first, behind - 1, True, True)
    if first is not None:
        above = (spec.id, first - 1) in context.hedges and (spec.id, first) not in context.hedges
        return Interval(first - above, None, not above, False)
    if behind is not None:
        up_to = (spec.id, behind - 1) in context.hedges and (spec.id, behind) not in context.hedges
        return Interval(None, behind - up_to, False, up_to)
    return Interval()


def _only(context: ViewContext, spec: Input, interval: Interval) -> Number | None:
    """Return the one whole number in a stretch that an end of the input's range bounds short: 0 for "below 1"."""
    if spec.type != "integer" or any((spec.id, end) in context.hedges for end in (interval.low, interval.high)):
        return None
    (low, high), (lowest, highest) = ends(spec.type, interval), ends(spec.type, spec.range or Interval())
    low, high = low or lowest, high or highest
    return low[0] if low and high and high[0] - low[0] == 1 else None


def _bound(context: ViewContext, spec: Input, number: Number) -> str:
    """Return a number with its unit, and the hedge of the figure it stands for."""
    said = figures.amount(number, context.rulebook.units.get(spec.unit), context.words)
    hedge = context.hedges.get((spec.id, number))
    return context.words["figure_hedged"].format(hedge=hedge, figure=said) if hedge else said


def _between(context: ViewContext, spec: Input, low: Number, high: Number) -> str:
    if any((spec.id, end) in context.hedges for end in (low, high)):
        return context.words["number_between"].format(low=_bound(context, spec, low), high=_bound(context, spec, high))
    return figures.stretch(low, high, context.rulebook.units.get(spec.unit), context.words)
