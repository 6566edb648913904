"""Things → general answers: that of a decision, and the lead of a situation."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.load.citations import citations_of
from rulebook.load.collector import Report
from rulebook.load.raw import Raw
from rulebook.model import GeneralAnswer, Source


def make_general_answer(raw: Raw | None, sources: Mapping[str, Source], report: Report) -> GeneralAnswer | None:
    """Return a general answer or a lead; None where there is none, or none that can be read."""
    if raw is None or not raw.get("text"):
        return None
    return GeneralAnswer(raw.get("text"), raw.get("basis"), citations_of(raw, sources, report), line=raw.line)
