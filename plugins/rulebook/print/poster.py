"""Lay out the poster: what everybody should know first, the map of situations, and one way into the checker."""

from __future__ import annotations

from typing import Any

from rulebook.print.letters import numeral
from rulebook.print.rich import Links
from rulebook.print.sheet_data import checker_code, hint_on_paper, sheet_data
from rulebook.views.shapes import BookView, LinesView, OptionView, SituationView


def poster_page(book: BookView, site_url: str) -> dict[str, Any]:
    """Return the poster. Its map has each situation once, as its leaflet is called, with a hint where that is short."""
    spec = book.situations_input
    lines = zip(spec.options, book.situations, strict=True) if spec else ()
    return {
        **sheet_data(book, Links(site_url, frozenset())),
        **checker_code(book, site_url),
        "question": spec.question if spec else "",
        "stages": any(one.leaflet.other_stages.all for one in book.situations),
        "map": [_line(at, *line) for at, line in enumerate(lines)],
    }


def _line(at: int, option: OptionView, situation: SituationView) -> dict[str, str]:
    """Return a situation with its hint, or, without one, with the only thing to do in it."""
    verdicts = {one.label for line in (situation.answers[0].now or LinesView(())).all for one in line.outcomes}
    hint = hint_on_paper(option) or (verdicts.pop() if len(verdicts) == 1 else "")
    return {"number": numeral(at), "label": option.label, "hint": hint}
