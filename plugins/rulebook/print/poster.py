"""Lay out the poster: what everybody should know first, the map of situations, and one way into the checker."""

from __future__ import annotations

from typing import Any

from rulebook.print.rich import Links
from rulebook.print.sheet_data import checker_code, sheet_data
from rulebook.views.shapes import BookView, OptionView, ScreenView


def poster_page(book: BookView, site_url: str) -> dict[str, Any]:
    """Return the poster. Its map has the situations as the checker asks for them, those of a group under its words."""
    spec = book.situations_input
    screens = spec.screens if spec else ()
    return {
        **sheet_data(book, Links(site_url, frozenset())),
        **checker_code(book, site_url),
        "question": screens[0].question if screens else "",
        "map": [_region(option, screens) for option in screens[0].options] if screens else [],
    }


def _region(option: OptionView, screens: tuple[ScreenView, ...]) -> dict[str, Any]:
    inner = next((screen.options for screen in screens if screen.group == option.id), ())
    return {"label": option.label, "situations": [each.label for each in inner]}
