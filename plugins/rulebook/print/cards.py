"""Make the pictures that other sites show beside a link: one for each kind of page, 1200 by 630 pixels."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from rulebook.cache import Cache, no_cache
from rulebook.print.pictures import paper_colours
from rulebook.print.typeset import tools
from rulebook.site import urls
from rulebook.views.shapes import BookView

TEMPLATE = Path(__file__).parent / "card.typ"
PPI = 72  # a point is a pixel
SIZE = (1200, 630)

# first part of the address → the word that names the kind; "" is home, which stands for all other pages too
KINDS = {
    "": "home_title",
    "check": "check_title",
    "faq": "faq_title",
    "guide": "guide_title",
    "situations": "card_situations",
    "decisions": "decisions_title",
    "sources": "sources_title",
}


def cards(book: BookView, cache: Cache = no_cache) -> dict[str, bytes]:
    """Return every card by its address."""
    said = {
        "name": book.name,
        "title": book.title,
        "language": book.language,
        "reviewed": book.words["reviewed_on"].format(date=book.reviewed) if book.reviewed else "",
        "colours": paper_colours(book.brand),
        "mark": book.brand.mark_picture,
        "cards": [book.words[word].format(title=book.title, name=book.name) for word in KINDS.values()],
    }
    data = json.dumps(said, ensure_ascii=False)
    made = cache((b"cards", data.encode(), *tools()), lambda: _drawn(data))
    return dict(zip(map(_address, KINDS), made))


def _drawn(data: str) -> list[bytes]:
    return typst.compile(str(TEMPLATE), format="png", ppi=PPI, sys_inputs={"card": data}, ignore_system_fonts=True)


def card_of(url: str) -> str:
    """Return the address of the card that belongs to a page."""
    kind = url.strip("/").partition("/")[0]
    return _address(kind if kind in KINDS else "")


def _address(kind: str) -> str:
    return f"{urls.CARDS}{kind or 'home'}.png"
