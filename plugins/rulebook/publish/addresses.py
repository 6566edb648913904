"""Find and change the addresses in finished HTML, which stand whole or from the root on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

TAG = re.compile(r'<[a-z]+\s(?:[^<>]*?\s)?(?:href|src|content)="[^"]*"[^<>]*>')
ADDRESS = re.compile(r'(?<=\s)(?:href|src|content)="([^"]*)"')
SUBRESOURCE = re.compile(
    r"<(?:img|script|source|link\b(?=[^<>]*\brel=\"(?:stylesheet|icon|apple-touch-icon|manifest|preload)\"))[^<>]*>"
)


def path_of(address: str, site_url: str) -> str | None:
    """Return the path below the site's root that an address names, or None where it leads elsewhere."""
    if site_url and address.startswith(site_url + "/"):
        address = address[len(site_url) :]
    return re.split(r"[?#]", address[1:])[0] if address.startswith("/") and not address.startswith("//") else None


def rewritten(html: str, change: Callable[[str, str], str]) -> str:
    """Return HTML in which every tag with an address is what `change` makes of (tag, address)."""
    return TAG.sub(lambda found: change(found[0], _address(found[0])), html)


def _address(tag: str) -> str:
    found = ADDRESS.search(tag)
    return found[1] if found else ""


def referenced(html: str, site_url: str) -> set[str]:
    """Return the paths of the site that stand anywhere in a page."""
    addresses = (ADDRESS.search(tag) for tag in TAG.findall(html))
    return {path for found in addresses if found and (path := path_of(found[1], site_url))}


def subresources(html: str, site_url: str) -> set[str]:
    """Return the paths of the site that a browser fetches together with a page."""
    addresses = (ADDRESS.search(tag) for tag in SUBRESOURCE.findall(html))
    return {path for found in addresses if found and (path := path_of(found[1], site_url))}


def pages(site: Mapping[str, bytes]) -> dict[str, str]:
    """Return the site's HTML as text."""
    return {path: data.decode("utf-8") for path, data in site.items() if path.endswith(".html")}
