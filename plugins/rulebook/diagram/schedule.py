"""Turn what holds by answers into data for the page: the timeline's steps, and the orders of asking.

A step is {"when": {column: {"options", "spans", "unknown"}}, "begun": likewise, "days": [low, high] or None, "hedge"}, an order
{"when", "order": [places of all inputs]}; a span is two bounds.
"""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.geometry.axes import ends
from rulebook.model import AskingOrder, Rulebook, Step, Test

CALENDAR_DAY = "day"  # the one unit that dates are computed in; business days are not


def timeline(rulebook: Rulebook) -> list[dict]:
    """Return the steps in order."""
    return [_step(rulebook, step) for step in rulebook.timeline]


def asking(rulebook: Rulebook) -> list[dict]:
    """Return the orders of asking; the last one always holds."""
    places = {name: place for place, name in enumerate(rulebook.inputs)}
    return [
        {"when": _tests(rulebook, one.when), "order": [places[name] for name in one.in_full(rulebook.inputs)]}
        for one in (*rulebook.asking, AskingOrder(()))
    ]


def _step(rulebook: Rulebook, step: Step) -> dict:
    figure = rulebook.figures.get(step.figure) if step.figure else None
    days = figure if figure and figure.unit == CALENDAR_DAY and figure.low is not None else None
    return {
        "when": _tests(rulebook, step.when),
        "begun": _tests(rulebook, step.begun or step.when),
        "days": [days.low, days.high] if days else None,
        "hedge": (days.hedge or "") if days else "",
    }


def _tests(rulebook: Rulebook, when: Mapping[str, Test]) -> dict[str, dict]:
    return {column: _test(rulebook, column, test) for column, test in when.items()}


def _test(rulebook: Rulebook, column: str, test: Test) -> dict:
    kind = rulebook.inputs[column].type if column in rulebook.inputs else "choice"
    spans = [[bound and list(bound) for bound in ends(kind, interval)] for interval in test.intervals]
    return {"options": sorted(test.options), "spans": spans, "unknown": test.unknown}
