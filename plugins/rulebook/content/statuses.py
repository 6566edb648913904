"""Which hand-written pages the site has and lists: `Status` in their metadata, with Pelican's words and their meaning there."""

from __future__ import annotations

from collections.abc import Iterable

from rulebook.content.pages import STATUSES, Page
from rulebook.load.collector import did_you_mean, short
from rulebook.model import Finding


def check_statuses(pages: Iterable[Page]) -> list[Finding]:
    """Return a finding for each status that Pelican does not know."""
    return [
        Finding(
            "form",
            "error",
            page.file,
            page.meta["status"].line,
            f'Status "{short(page.status)}" is none that a page can have.',
            did_you_mean(page.status, STATUSES),
        )
        for page in pages
        if page.status not in STATUSES
    ]


def built(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages that the site has: a draft is for its author alone."""
    return tuple(page for page in pages if page.status not in ("draft", "skip"))


def listed(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return the pages that menus, lists and the sitemap name: a hidden one is for those who have its address."""
    return tuple(page for page in built(pages) if page.status != "hidden")
