"""oEmbed (oembed.com, version 1.0) as files: what a host is told that asks a page how to embed it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rulebook.site import embedding, urls
from rulebook.site.outline import Outline
from rulebook.views.shapes import BookView


def addresses(outline: Outline) -> Iterator[str]:
    """Yield the address of every answer."""
    yield from map(urls.oembed, (urls.CHECK, *map(urls.situation, outline.situations)))


def answers(book: BookView, site_url: str) -> dict[str, bytes]:
    """Return the answers by address. They are files: whatever stands behind the "?" of a request changes nothing in them."""
    site = site_url or embedding.SOMEWHERE
    return {urls.oembed(page): _answer(book, site, chosen) for page, chosen in embedding.embeddable(book).items()}


def _answer(book: BookView, site: str, chosen: embedding.Chosen) -> bytes:
    told = {
        "version": "1.0",
        "type": "rich",
        "title": chosen.words,
        "provider_name": book.name,
        "provider_url": f"{site}/",
        "html": embedding.frame(site, chosen),
        "width": embedding.WIDTH,
        "height": embedding.HEIGHT,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
