"""A finished page of content/ → its sections: what stands above the first heading with an address, and what below each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

HEADING = "h2"


@dataclass(frozen=True)
class Section:
    """`anchor` begins with "#"; it and the title are "" above the first heading."""

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Topic:
    """A page of the guide, or another one, as it is shown; `also` are words it is found by that do not stand on it."""

    title: str
    url: str
    sections: tuple[Section, ...]
    kind: str = "guide"
    also: str = ""


def topic(title: str, url: str, summary: str, html: str, kind: str = "guide") -> Topic:
    """Return a page of content/; `summary` and `html` are rendered."""
    reader = _Reader()
    reader.feed(f"{summary}\n{html}")
    reader.close()
    return Topic(title, url, tuple(Section(_joined(one.title), one.anchor, _joined(one.text)) for one in reader.found), kind)


def _joined(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())


class _Part:
    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.title: list[str] = []
        self.text: list[str] = []


class _Reader(HTMLParser):
    """Gathers the text of a page by its headings; blocks part words."""

    def __init__(self) -> None:
        super().__init__()
        self.found = [_Part("")]
        self.in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag == HEADING and anchor:
            self.found.append(_Part(f"#{anchor}"))
            self.in_heading = True
        self.found[-1].text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == HEADING:
            self.in_heading = False
        self.found[-1].text.append(" ")

    def handle_data(self, data: str) -> None:
        part = self.found[-1]
        (part.title if self.in_heading else part.text).append(data)
