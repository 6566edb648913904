"""Make and write the files that are no pages: print, exports, scripts, sheets; cards, feed, what search engines read."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rulebook import bundle, search
from rulebook.cache import file_cache
from rulebook.design.assets import COLOURS, assets
from rulebook.export import downloads
from rulebook.plugin.site_context import SiteContext
from rulebook.plugin.style_sheets import files, guest_sheet
from rulebook.print import Printed, printed as on_paper
from rulebook.print.cards import cards
from rulebook.print.icons import icons
from rulebook.search import Topic
from rulebook.site import oembed, urls, wordpress
from rulebook.site.feed import feed
from rulebook.site.manifest import manifest
from rulebook.site.paper import sheets
from rulebook.site.plan import sitemap

EPOCH = date(1970, 1, 1)
NOT_LEAN = "Brython has changed since it was recorded which of its functions nobody calls, so visitors get them all: make lean"


def shared_files(site: SiteContext, topics: Iterable[Topic], printed: Mapping[str, Printed]) -> dict[str, bytes]:
    """Return by address the files that the rulebook's pages need wherever they stand."""
    if not bundle.is_lean():
        logging.getLogger(__name__).warning(NOT_LEAN)
    cache = file_cache(site.settings.cache / "rulebook")
    made = {url: sheet.data for url, sheet in printed.items()} | downloads(site.view.rulebook, site.view.plain)
    made |= search.assets(site.view.rulebook, site.book, topics, site.settings.site_url)
    made |= bundle.assets(cache)
    made[urls.PIECES] = site.environment.get_template("rulebook/pieces.html").render(site=site, page_url=urls.PIECES).encode()
    if site.changes:
        made[urls.FEED] = feed(site.book, site.changes, site.settings.site_url)
    return made


def guest_files(site: SiteContext, topics: Iterable[Topic], printed: Mapping[str, Printed]) -> dict[str, bytes]:
    """Return by address the files of a guest: nothing that only frames in other sites would fetch, and one style sheet."""
    embedding = set(map(urls.file_of, urls.EMBEDDING))
    made = {url: data for url, data in shared_files(site, topics, printed).items() if url not in embedding}
    return made | {urls.GUEST_SHEET: guest_sheet(assets(site.view.rulebook.brand)[COLOURS].decode()).encode()}


def site_files(site: SiteContext, listed: Iterable[str]) -> dict[str, bytes]:
    """Return by address the files that only a site of the rulebook's own has: what stands for the site as a whole.

    `listed` are the addresses of the pages that search engines may list.
    """
    cache = file_cache(site.settings.cache / "rulebook")
    made = icons(site.book, cache) | cards(site.book, cache) | assets(site.view.rulebook.brand)
    made |= oembed.answers(site.book, site.settings.site_url) | {urls.WORDPRESS: wordpress.plugin()}
    made[urls.MANIFEST] = manifest(site.book, site.settings.site_url)
    made[urls.ROBOTS] = site.environment.get_template("robots.txt").render().encode()
    made[urls.SITEMAP] = sitemap(listed, site.settings.site_url).encode()
    return made | {f"{urls.SHEETS}{name}": data for name, data in files().items()}


def write_files(folder: str | Path, made: Mapping[str, bytes]) -> None:
    """Write files, by their addresses, below the folder of the rulebook's root."""
    for url, data in made.items():
        path = Path(folder, urls.file_of(url))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def printed_sheets(site: SiteContext) -> dict[str, Printed]:
    """Return all that is printed, dated with the day of the last review: no clock makes two builds differ."""
    seconds = ((site.outline.rulebook.reviewed or EPOCH) - EPOCH).days * 86_400
    wanted = sheets(site.outline, site.settings.paper)
    return on_paper(site.book, wanted, site.settings.site_url, seconds, file_cache(site.settings.cache / "rulebook"))
