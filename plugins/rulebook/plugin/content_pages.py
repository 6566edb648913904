"""The pages of content/, read by Pelican: where each stands, which are made for it, and what their templates get."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from pelican.contents import Page as PelicanPage
from pelican.generators import PagesGenerator

from rulebook.content.extension import to_html
from rulebook.content.pages import GUIDE, PAGES
from rulebook.plugin.site_context import META, SiteContext, without
from rulebook.search.topics import Section, Topic, topic
from rulebook.site import urls
from rulebook.site.default_pages import DefaultPage, default_pages
from rulebook.wording.markdown import escaped, words_of

TEMPLATES = {PAGES: "page", GUIDE: "guide"}


def place_page(generator: PagesGenerator, metadata: dict) -> None:
    """Give a page of content/ its address and its template; a draft has neither, nor has what stands among pages and is none."""
    if metadata.get("status", "").lower() == "draft" or metadata.get("folder") not in TEMPLATES:
        metadata["status"] = "skip"
        return
    folder, slug = metadata["folder"], metadata["slug"]
    url = urls.page(folder, slug)
    template = "home" if url == urls.HOME else TEMPLATES[folder]
    metadata.update(_place(url), template=metadata.get("template", template))


def complete_pages(generator: PagesGenerator) -> None:
    """Leave out the pages of another rulebook, and add those that content/ leaves out."""
    site: SiteContext = generator.context["site"]
    for pages in (generator.pages, generator.hidden_pages):
        pages[:] = [page for page in pages if "/" + page.url in site.pages]
    generator.pages += [_default(generator, site, page) for page in default_pages(site.outline)]


def describe_page(generator: PagesGenerator, content: PelicanPage) -> None:
    """Set what the template of a page of content/ gets beside the page."""
    site: SiteContext = generator.context["site"]
    url = "/" + content.url
    page, summary = site.pages.get(url), content.metadata.get("summary", "")
    generator.context |= {"previous": None, "next": None} | dict(site.neighbours.get(url, {}))
    generator.context |= {
        "cites": site.cites(page) if page else (),
        "page_url": url,
        "page_title": content.title,
        "page_description": words_of(summary),
        "summary": Markup(summary),
        "body": Markup(content.content),
    }


def topics(site: SiteContext, pages: Iterable[PelicanPage]) -> list[Topic]:
    """Return the pages that are found as pages: the guide's in their order, the others of content/, those of the plan."""
    shown = {f"/{page.url}": page for page in pages}
    guide = [one.url for one in site.outline.topics if one.url in shown]
    others = [url for url in shown if url not in {*guide, urls.HOME}]
    told = {one.question for one in site.book.for_people} | {one.label for one in site.book.situations}
    return [
        *(_topic(shown[url], url, "guide") for url in guide),
        *(_topic(shown[url], url, "page") for url in others),
        *(
            Topic(page.title, page.url, (Section("", "", page.description),), "page", page.also)
            for page in site.plan
            if page.found and page.title not in told
        ),
    ]


def _topic(page: PelicanPage, url: str, kind: str) -> Topic:
    return topic(words_of(page.title), url, page.metadata.get("summary", ""), page.content, kind)


def _default(generator: PagesGenerator, site: SiteContext, page: DefaultPage) -> PelicanPage:
    summary = page.summary(site.book)
    metadata = {"title": page.title(site.book), "slug": page.slug, "template": page.template, **_place(page.url)}
    metadata |= {"summary": escaped(summary)} if summary else {}
    html = to_html(page.markdown(site.book, site.outline), without(site.markdown, META))
    return PelicanPage(html, metadata, generator.settings, context=generator.context)


def _place(url: str) -> dict[str, str]:
    return {"url": url.removeprefix("/"), "save_as": urls.file_of(url)}
