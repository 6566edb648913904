"""Turn the timeline into data for the page: which steps hold in a case, and how many days a step takes.

[{"when": {column: {"options", "spans", "unknown"}}, "days": [low, high] or None, "hedge"}]; a span is two bounds.
"""

from __future__ import annotations

from rulebook.geometry.axes import ends
from rulebook.model import Rulebook, Step, Test

CALENDAR_DAY = "day"  # the one unit that dates are computed in; business days are not


def timeline(rulebook: Rulebook) -> list[dict]:
    """Return the steps in order."""
    return [_step(rulebook, step) for step in rulebook.timeline]


def _step(rulebook: Rulebook, step: Step) -> dict:
    figure = rulebook.figures.get(step.figure) if step.figure else None
    days = figure if figure and figure.unit == CALENDAR_DAY and figure.low is not None else None
    return {
        "when": {column: _test(rulebook, column, test) for column, test in step.when.items()},
        "days": [days.low, days.high] if days else None,
        "hedge": (days.hedge or "") if days else "",
    }


def _test(rulebook: Rulebook, column: str, test: Test) -> dict:
    kind = rulebook.inputs[column].type if column in rulebook.inputs else "choice"
    spans = [[bound and list(bound) for bound in ends(kind, interval)] for interval in test.intervals]
    return {"options": sorted(test.options), "spans": spans, "unknown": test.unknown}
