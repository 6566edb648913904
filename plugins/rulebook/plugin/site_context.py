"""All that the pages of one build are made from, as one frozen value: made once, handed on, `site` in every template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import jinja2
from markupsafe import Markup, escape

from rulebook.check import Checked
from rulebook.content.changes import ChangeEntry
from rulebook.content.extension import RulebookExtension, to_html
from rulebook.content.folder import other_rulebook, texts
from rulebook.content.pages import Page, citations
from rulebook.content.statuses import listed
from rulebook.content.worked_cases import read_cases
from rulebook.content.worked_examples import WorkedView, worked_views
from rulebook.export import download_links
from rulebook.locale import words
from rulebook.picture import Pictures, pictures
from rulebook.plugin.environment import environment, render
from rulebook.plugin.style_sheets import page_sheets
from rulebook.publish import headers
from rulebook.site import embedding, structured_data, urls
from rulebook.site.outline import Outline
from rulebook.site.plan import Planned, menu, neighbours, plan
from rulebook.site.reporting import case_report_url, report_url
from rulebook.site.settings import SiteSettings
from rulebook.site.site_map import card_of
from rulebook.views.book import views
from rulebook.views.in_page import checker_words, in_page
from rulebook.views.shapes import BookView
from rulebook.views.shapes.elements import ChangeView, Cite, Link
from rulebook.wording.context import ViewContext, view_context
from rulebook.wording.rich_text import Html

META, HEADING_IDS = "markdown.extensions.meta", "markdown.extensions.toc"


@dataclass(frozen=True)
class SiteContext:
    """`markdown` are the settings for texts of content/, views and figures in them; `neighbours` are those of a guide's topic."""

    settings: SiteSettings
    outline: Outline
    view: ViewContext
    book: BookView
    environment: jinja2.Environment
    markdown: Mapping[str, Any]
    plan: tuple[Planned, ...]
    menu: tuple[Link, ...]
    neighbours: Mapping[str, Mapping[str, Link | None]]
    changes: tuple[ChangeView, ...]
    worked: Mapping[str, tuple[WorkedView, ...]]
    pictures: Pictures
    checker_words: Markup

    def style_sheets(self, checker: bool) -> list[str]:
        """Return the names of the sheets of a page, with the checker or without, that come after the first and the colours."""
        return page_sheets(checker)

    @property
    def pages(self) -> dict[str, Page]:
        """Return the pages of content/ by address."""
        return {page.url: page for page in self.outline.pages}

    @property
    def referrer(self) -> str:
        return headers.REFERRER

    @property
    def case_report_url(self) -> str:
        return case_report_url(self.settings.report_to, self.book.words, self.book.version)

    def report_url(self, url: str) -> str:
        return report_url(self.settings.report_to, self.settings.site_url, url, self.book.words, self.book.version)

    def policy(self, url: str) -> Markup:
        """Return what a page says of its own policy, for an attribute between double quotes."""
        return Markup(str(escape(headers.in_page(url, self.settings.site_url))).replace("&#39;", "'"))

    def card(self, url: str) -> str:
        """Return the address of the picture that other sites show for a page."""
        return card_of(url)

    def oembed(self, url: str) -> str:
        """Return the address of what hosts are told of how to embed a page; "" where it is not for that."""
        return urls.oembed(url) if url in embedding.embeddable(self.book) else ""

    def downloads(self, decision: str = "") -> list[Link]:
        return download_links(self.outline.rulebook, decision, self.book.words)

    def cites(self, page: Page) -> tuple[Cite, ...]:
        return self.view.cites(tuple(citations(page, self.outline.rulebook.sources)))

    def breadcrumbs(self, crumbs: Iterable[tuple[str, str]]) -> dict[str, Any]:
        return structured_data.breadcrumbs([(self.book.name, "/"), *crumbs], self.settings.site_url)

    def website(self) -> dict[str, Any]:
        return structured_data.website(self.book, self.settings.site_url)

    def questions_and_answers(self) -> dict[str, Any]:
        return structured_data.questions_and_answers(self.book, self.settings.site_url)


def site_context(settings: SiteSettings, checked: Checked, base: jinja2.Environment, markdown: Mapping[str, Any]) -> SiteContext:
    """Return the site of a rulebook without errors; `base` and `markdown` are what Pelican makes of Jinja and Markdown."""
    rulebook, outline = checked.rulebook, checked.outline
    view = view_context(rulebook, words(rulebook.language), settings.site_url)
    book = views(view, listed(outline.pages), compiled=checked.diagrams, laid_out=checked.tables, program=checked.program)
    names = {"book": book, "words": book.words, "SITEURL": settings.site_url}
    names |= {"ways": embedding.WAYS, "chosen": embedding.embeddable(book), "somewhere": embedding.SOMEWHERE}
    templates = environment(base, settings.cache, names)
    written = _markdown(markdown, RulebookExtension(view, partial(render, templates, book)))
    return SiteContext(
        settings=settings,
        outline=outline,
        view=view,
        book=book,
        environment=templates,
        markdown=written,
        plan=tuple(plan(book, outline)),
        menu=menu(book, outline),
        neighbours=neighbours(outline.topics),
        changes=tuple(_change(view, entry, without(written, META, HEADING_IDS)) for entry in outline.changes),
        worked=_worked(settings, book),
        pictures=pictures(book, view.rulebook, settings.site_url),
        checker_words=in_page(checker_words(book)),
    )


def without(markdown: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return settings of Markdown without some extensions."""
    return {**markdown, "extensions": [each for each in markdown["extensions"] if each not in names]}


def _markdown(given: Mapping[str, Any], extension: RulebookExtension) -> dict[str, Any]:
    """Return Pelican's settings of Markdown with our extension."""
    named = [*given.get("extensions", ()), *given.get("extension_configs", {})]
    return {**given, "extensions": [*dict.fromkeys(named), extension]}


def _change(view: ViewContext, entry: ChangeEntry, markdown: Mapping[str, Any]) -> ChangeView:
    """Return an entry as it is shown. Its headings have no ids: entries stand on one page, and may have headings alike."""
    return ChangeView(
        anchor=entry.anchor,
        title=entry.title,
        date=view.date(entry.day),
        day=entry.day.isoformat(),
        version=entry.version,
        text=Html(Markup(to_html(entry.markdown, markdown))),
    )


def _worked(settings: SiteSettings, book: BookView) -> dict[str, tuple[WorkedView, ...]]:
    """Return the published cases by situation, if they are this rulebook's."""
    folder = settings.cases
    files = texts(folder, "*.yaml") if folder and not other_rulebook(folder, book.name) else {}
    return worked_views(book, read_cases(files))
