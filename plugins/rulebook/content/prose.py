"""What of a hand-written page is prose: its summary and the lines of its body that are no code, each with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.content.changes import ChangeEntry
from rulebook.content.pages import Page
from rulebook.wording.placeholders import FENCE

CODE = re.compile(r"`[^`]*`")
Line = tuple[int, str]
Fault = tuple[str, int, str, str]  # kind, line, message, cure


def prose(page: Page) -> Iterator[Line]:
    """Yield the numbered lines of a page that readers read, its summary first."""
    yield from summary(page)
    yield from body(page)


def summary(page: Page) -> Iterator[Line]:
    if "summary" in page.meta:
        yield page.meta["summary"].line, page.value("summary")


def body(page: Page | ChangeEntry) -> Iterator[Line]:
    """Yield the numbered lines of a page's body that are neither empty nor code."""
    fenced = False
    for line, text in enumerate(page.lines, page.first_line):
        edge = FENCE.match(text) is not None
        fenced ^= edge
        if text and not fenced and not edge:
            yield line, CODE.sub("", text)
