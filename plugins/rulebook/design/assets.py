"""Tokens → the files that every page of a site names: the sheet of colours and tones, and the icon."""

from __future__ import annotations

from rulebook.design.mark import icon, mark_of
from rulebook.design.palette import palette
from rulebook.design.style_sheet import style_sheet
from rulebook.model import Brand

COLOURS, ICON = "/colours.css", "/favicon.svg"


def assets(brand: Brand) -> dict[str, bytes]:
    """Return the files that every page names, by address."""
    colours = palette(brand)
    return {COLOURS: style_sheet(colours).encode(), ICON: icon(mark_of(brand), colours["accent"]).encode()}
