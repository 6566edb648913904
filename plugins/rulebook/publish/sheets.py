"""Join the style sheets of a page into one, in their order, without comments."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from rulebook.publish.addresses import ADDRESS, pages, path_of

SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]*">\s*)+')
TOKENS = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s+""", re.DOTALL)
URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")
NAME = "styles{}.css"


def joined(site: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """Return the site with one sheet for each list of sheets; a list that is part of a longer one takes the longer's."""
    html = pages(site)
    lists = {path: [tuple(_paths(run[0], site_url)) for run in SHEETS.finditer(text)] for path, text in html.items()}
    chosen = _chosen({each for found in lists.values() for each in found if all(path in site for path in each)})
    made = {name: "".join(_bare(path, site[path]) for path in sheets).encode() for sheets, name in chosen.items() if name not in site}
    gone = {path for sheets in chosen for path in sheets}

    def one(run: re.Match) -> str:
        name = chosen.get(tuple(_paths(run[0], site_url)))
        return f'<link rel="stylesheet" href="{site_url}/{name}">\n' if name else run[0]

    rewritten = {path: SHEETS.sub(one, text).encode() for path, text in html.items()}
    # of lists that share a name the longest is written last
    return {path: data for path, data in site.items() if path not in gone} | made | rewritten


def _chosen(lists: Iterable[Sequence[str]]) -> dict[Sequence[str], str]:
    """Return the name of the joined sheet for each list, shorter lists before longer ones."""
    names, numbers = {}, count()
    for sheets in sorted(lists, key=lambda each: (-len(each), each)):
        longer = next((other for other in names if _is_part(sheets, other)), None)
        names[sheets] = names[longer] if longer else NAME.format(next(numbers) or "")
    return dict(reversed(names.items()))


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(path in rest for path in short)


def _paths(run: str, site_url: str) -> list[str]:
    return [path_of(address, site_url) or address for address in ADDRESS.findall(run)]


def _bare(path: str, data: bytes) -> str:
    """Return a sheet without comments and indentation, its addresses seen from the root: the sheet is going to move."""
    text = TOKENS.sub(lambda found: found[1] or " ", data.decode("utf-8")).strip()
    return URL.sub(lambda found: f"url({posixpath.normpath(posixpath.join('/', posixpath.dirname(path), found[1]))})", text) + "\n"
