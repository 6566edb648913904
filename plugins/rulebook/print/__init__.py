"""Print: BookView → plain data → Typst → tagged PDFs. Nothing that a rulebook says is ever read as Typst."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any

from rulebook.cache import Cache, no_cache
from rulebook.print.booklet import booklet_pages
from rulebook.print.layout import lay_out
from rulebook.print.leaflets import leaflet
from rulebook.print.poster import poster_page
from rulebook.print.typeset import BOOK, Printed, compose
from rulebook.site.paper import Sheet
from rulebook.site.settings import A4, US_LETTER
from rulebook.views.shapes import BookView

__all__ = ["A4", "US_LETTER", "Printed", "pdf", "printed"]

LayOut = Callable[[BookView, str, str], dict[str, Any]]  # book, id of a situation or "", the site's address

# Kind of sheet → its template, and what lays it out
KINDS: Mapping[str, tuple[str, LayOut]] = {
    "leaflet": ("leaflet.typ", leaflet),
    "booklet": ("booklet.typ", lambda book, id, site_url: booklet_pages(book, site_url)),
    "poster": ("poster.typ", lambda book, id, site_url: poster_page(book, site_url)),
    "reference": (BOOK, lambda book, id, site_url: lay_out(book, site_url)),
}


def printed(
    book: BookView, sheets: Iterable[Sheet], site_url: str = "", epoch: int = 0, cache: Cache = no_cache
) -> dict[str, Printed]:
    """Return each sheet as PDF/UA-1 by its address, in the order of the list; what `pdf` says holds for all.

    Those of one kind and paper are kept together, and kinds are set side by side: the reference edition takes longest.
    """
    listed = list(sheets)
    groups: dict[tuple[str, str], list[Sheet]] = {}
    for sheet in listed:
        groups.setdefault((sheet.kind, sheet.paper), []).append(sheet)
    set_group = partial(_set, book, site_url.rstrip("/"), epoch, cache)
    with ThreadPoolExecutor() as pool:
        made = dict(chain.from_iterable(pool.map(set_group, reversed(groups.values()))))
    return {sheet.url: made[sheet.url] for sheet in listed}


def _set(book: BookView, site_url: str, epoch: int, cache: Cache, group: Sequence[Sheet]) -> list[tuple[str, Printed]]:
    """Return the sheets of one kind and paper, each with its address."""
    template, laid_out = KINDS[group[0].kind]
    documents = [laid_out(book, sheet.situation, site_url) for sheet in group]
    return list(zip((sheet.url for sheet in group), compose(documents, group[0].paper, epoch, cache, template), strict=True))


def pdf(book: BookView, site_url: str = "", paper: str = A4, epoch: int = 0, cache: Cache = no_cache) -> bytes:
    """Return the reference edition as PDF/UA-1.

    `site_url` stands before every address, and is the one the book's own HTML was made with; without it, there
    are no codes and no addresses. `paper` is "a4" or "us-letter"; `epoch` the second that the file gives as its date;
    `cache` gives back a book that has been set before.
    """
    return compose([lay_out(book, site_url.rstrip("/"))], paper, epoch, cache)[0].data
