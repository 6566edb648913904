"""The Pelican plugin: load, verify, build views, write."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from pelican import signals
from pelican.contents import Page as PelicanPage
from pelican.generators import Generator

from rulebook import bundle
from rulebook.cache import Cache, file_cache
from rulebook.check import examine, report
from rulebook.content.extension import RulebookExtension, to_html
from rulebook.content.pages import GUIDE, PAGES, citations
from rulebook.content.statuses import listed
from rulebook.export import downloads
from rulebook.locale import words
from rulebook.model import Finding, Rulebook
from rulebook.picture import pictures
from rulebook.plugin.companions import changes, changes_page, faults, worked
from rulebook.plugin.run_pelican import CHECKED
from rulebook.plugin.templates import environment, macros, render
from rulebook.print import A4, pdf
from rulebook.print.cards import card_of, cards
from rulebook.publish import headers
from rulebook.site import urls
from rulebook.site.plan import defaults, menu, neighbours, plan, sitemap
from rulebook.site.reporting import case_report_url, report_url
from rulebook.views.book import views
from rulebook.views.shapes import BookView
from rulebook.wording.context import view_context
from rulebook.wording.markdown import escaped, words_of

CONTENT_TEMPLATES = {PAGES: "page", GUIDE: "guide"}
NOT_LISTED = ("widget", "404")
EPOCH = date(1970, 1, 1)


def prepare(pelican) -> None:
    """Load, verify and build the views, and give Pelican what every page needs."""
    settings = pelican.settings
    checked = settings.get(CHECKED) or examine(Path(settings["RULEBOOK"]), content=Path(settings["PATH"]))
    refuse_if_broken(checked.findings + faults(settings))
    rulebook, pages = checked.rulebook, checked.pages
    shown = listed(pages)
    book = views(rulebook, words(rulebook.language), shown, settings["SITEURL"], checked.diagrams)
    context = view_context(rulebook, book.words, settings["SITEURL"])
    settings.update(
        SITENAME=book.name,
        DEFAULT_LANG=book.language,
        book=book,
        words=book.words,
        menu=menu(book, shown),
        content_pages={page.url: page for page in pages},
        neighbours=neighbours(shown),
        context=context,
        pictures=pictures(book, rulebook, settings["SITEURL"]),
        pdf_url=urls.FAQ_PDF,
        downloads=downloads(rulebook) | {urls.FAQ_PDF: _printed(book, rulebook, settings)},
        card_of=card_of,
        changes=changes(settings),
        worked=worked(settings, book),
        referrer=headers.REFERRER,
        policy=partial(headers.in_page, site_url=settings["SITEURL"]),
        report_url=partial(
            report_url, settings.get("REPORT_TO", ""), settings["SITEURL"], words=book.words, version=book.version
        ),
        case_report_url=case_report_url(settings.get("REPORT_TO", ""), book.words, book.version),
    )
    settings["JINJA_ENVIRONMENT"] = environment(settings)
    settings["MARKDOWN"] = _markdown(settings, RulebookExtension(context, partial(render, macros(settings), settings)))


def refuse_if_broken(findings: list[Finding]) -> None:
    """End the run with the findings where there are errors among them."""
    if any(finding.severity == "error" for finding in findings):
        print(report.text(findings), file=sys.stderr)
        raise SystemExit(1)


def _printed(book: BookView, rulebook: Rulebook, settings: Mapping) -> bytes:
    """Return the printed FAQ, dated with the day of the last review: no clock makes two builds differ."""
    day = rulebook.reviewed or EPOCH
    return pdf(book, settings["SITEURL"], settings.get("FAQ_PAPER", A4), (day - EPOCH).days * 86_400, _cache(settings))


def _cache(settings: Mapping) -> Cache:
    return file_cache(Path(settings["CACHE_PATH"], "rulebook"))


class RulebookGenerator(Generator):
    """Writes the pages that are made from the rulebook, and the checker's files."""

    def generate_output(self, writer) -> None:
        cache = _cache(self.settings)
        made = self.settings["downloads"] | cards(self.settings["book"], cache) | bundle.assets(cache)
        planned = plan(self.settings["book"])
        if self.settings["changes"]:
            page, made[urls.FEED] = changes_page(self.settings)
            planned.append(page)
        for page in planned:
            self._write(
                writer,
                urls.file_of(page.url),
                page.template,
                page_url=page.url,
                page_title=page.title,
                page_description=page.description,
                **page.values,
            )
        writer.write_file("robots.txt", self.env.get_template("robots.txt"), self.context)
        listed = [page.url for page in planned if page.template not in NOT_LISTED]
        listed += ["/" + page.url for page in self.context["pages"]]
        self._put("sitemap.xml", sitemap(listed, self.settings["SITEURL"]).encode())
        for path, data in made.items():
            self._put(urls.file_of(path), data)

    def _write(self, writer, name: str, template: str, **values) -> None:
        writer.write_file(name, self.get_template(template), self.context, **values)

    def _put(self, name: str, data: bytes) -> None:
        path = Path(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def place_page(generator, metadata: dict) -> None:
    """Give a page of content/ its address and its template; a draft has neither."""
    if metadata.get("status", "").lower() == "draft":
        metadata["status"] = "skip"
    folder, slug = metadata["folder"], metadata["slug"]
    url = urls.page(folder, slug)
    template = "home" if url == urls.HOME else CONTENT_TEMPLATES[folder]
    metadata.update(_place(url), template=metadata.get("template", template))


def add_defaults(generator) -> None:
    """Add the pages that content/ leaves out."""
    settings = generator.settings
    for page in defaults(settings["book"], settings["content_pages"].values()):
        metadata = {"title": page.title, "slug": page.slug, "template": page.template, **_place(urls.page(PAGES, page.slug))}
        metadata |= {"summary": escaped(page.summary)} if page.summary else {}
        html = to_html(page.markdown, settings["MARKDOWN"])
        generator.pages.append(PelicanPage(html, metadata, settings, context=generator.context))


def describe_page(generator, content) -> None:
    """Set what the template of a page of content/ gets beside the page."""
    settings, url = generator.settings, "/" + content.url
    page = settings["content_pages"].get(url)
    about = {"previous": None, "next": None, "cites": ()} | settings["neighbours"].get(url, {})
    if page:
        about["cites"] = settings["context"].cites(tuple(citations(page, settings["context"].rulebook.sources)))
    description = words_of(content.metadata.get("summary", ""))
    generator.context.update(about, page_url=url, page_title=content.title, page_description=description)


def _place(url: str) -> dict[str, str]:
    return {"url": url.removeprefix("/"), "save_as": urls.file_of(url)}


def _markdown(settings: Mapping, extension: RulebookExtension) -> dict:
    """Return Pelican's Markdown settings with our extension."""
    given = settings["MARKDOWN"]
    return {**given, "extensions": [*given.get("extensions", ()), *given["extension_configs"], extension]}


def get_generators(pelican):
    return RulebookGenerator


def register() -> None:
    signals.initialized.connect(prepare)
    signals.page_generator_context.connect(place_page)
    signals.page_generator_finalized.connect(add_defaults)
    signals.page_generator_write_page.connect(describe_page)
    signals.get_generators.connect(get_generators)
