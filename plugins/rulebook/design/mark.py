"""The mark of a site: filled outlines in one colour → SVG, for pages, cards and the icon in the browser's tab."""

from __future__ import annotations

from html import escape

from rulebook.design.neutrals import Pair
from rulebook.model import Brand, Mark, Outline

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inner}</svg>'
IN_THE_SCHEME = "<style>path{{fill:{light}}}@media(prefers-color-scheme:dark){{path{{fill:{dark}}}}}</style>"
BOX = "0 0 32 32"  # of a mark that is given as path data

# A round stamp with a tick.
STAMP = "M6.6 4v24a15.2 15.2 0 0 1 0-24ZM9.4 2.3a15.2 15.2 0 1 1 0 27.4Zm4.5 12.2-2.3 2.4 5.2 5.3 9.4-10.5-2.5-2.2-7 7.8Z"


def mark_of(brand: Brand) -> Mark:
    """Return a brand's mark, or the one for all that name none."""
    return brand.mark or Mark(BOX, (Outline(STAMP),))


def icon(mark: Mark, colour: Pair) -> str:
    """Return the mark as an icon that follows the scheme of the browser."""
    return SVG.format(box=mark.box, inner=IN_THE_SCHEME.format(light=colour.light, dark=colour.dark) + outlines(mark))


def picture(mark: Mark, colour: str) -> str:
    """Return the mark as a picture in one colour."""
    return SVG.format(box=mark.box, inner=outlines(mark, colour))


def outlines(mark: Mark, fill: str = "") -> str:
    """Return the outlines of a mark as SVG elements; without `fill` the surroundings colour them."""
    colour = f' fill="{escape(fill)}"' if fill else ""
    return "".join(f'<path{colour} fill-rule="{one.rule}" d="{escape(one.path)}"/>' for one in mark.outlines)
