"""Plan the pages made from a rulebook: each with its template, address, title, description and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from rulebook.content.pages import Page
from rulebook.content.statuses import listed
from rulebook.site import urls
from rulebook.site.outline import Outline
from rulebook.site.page_kinds import kinds
from rulebook.views.shapes import BookView
from rulebook.views.shapes.elements import Link

MENU = ((1, "menu_guide", urls.GUIDE), (2, "menu_faq", urls.FAQ), (3, "menu_decisions", urls.DECISIONS))


@dataclass(frozen=True)
class Planned:
    """A page made from the rulebook alone; `listed` where search engines may list it, `found` where the site's search does.

    `also` are words it is found by that do not stand on it.
    """

    template: str
    url: str
    title: str
    description: str
    listed: bool = True
    found: bool = True
    also: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def plan(book: BookView, outline: Outline) -> list[Planned]:
    """Return every page that is made from the rulebook."""
    headings = [(kind, kind.url(id), kind.heading(book, id)) for kind in kinds(outline) for id in kind.each(outline)]
    return [
        Planned(
            template=kind.name,
            url=url,
            title=heading.title,
            description=heading.description,
            listed=kind.listed,
            found=kind.found,
            also=heading.also,
            values=heading.values,
        )
        for kind, url, heading in headings
    ]


def menu(book: BookView, outline: Outline) -> tuple[Link, ...]:
    """Return the menu: pages whose metadata name a place in it, and the parts that every site has."""
    there = {url for _, _, url in MENU if url != urls.GUIDE or outline.topics}
    placed = [(page.menu, Link(page.title, page.url)) for page in listed(outline.pages) if page.menu is not None]
    own = {link.url for _, link in placed}
    places = [(place, Link(book.words[word], url)) for place, word, url in MENU if url in there - own]
    return tuple(link for _, link in sorted([*places, *placed], key=lambda each: each[0]))


def neighbours(topics: Iterable[Page]) -> dict[str, dict[str, Link | None]]:
    """Return the topics of the guide before and behind each of them, by address."""
    links = [Link(page.title, page.url) for page in topics]
    around = zip([None, *links], links, [*links[1:], None], strict=False)
    return {link.url: {"previous": before, "next": behind} for before, link, behind in around}


def sitemap(addresses: Iterable[str], site_url: str) -> str:
    """Return sitemap.xml. It names no date of change: the clock of the machine would be the only one to ask."""
    entries = "".join(f"<url><loc>{escape(site_url + url)}</loc></url>\n" for url in sorted(addresses))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
