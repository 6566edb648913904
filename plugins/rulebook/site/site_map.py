"""Every address there is going to be, with the anchors on each page: what links are held to before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook import export
from rulebook.design.assets import COLOURS, ICON
from rulebook.site import oembed, urls
from rulebook.site.default_pages import default_pages
from rulebook.site.outline import Outline
from rulebook.site.page_kinds import kinds
from rulebook.site.paper import sheets

# First part of an address → the word that names such pages on the picture other sites show; "" is home, and all the rest.
CARDS = {
    "": "home_title",
    "check": "check_title",
    "faq": "faq_title",
    "guide": "guide_title",
    "situations": "card_situations",
    "decisions": "decisions_title",
    "sources": "sources_title",
}


def site_map(outline: Outline) -> dict[str, frozenset[str]]:
    """Return the anchors by address; none where they are not known before the page is written, or it is no page."""
    return generated(outline) | {url: frozenset() for url in (*_written(outline), *files(outline))}


def generated(outline: Outline) -> dict[str, frozenset[str]]:
    """Return the anchors of the pages that are made from the rulebook, by address."""
    return {kind.url(id): frozenset(kind.anchors(outline, id)) for kind in kinds(outline) for id in kind.each(outline)}


def files(outline: Outline) -> Iterator[str]:
    """Yield the address of every file that is no page, but for those that only pages fetch: style sheets and the like."""
    yield from (*(sheet.url for sheet in sheets(outline)), *export.addresses(outline.rulebook))
    yield from (*urls.SCRIPTS, urls.PIECES, urls.SEARCH_LOADER, urls.SEARCH_SCRIPT, urls.LICENCE, COLOURS, ICON)
    yield from (urls.FEED,) if outline.changes else ()
    if outline.whole:
        yield from (urls.ROBOTS, urls.SITEMAP, urls.MANIFEST, urls.TOUCH_ICON, *map(urls.icon, urls.ICON_SIZES))
        yield from (*map(urls.card, CARDS), urls.WORDPRESS, *oembed.addresses(outline), *outline.files)


def card_of(url: str) -> str:
    """Return the address of the card that belongs to a page."""
    kind = url.strip("/").partition("/")[0]
    return urls.card(kind if kind in CARDS else "")


def _written(outline: Outline) -> Iterator[str]:
    """Yield the addresses of the pages of content/, and of those that it leaves out."""
    yield from (page.url for page in outline.pages)
    yield from (page.url for page in default_pages(outline))
