"""Plan the site: which page is made from which template with what, what the menu holds, what content/ has left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from rulebook.content.pages import PAGES, Page, guide
from rulebook.content.statuses import listed
from rulebook.site import urls
from rulebook.views.shapes import BookView, Link

MENU = ((1, "menu_guide", urls.GUIDE), (2, "menu_faq", urls.FAQ), (3, "menu_decisions", urls.DECISIONS))

SHOWN = 155  # letters of a description


@dataclass(frozen=True)
class Planned:
    """A page made from the rulebook alone."""

    template: str
    url: str
    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Default:
    """A page that content/ leaves out, as Markdown."""

    slug: str
    template: str
    title: str
    summary: str
    markdown: str


def plan(book: BookView) -> list[Planned]:
    """Return every page that is made from the rulebook."""
    say = _sayer(book)
    pages = [
        _titled(say, "check", urls.CHECK),
        _titled(say, "faq", urls.FAQ),
        _titled(say, "decisions", urls.DECISIONS),
        _titled(say, "sources", urls.SOURCES),
        Planned("widget", urls.WIDGET, say("widget_title"), say("check_description")),
        Planned("404", urls.NOT_FOUND, say("not_found_title"), say("not_found_description")),
    ]
    for one in book.decisions:
        description = _filled(say, "decision_description", "; ", [each.label for each in one.outcomes], question=one.question)
        pages.append(Planned("decision", one.url, one.question, description, {"decision": one}))
    for one in book.situations:
        description = _filled(say, "situation_description", " ", [each.question for each in one.answers], label=one.label)
        pages.append(Planned("situation", one.url, one.label, description, {"situation": one}))
    for one in book.sources:
        pages.append(Planned("source", one.url, one.title, say("source_description", title=one.title), {"source": one}))
    return pages


def defaults(book: BookView, pages: Iterable[Page]) -> list[Default]:
    """Return the pages that every site has and that content/ leaves out."""
    say, pages = _sayer(book), tuple(pages)
    made = [
        Default("home", "home", say("home_title"), "", "{{ checker }}"),
        Default("about", "page", say("about_title"), say("about_description"), _about(book)),
        Default("embed", "page", say("embed_title"), say("embed_description"), say("embed_text")),
    ]
    topics = guide(listed(pages))
    if topics:
        made.append(Default("guide", "page", say("guide_title"), say("guide_description"), _topics(topics)))
    written = {page.slug for page in pages if page.folder == PAGES}
    return [page for page in made if page.slug not in written]


def menu(book: BookView, pages: Iterable[Page]) -> tuple[Link, ...]:
    """Return the menu: pages whose metadata name a place in it, and the parts that every site has."""
    pages = tuple(pages)
    there = {url for _, _, url in MENU if url != urls.GUIDE or guide(pages)}
    own = {page.url for page in pages if page.menu is not None}
    places = [(place, Link(book.words[word], url)) for place, word, url in MENU if url in there - own]
    places += [(page.menu, Link(page.title, page.url)) for page in pages if page.menu is not None]
    return tuple(link for _, link in sorted(places, key=lambda each: each[0]))


def neighbours(pages: Iterable[Page]) -> dict[str, dict[str, Link | None]]:
    """Return the topics of the guide before and behind each of them, by address."""
    links = [Link(page.title, page.url) for page in guide(pages)]
    around = zip([None, *links], links, [*links[1:], None], strict=False)
    return {link.url: {"previous": before, "next": behind} for before, link, behind in around}


def sitemap(addresses: Iterable[str], site_url: str) -> str:
    """Return sitemap.xml. It names no date of change: the clock of the machine would be the only one to ask."""
    entries = "".join(f"<url><loc>{escape(site_url + url)}</loc></url>\n" for url in sorted(addresses))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def _sayer(book: BookView):
    def say(key: str, **values: str) -> str:
        return book.words[key].format(**{"title": book.title, "name": book.name, **values})

    return say


def _filled(say, key: str, joint: str, texts: Iterable[str], **values: str) -> str:
    """Return a description with as many of the texts, whole, as a list of search results shows; with the first in any case."""
    room, kept = SHOWN - len(say(key, texts="", **values)), []
    for text in texts:
        if kept and len(joint.join([*kept, text])) > room:
            break
        kept.append(text)
    return say(key, texts=joint.join(kept), **values)


def _titled(say, name: str, url: str) -> Planned:
    return Planned(name, url, say(f"{name}_title"), say(f"{name}_description"))


def _about(book: BookView) -> str:
    say = _sayer(book)
    parts = [say("about_text"), say("about_tables")]
    parts += [say("about_sources")] if book.sources else []
    parts += [say("about_privacy"), say("about_report"), say("about_version", version=book.version)]
    parts += [say("about_reviewed", reviewed=book.reviewed)] if book.reviewed else []
    return "\n\n".join(parts)


def _topics(topics: Iterable[Page]) -> str:
    return "\n".join(
        f"- [{page.title}]({page.url})" + (f"  \n  {page.value('summary')}" if page.value("summary") else "") for page in topics
    )
