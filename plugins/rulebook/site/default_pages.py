"""The pages that every site has, and that are made where content/ leaves them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rulebook.content.pages import PAGES
from rulebook.site import urls
from rulebook.site.outline import Outline
from rulebook.site.page_kinds import sentence
from rulebook.views.shapes import BookView


@dataclass(frozen=True)
class DefaultPage:
    """A page of content/pages that may be left out: its name there, its template, and its Markdown."""

    slug: str
    template: str
    markdown: Callable[[BookView, Outline], str]
    there: Callable[[Outline], bool] = lambda outline: True
    described: bool = True

    @property
    def url(self) -> str:
        return urls.page(PAGES, self.slug)

    def title(self, book: BookView) -> str:
        return sentence(book, f"{self.slug}_title")

    def summary(self, book: BookView) -> str:
        return sentence(book, f"{self.slug}_description") if self.described else ""


def default_pages(outline: Outline) -> list[DefaultPage]:
    """Return those that are made for a site; where the rulebook is a guest, such pages are the host's."""
    if not outline.whole:
        return []
    written = {page.slug for page in outline.pages if page.folder == PAGES}
    return [page for page in DEFAULTS if page.slug not in written and page.there(outline)]


def _about(book: BookView, outline: Outline) -> str:
    parts = ["about_text", "about_tables", *["about_sources"] * bool(book.sources), "about_privacy", "about_report"]
    parts += ["about_version", *["about_reviewed"] * bool(book.reviewed)]
    return "\n\n".join(sentence(book, part, version=book.version, reviewed=book.reviewed) for part in parts)


def _topics(book: BookView, outline: Outline) -> str:
    return "\n".join(
        f"- [{page.title}]({page.url})" + (f"  \n  {page.value('summary')}" if page.value("summary") else "")
        for page in outline.topics
    )


DEFAULTS = (
    DefaultPage("home", "home", lambda book, outline: "{{ checker }}", described=False),
    DefaultPage("about", "page", _about),
    DefaultPage("embed", "page", lambda book, outline: sentence(book, "embed_text")),
    DefaultPage("guide", "page", _topics, there=lambda outline: bool(outline.topics)),
)
