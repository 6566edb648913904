"""Lay out the poster: what everybody should know first, the map of situations, and one way into the checker."""

from __future__ import annotations

from typing import Any

from rulebook.print.rich import Links
from rulebook.print.sheet_data import checker_code, sheet_data
from rulebook.views.shapes import BookView


def poster_page(book: BookView, site_url: str) -> dict[str, Any]:
    """Return the poster. Its map has each situation once, as its leaflet is called, with a hint where that is short."""
    spec = book.situations_input
    return {
        **sheet_data(book, Links(site_url, frozenset())),
        **checker_code(book, site_url),
        "question": spec.question if spec else "",
        "map": [{"label": option.label, "hint": option.hint} for option in spec.options] if spec else [],
    }
