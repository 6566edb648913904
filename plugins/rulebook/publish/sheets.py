"""Join all style sheets into one, in the order in which the pages name them, without comments."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter

from rulebook.publish.addresses import ADDRESS, pages, path_of

SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*">\s*)+')
TOKENS = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s+""", re.DOTALL)
URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")
NAME = "styles.css"


def one_sheet(site: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """Return the site with one sheet in place of all that its pages name; raise CycleError where their orders disagree."""
    html = pages(site)
    lists = [_paths(run[0], site_url) for text in html.values() for run in SHEETS.finditer(text)]
    sheets = [path for path in in_order(lists) if path in site]
    if not sheets:
        return dict(site)
    link = f'<link rel="stylesheet" href="{site_url}/{NAME}">\n'
    rewritten = {path: SHEETS.sub(lambda _: link, text).encode() for path, text in html.items()}
    others = {path: data for path, data in site.items() if path not in sheets}
    return others | rewritten | {NAME: "".join(minified(path, site[path]) for path in sheets).encode()}


def in_order(lists: Iterable[Sequence[str]]) -> list[str]:
    """Return everything in some lists once, in an order that all of them keep."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for each in sorted(set(map(tuple, lists)), key=lambda one: (-len(one), one)):
        for before, after in zip((None, *each), each, strict=False):
            sorter.add(after, *([before] if before else []))
    return list(sorter.static_order())


def _paths(run: str, site_url: str) -> list[str]:
    return [path_of(address, site_url) or address for address in ADDRESS.findall(run)]


def minified(path: str, data: bytes) -> str:
    """Return a sheet without comments and indentation, its addresses seen from the root: the sheet is going to move."""
    text = TOKENS.sub(lambda found: found[1] or " ", data.decode("utf-8")).strip()
    return (
        URL.sub(lambda found: f"url({posixpath.normpath(posixpath.join('/', posixpath.dirname(path), found[1]))})", text) + "\n"
    )
