"""The hand-written pages as values: metadata and body, where each will stand and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rulebook.model import Citation
from rulebook.site import urls
from rulebook.wording.placeholders import PASSAGE, figures_named

PAGES, GUIDE = "pages", "guide"
FOLDERS = (PAGES, GUIDE)
MAX_LINE = 5_000  # characters: Markdown takes the square of a line's length for some
LAST = 1_000  # the order of a page that names none
STATUSES = ("published", "hidden", "draft", "skip")  # as Pelican has them

META = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
META_MORE = re.compile(r"[ ]{4,}(?P<value>.*)")


@dataclass(frozen=True)
class Entry:
    """One line of metadata, with its place."""

    value: str
    line: int


@dataclass(frozen=True)
class Page:
    """One page of content/. `lines` are those of the body, the first of them standing at `first_line` of the file."""

    file: str
    folder: str
    slug: str
    meta: Mapping[str, Entry]
    lines: tuple[str, ...]
    first_line: int

    @property
    def url(self) -> str:
        return urls.page(self.folder, self.slug)

    @property
    def title(self) -> str:
        return self.value("title")

    @property
    def order(self) -> tuple[float, str]:
        return number(self.value("order")), self.slug

    @property
    def menu(self) -> float | None:
        return number(self.value("menu")) if "menu" in self.meta else None

    @property
    def status(self) -> str:
        return self.value("status").lower() or STATUSES[0]

    def value(self, key: str) -> str:
        return self.meta[key].value if key in self.meta else ""

    @property
    def body(self) -> str:
        return "\n".join(self.lines)


def read_pages(files: Mapping[str, str], root: str = "content") -> tuple[Page, ...]:
    """Return the pages of content/: `files` maps each file's path inside it to its text, `root` is what findings call it."""
    pages = (_page(path, text, root) for path, text in files.items() if path.endswith(".md"))
    return tuple(sorted((page for page in pages if page.folder in FOLDERS), key=lambda page: (page.folder, page.order)))


def citations(page: Page, sources: Iterable[str]) -> list[Citation]:
    """Return what a page's `Source` cites: a source's id, then ids of its facts, then perhaps another source.

    A source alone is cited as a whole, with "" as the fact.
    """
    known, source, found = set(sources), "", []
    words = page.value("source").replace(",", " ").replace(";", " ").split()
    for word, following in zip(words, [*words[1:], None], strict=False):
        if word not in known:
            found.append(Citation(source, word))
            continue
        source = word
        if following is None or following in known:
            found.append(Citation(source, ""))
    return found


def passages_printed(page: Page) -> set[str]:
    """Return the ids of the passages that a page holds, in its summary or its text."""
    return set(PASSAGE.findall(f"{page.value('summary')}\n{page.body}"))


def figures_printed(page: Page) -> set[str]:
    """Return the ids of the figures that a page prints, in its summary or its text."""
    return set(figures_named(f"{page.value('summary')}\n{page.body}"))


def guide(pages: Iterable[Page]) -> list[Page]:
    """Return the guide's topics in their order."""
    return [page for page in pages if page.folder == GUIDE]


def number(written: str) -> float:
    """Return a place in an order; what is no number stands last."""
    return float(written) if re.fullmatch(r"\d+(\.\d+)?", written) else LAST


def metadata(lines: list[str]) -> tuple[dict[str, Entry], int]:
    """Return the metadata at the top of a page, keys in small letters, and where the body begins."""
    meta: dict[str, Entry] = {}
    key = ""
    for place, line in enumerate(lines):
        found, more = META.fullmatch(line), META_MORE.fullmatch(line)
        if found:
            key = found["key"].lower()
            joined = f"{meta[key].value} {found['value'].strip()}" if key in meta else found["value"].strip()
            meta[key] = Entry(joined, meta[key].line if key in meta else place + 1)
        elif more and key:
            meta[key] = Entry(f"{meta[key].value} {more['value'].strip()}", meta[key].line)
        else:
            return meta, place
    return meta, len(lines)


def _page(path: str, text: str, root: str) -> Page:
    folder, _, name = path.rpartition("/")
    lines = text.splitlines()
    meta, end = metadata(lines)
    return Page(f"{root}/{path}", folder, name.removesuffix(".md"), meta, tuple(lines[end:]), end + 1)
