"""Print the book: BookView → plain data → Typst → one tagged PDF. Nothing that a rulebook says is ever read as Typst."""

from __future__ import annotations

from rulebook.cache import Cache, no_cache
from rulebook.print.layout import lay_out
from rulebook.print.typeset import A4, US_LETTER, compose
from rulebook.views.shapes import BookView

__all__ = ["A4", "US_LETTER", "pdf"]


def pdf(book: BookView, site_url: str = "", paper: str = A4, epoch: int = 0, cache: Cache = no_cache) -> bytes:
    """Return the printed FAQ as PDF/UA-1.

    `site_url` stands before every address, and is the one the book's own HTML was made with; without it, there
    are no codes and no addresses. `paper` is "a4" or "us-letter"; `epoch` the second that the file gives as its date;
    `keep` gives back a book that has been set before.
    """
    return compose(lay_out(book, site_url.rstrip("/")), paper, epoch, cache)
