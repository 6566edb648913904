"""Draw the icons that a phone shows where the site is kept on its screen: the mark on paper, as pictures of points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import typst

from rulebook.cache import Cache, no_cache
from rulebook.print.cards import PPI
from rulebook.print.pictures import paper_colours
from rulebook.print.typeset import tools
from rulebook.site import urls
from rulebook.views.shapes import BookView

TEMPLATE = Path(__file__).parent / "icon.typ"
SHARE = 0.6  # of the width that the mark takes: phones cut off up to a tenth on each side


def icons(book: BookView, cache: Cache = no_cache) -> dict[str, bytes]:
    """Return the icons by address."""
    wanted = {urls.TOUCH_ICON: urls.TOUCH_ICON_SIZE} | {urls.icon(size): size for size in urls.ICON_SIZES}
    drawing = {
        "ground": paper_colours(book.brand)["paper"],
        "mark": book.brand.mark_picture,
        "share": SHARE,
        "sizes": list(wanted.values()),
    }
    data = json.dumps(drawing)
    return dict(zip(wanted, cache((b"icons", data.encode(), *tools()), lambda: _drawn(data)), strict=True))


def _drawn(data: str) -> list[bytes]:
    drawn = typst.compile(str(TEMPLATE), format="png", ppi=PPI, sys_inputs={"icon": data}, ignore_system_fonts=True)
    return cast(list[bytes], drawn)  # of one page it would be the page, and there are three
