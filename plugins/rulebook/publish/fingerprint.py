"""Give what pages fetch names that hold a fingerprint of the content, so that it may be kept for ever, and say so.

Scripts and sheets are named together with their integrity, except in pages that others frame: there the frame's own
origin counts for nothing, and a browser would refuse what it cannot read.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from graphlib import TopologicalSorter

from rulebook.publish import headers
from rulebook.publish.addresses import pages, path_of, referenced, rewritten, subresources
from rulebook.publish.sheets import URL

KINDS = (".css", ".js", ".svg", ".png", ".jpg", ".webp", ".avif", ".woff2")
STABLE = ("embed.js", "sw.js")  # others have these addresses
REFERENCE = re.compile(r'"([\w-]+\.(?:js|html))": ?""')  # how a script names what it fetches: {"name.js": "its integrity"}
WITH_INTEGRITY = re.compile(r'<script|<link(?![^>]* as="fetch")[^>]* rel="(?:stylesheet|preload)"')
PROVEN = (".js",)  # of what scripts name: a document is fetched in a way that takes no integrity
DIGITS = 12
FOLDER = headers.ASSETS.strip("/")


def fingerprinted(site: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """Return the site with its assets renamed, every mention of them changed, and without left-overs: files of
    these kinds that no page mentions (at the root they have their reasons).
    """
    html = pages(site)
    named = {path for text in html.values() for path in subresources(text, site_url)}
    assets: dict[str, tuple[str, bytes]] = {}
    for path in _in_naming_order(site, _wanted(site, named, site_url), site_url):
        data = _with_new_names(path, site[path], assets, site_url)
        assets[path] = (_name(path, data), data)
    left = html.keys() - assets.keys()
    texts = {path: rewritten(html[path], _renamer(path, assets, site_url)).encode() for path in sorted(left)}
    known = {path for text in html.values() for path in referenced(text, site_url)}
    replaced = assets.keys() | {path for path in site if path.endswith(KINDS) and "/" in path and path not in known}
    others = {path: data for path, data in site.items() if path not in replaced and path not in html}
    return others | texts | {f"{FOLDER}/{name}": data for name, data in assets.values()}


def integrity(data: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()


def _wanted(site: Mapping[str, bytes], named: set[str], site_url: str) -> set[str]:
    """Return the assets among the paths that pages fetch, and those that assets name in turn."""
    found = {path for path in named if path in site and _is_asset(path)}
    while more := {other for path in found for other in _references(path, site[path], site_url) if other in site} - found:
        found |= more
    return found


def _is_asset(path: str) -> bool:
    return path.endswith(KINDS) and path not in STABLE


def _in_naming_order(site: Mapping[str, bytes], wanted: set[str], site_url: str) -> Iterable[str]:
    """Return assets so that what names others comes after them; raise CycleError where two name each other."""
    graph = {path: wanted.intersection(_references(path, site[path], site_url)) for path in sorted(wanted)}
    return TopologicalSorter(graph).static_order()


def _references(path: str, data: bytes, site_url: str) -> list[str]:
    if path.endswith(".css"):
        return [address.lstrip("/") for address in URL.findall(data.decode("utf-8"))]
    if path.endswith(".js"):
        return [posixpath.join(posixpath.dirname(path), name) for name in REFERENCE.findall(data.decode("utf-8"))]
    if path.endswith(".html"):
        return sorted(filter(_is_asset, subresources(data.decode("utf-8"), site_url)))
    return []


def _with_new_names(path: str, data: bytes, assets: Mapping[str, tuple[str, bytes]], site_url: str) -> bytes:
    """Return an asset that names others as they are called now; all stand in one folder."""
    if path.endswith(".css"):
        return URL.sub(lambda found: f"url({assets[found[1].lstrip('/')][0]})", data.decode("utf-8")).encode()
    if path.endswith(".js"):
        folder = posixpath.dirname(path)
        return REFERENCE.sub(lambda found: _reference(*assets[posixpath.join(folder, found[1])]), data.decode("utf-8")).encode()
    if path.endswith(".html"):
        return rewritten(data.decode("utf-8"), _renamer(path, assets, site_url)).encode()
    return data


def _reference(name: str, data: bytes) -> str:
    return f'"{name}": "{integrity(data) if name.endswith(PROVEN) else ""}"'


def _name(path: str, data: bytes) -> str:
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:DIGITS]}{suffix}"


def _renamer(page: str, assets: Mapping[str, tuple[str, bytes]], site_url: str) -> Callable[[str, str], str]:
    framed = ("/" + page).startswith(tuple(headers.FRAMED_BY))

    def renamed(tag: str, address: str) -> str:
        asset = assets.get(path_of(address, site_url) or "")
        if asset is None:
            return tag
        name, data = asset
        proof = f' integrity="{integrity(data)}"' if not framed and WITH_INTEGRITY.match(tag) else ""
        return tag.replace(f'"{address}"', f'"{site_url}/{FOLDER}/{name}"{proof}', 1)

    return renamed
