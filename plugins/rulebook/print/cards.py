"""Make the pictures that other sites show beside a link: one for each kind of page, 1200 by 630 pixels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import typst

from rulebook.cache import Cache, no_cache
from rulebook.print.pictures import paper_colours
from rulebook.print.typeset import tools
from rulebook.site import urls
from rulebook.site.site_map import CARDS
from rulebook.views.shapes import BookView

TEMPLATE = Path(__file__).parent / "card.typ"
PPI = 72  # a point is a pixel
SIZE = (1200, 630)


def cards(book: BookView, cache: Cache = no_cache) -> dict[str, bytes]:
    """Return every card by its address."""
    said = {
        "name": book.name,
        "title": book.title,
        "language": book.language,
        "reviewed": book.words["reviewed_on"].format(date=book.reviewed) if book.reviewed else "",
        "colours": paper_colours(book.brand),
        "mark": book.brand.mark_picture,
        "cards": [book.words[word].format(title=book.title, name=book.name) for word in CARDS.values()],
    }
    data = json.dumps(said, ensure_ascii=False)
    made = cache((b"cards", data.encode(), *tools()), lambda: _drawn(data))
    return dict(zip(map(urls.card, CARDS), made, strict=False))


def _drawn(data: str) -> list[bytes]:
    drawn = typst.compile(str(TEMPLATE), format="png", ppi=PPI, sys_inputs={"card": data}, ignore_system_fonts=True)
    return cast(list[bytes], drawn)  # of one page it would be the page, and there are two
