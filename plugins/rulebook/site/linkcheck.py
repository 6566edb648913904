"""Check finished HTML: every internal link and anchor resolves, every id is there once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from rulebook.model import Finding

LINKS = {
    ("a", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("form", "action"),
    ("use", "href"),
    ("source", "src"),
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
HERE = "http://site.invalid"
TOKEN = re.compile(
    r"""<!--.*?-->|(?P<end></template\b)|<script\b(?=[^>]*type="application/)[^>]*>.*?</script>"""
    r"""|<(?P<tag>template|[a-z][a-z0-9]*(?=\s))(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s"'=/]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def check_site(folder: Path, site_url: str = "") -> list[Finding]:
    """Return what is wrong with the pages of a finished build; `site_url` stands before its absolute addresses."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    pages = {name: Reader(path.read_text("utf-8")) for name, path in files.items() if path.suffix == ".html"}
    site = _Site(pages, files.keys(), site_url)
    return [
        Finding("link", "error", str(folder / name), page.line(at), message, cure)
        for name, page in pages.items()
        for check in (site.duplicates, site.dead)
        for at, message, cure in check(name, page)
    ]


class Reader:
    """Reads a page's ids, links and references to ids, each with its place. What stands in a template counts as links only.

    The pages are our own, so a pattern is enough; Python's HTML parser takes ten times as long.
    """

    def __init__(self, text: str):
        self.text = text
        self.ids: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.references: list[tuple[str, int]] = []
        inside = 0
        for found in TOKEN.finditer(text):
            end, tag, attributes = found.groups()
            if tag == "template":
                inside += 1
            elif end:
                inside -= 1
            targets = _targets(tag, attributes) if tag else ()
            if targets:
                self._record(targets, found.start(), inside > 0)

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(id for id, _ in self.ids)

    def line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def _record(self, targets: tuple[tuple[str, str], ...], at: int, inside: bool) -> None:
        for name, value in targets:
            if name == "link":
                self.links.append((value, at))
            elif not inside:
                (self.ids if name == "id" else self.references).append((value, at))


@cache
def _targets(tag: str, attributes: str) -> tuple[tuple[str, str], ...]:
    """Return the links, ids and references to ids of a tag, each ("link", "id" or "reference", value); most tags recur."""
    found = [(name, unescape("".join(values))) for name, *values in ATTRIBUTE.findall(attributes)]
    links = [("link", value) for name, value in found if (tag, name) in LINKS]
    ids = [("id", value) for name, value in found if name == "id" and value]
    return (*links, *ids, *(("reference", id) for name, value in found if name in REFERENCES for id in value.split()))


@dataclass(frozen=True)
class _Site:
    pages: dict[str, Reader]
    files: Set[str]
    site_url: str

    def duplicates(self, name: str, page: Reader) -> Iterator[tuple[int, str, str]]:
        """Yield ids that stand twice, and references to ids that stand nowhere."""
        counts = Counter(id for id, _ in page.ids)
        for id in (id for id, count in counts.items() if count > 1):
            at = [place for each, place in page.ids if each == id][1]
            yield at, f'the id "{id}" stands {counts[id]} times on this page.', "An id is unique on its page."
        for id, at in page.references:
            if id not in page.anchors:
                yield at, f'nothing on this page has the id "{id}".', "Name an id that is there."

    def dead(self, name: str, page: Reader) -> Iterator[tuple[int, str, str]]:
        """Yield links that lead nowhere, each target once."""
        seen = set()
        for link, at in page.links:
            target = self._target(name, link)
            if target is None or link in seen:
                continue
            seen.add(link)
            file, anchor = target
            if file not in self.files:
                yield at, f'the link "{link}" leads to no page.', "Mend the address, or add the page."
            elif anchor and file in self.pages and anchor not in self.pages[file].anchors:
                yield at, f'the link "{link}" leads to no place on that page.', "Mend what stands behind the #."

    def _target(self, name: str, link: str) -> tuple[str, str] | None:
        """Return the file and anchor that a link leads to, or None where it leads elsewhere."""
        if self.site_url and (link + "/").startswith(self.site_url + "/"):
            link = link[len(self.site_url) :] or "/"
        return _resolved("/" if link.startswith("/") else "/" + name.removesuffix("index.html"), link)


@cache
def _resolved(address: str, link: str) -> tuple[str, str] | None:
    """Return the file and anchor that a link on the page at an address leads to; most links stand on every page."""
    found = urlsplit(urljoin(HERE + address, link))
    if f"{found.scheme}://{found.netloc}" != HERE:
        return None
    path = unquote(found.path).lstrip("/")
    return (path + "index.html" if not path or path.endswith("/") else path), unquote(found.fragment)
