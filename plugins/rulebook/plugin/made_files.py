"""Make the files of a site that are no pages: print, exports, cards, the checker, feed, sheets, what search engines read."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rulebook import bundle, search
from rulebook.cache import file_cache
from rulebook.design.assets import assets
from rulebook.export import downloads
from rulebook.plugin.site_context import SiteContext
from rulebook.print import Printed, printed as on_paper
from rulebook.print.cards import cards
from rulebook.print.icons import icons
from rulebook.search import Topic
from rulebook.site import urls
from rulebook.site.feed import feed
from rulebook.site.manifest import manifest
from rulebook.site.paper import sheets
from rulebook.site.plan import sitemap

EPOCH = date(1970, 1, 1)
NOT_LEAN = "Brython has changed since it was recorded which of its functions nobody calls, so visitors get them all: make lean"
SHEETS = Path(__file__).parent / "static" / "css"


def made_files(
    site: SiteContext, listed: Iterable[str], topics: Iterable[Topic], printed: Mapping[str, Printed]
) -> dict[str, bytes]:
    """Return the files by address; `listed` are the addresses of the pages that search engines may list."""
    if not bundle.is_lean():
        logging.getLogger(__name__).warning(NOT_LEAN)
    cache = file_cache(site.settings.cache / "rulebook")
    made = {url: sheet.data for url, sheet in printed.items()} | downloads(site.view.rulebook, site.view.plain)
    made |= search.assets(site.view.rulebook, site.book, topics, site.settings.site_url)
    made |= icons(site.book, cache) | {urls.MANIFEST: manifest(site.book, site.settings.site_url)}
    made |= cards(site.book, cache) | bundle.assets(cache) | assets(site.view.rulebook.brand)
    made[urls.ROBOTS] = site.environment.get_template("robots.txt").render().encode()
    made[urls.PIECES] = site.environment.get_template("rulebook/pieces.html").render(site=site, page_url=urls.PIECES).encode()
    made[urls.SITEMAP] = sitemap(listed, site.settings.site_url).encode()
    if site.changes:
        made[urls.FEED] = feed(site.book, site.changes, site.settings.site_url)
    return made | {f"{urls.SHEETS}{sheet.name}": sheet.read_bytes() for sheet in SHEETS.glob("*.css")}


def printed_sheets(site: SiteContext) -> dict[str, Printed]:
    """Return all that is printed, dated with the day of the last review: no clock makes two builds differ."""
    seconds = ((site.outline.rulebook.reviewed or EPOCH) - EPOCH).days * 86_400
    wanted = sheets(site.outline, site.settings.paper)
    return on_paper(site.book, wanted, site.settings.site_url, seconds, file_cache(site.settings.cache / "rulebook"))
