"""Check finished HTML: every internal link and anchor resolves, every id is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from rulebook.model import Finding

LINKS = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("form", "action"), ("use", "href"), ("source", "src")}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
HERE = "http://site.invalid"


def check_site(folder: Path, site_url: str = "") -> list[Finding]:
    """Return what is wrong with the pages of a finished build; `site_url` stands before its absolute addresses."""
    pages = {path.relative_to(folder).as_posix(): Reader(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    site = _Site(pages, files, site_url)
    return [
        Finding("link", "error", str(folder / name), line, message, cure)
        for name, page in pages.items()
        for check in (site.doubled, site.dead)
        for line, message, cure in check(name, page)
    ]


class Reader(HTMLParser):
    """Reads a page's ids, links and references to ids, each with its line. What stands in a template counts as links only."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.references: list[tuple[str, int]] = []
        self.inside = 0
        self.feed(text)

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(id for id, _ in self.ids)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        line = self.getpos()[0]
        self.inside += tag == "template"
        for name, value in attrs:
            if (tag, name) in LINKS and value is not None:
                self.links.append((value, line))
            elif name == "id" and value and not self.inside:
                self.ids.append((value, line))
            elif name in REFERENCES and value and not self.inside:
                self.references += [(id, line) for id in value.split()]

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "template"


@dataclass(frozen=True)
class _Site:
    pages: dict[str, Reader]
    files: set[str]
    site_url: str

    def doubled(self, name: str, page: Reader) -> Iterator[tuple[int, str, str]]:
        """Yield ids that stand twice, and references to ids that stand nowhere."""
        counts = Counter(id for id, _ in page.ids)
        for id in (id for id, count in counts.items() if count > 1):
            line = [at for each, at in page.ids if each == id][1]
            yield line, f'the id "{id}" stands {counts[id]} times on this page.', "An id is unique on its page."
        for id, line in page.references:
            if id not in page.anchors:
                yield line, f'nothing on this page has the id "{id}".', "Name an id that is there."

    def dead(self, name: str, page: Reader) -> Iterator[tuple[int, str, str]]:
        """Yield links that lead nowhere, each target once."""
        seen = set()
        for link, line in page.links:
            target = self._target(name, link)
            if target is None or link in seen:
                continue
            seen.add(link)
            file, anchor = target
            if file not in self.files:
                yield line, f'the link "{link}" leads to no page.', "Mend the address, or add the page."
            elif anchor and file in self.pages and anchor not in self.pages[file].anchors:
                yield line, f'the link "{link}" leads to no place on that page.', "Mend what stands behind the #."

    def _target(self, name: str, link: str) -> tuple[str, str] | None:
        """Return the file and anchor that a link leads to, or None where it leads elsewhere."""
        if self.site_url and (link + "/").startswith(self.site_url + "/"):
            link = link[len(self.site_url) :] or "/"
        address = "/" + name.removesuffix("index.html")
        found = urlsplit(urljoin(HERE + address, link))
        if f"{found.scheme}://{found.netloc}" != HERE:
            return None
        path = unquote(found.path).lstrip("/")
        return (path + "index.html" if not path or path.endswith("/") else path), unquote(found.fragment)
