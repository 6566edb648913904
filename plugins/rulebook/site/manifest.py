"""The web app manifest: what a phone needs to keep the site on its screen and to open it without a network."""

from __future__ import annotations

import json

from rulebook.site import urls
from rulebook.views.shapes import BookView


def manifest(book: BookView, site_url: str) -> bytes:
    """Return manifest.webmanifest. The icons have room around the mark, so the largest may be cut to any shape."""
    paper = book.brand.colours["paper"].light
    icons = [_icon(site_url, size, "any") for size in urls.ICON_SIZES]
    about = {
        "id": f"{site_url}/",
        "name": book.name,
        "short_name": book.name,
        "description": book.title,
        "lang": book.language,
        "start_url": f"{site_url}/",
        "scope": f"{site_url}/",
        "display": "standalone",
        "background_color": paper,
        "theme_color": paper,
        "icons": [*icons, _icon(site_url, urls.ICON_SIZES[-1], "maskable")],
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def _icon(site_url: str, size: int, purpose: str) -> dict[str, str]:
    return {"src": site_url + urls.icon(size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
