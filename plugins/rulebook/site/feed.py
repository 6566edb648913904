"""Changes as an Atom feed (RFC 4287). It takes its times from the entries: no clock makes two builds differ."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from xml.etree import ElementTree

from rulebook.site import urls
from rulebook.views.shapes import BookView
from rulebook.views.shapes.elements import ChangeView

ATOM = "http://www.w3.org/2005/Atom"


def feed(book: BookView, entries: Sequence[ChangeView], site_url: str) -> bytes:
    """Return the feed of some entries, at least one, the newest first. Ids stay the same if the site moves."""
    page = site_url + urls.CHANGES
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": book.language, "xml:base": page})
    _add(root, "id", _id(book.name))
    _add(root, "title", book.words["feed_title"].format(name=book.name, title=book.title))
    _add(root, "updated", _time(entries[0]))
    _add(root, "link", rel="self", type="application/atom+xml", href=site_url + urls.FEED)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(_add(root, "author"), "name", book.name)
    for entry in entries:
        one = _add(root, "entry")
        _add(one, "id", _id(f"{book.name}/{entry.anchor}"))
        _add(one, "title", entry.title)
        _add(one, "updated", _time(entry))
        _add(one, "link", rel="alternate", type="text/html", href=f"{page}#{entry.anchor}")
        _add(one, "content", str(entry.text), type="html")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text
    return child


def _id(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"rulebook:{name}").urn


def _time(entry: ChangeView) -> str:
    return f"{entry.day}T00:00:00Z"
