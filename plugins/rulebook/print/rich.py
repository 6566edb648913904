"""Make rendered texts plain data again: strings, and {"tag", "parts", "to"} for paragraphs, lists, emphasis and links."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rulebook.wording.rich_text import Html, Part

WEB = "https:"


@dataclass(frozen=True)
class Links:
    """Where links lead on paper: `inside` are the addresses that have a place in the book."""

    site_url: str
    inside: Collection[str]

    def text(self, html: Html) -> list[Any]:
        """Return a text's blocks."""
        return [self._part(part) for part in html.blocks]

    def to(self, url: str) -> dict[str, str]:
        """Return where an address leads: to a place in the book, to the web, or ({}) nowhere from paper."""
        path = url.removeprefix(self.site_url) if self.site_url else url
        if path in self.inside:
            return {"place": path}
        if url.startswith(WEB):
            return {"web": url}
        return {"web": self.site_url + url} if url.startswith("/") and self.site_url else {}

    def targets(self, html: Html) -> set[str]:
        """Return the addresses on the site that a text links to."""
        waiting, found = list(html.blocks), set()
        while waiting:
            part = waiting.pop()
            if not isinstance(part, str):
                waiting += part.parts
                found |= {part.target.removeprefix(self.site_url)} if part.tag == "a" else set()
        return found

    def _part(self, part: Part | str) -> Any:
        if isinstance(part, str):
            return part
        made = {"tag": part.tag, "parts": [self._part(each) for each in part.parts]}
        return {**made, "to": self.to(part.target)} if part.tag == "a" else made
