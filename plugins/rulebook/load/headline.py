"""`headline:` and `for:` of decisions: one answer at most stands above all others, and it is one that people are told."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.load.collector import Report
from rulebook.load.raw import Raw


def check_headline(raws: Mapping[str, Raw], report: Report) -> None:
    """Report every headline after the first, and one that nobody is told."""
    first: Raw | None = None
    for raw in raws.values():
        if not raw.get("headline"):
            continue
        line, place = raw.line_of("headline"), raw.place.in_presentation()
        if raw.get("for") == "decisions":
            message = "it is the headline, and for decisions: nobody would be told it."
            report.recoverable_error("form", line, place, message, "Take headline out, or for: decisions.")
        elif first:
            message = f"it is the headline, and so is {first.id} in line {first.line_of('headline')}."
            report.recoverable_error("form", line, place, message, "Let one decision be the headline.")
        else:
            first = raw
