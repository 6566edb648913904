"""The Pelican plugin: load, verify, build views, write. RULEBOOK_SITE says whose the site is: the rulebook's, or another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.readers import MarkdownReader
from pelican.writers import Writer

from rulebook.check import Unreadable, examine
from rulebook.check.refusal import Broken, refuse
from rulebook.plugin.content_pages import complete_pages, describe_page, place_page, topics
from rulebook.plugin.guest import GuestGenerator
from rulebook.plugin.made_files import printed_sheets, shared_files, site_files, write_files
from rulebook.plugin.paper_views import shelves
from rulebook.plugin.site_context import SiteContext, site_context
from rulebook.site import urls
from rulebook.site.paper import sheets
from rulebook.site.settings import is_whole, site_settings


def make_site(generator: Generator) -> SiteContext:
    """Load, verify, build views. Raise Broken."""
    settings = site_settings(generator.settings)
    checked = examine(settings.rulebook, content=settings.content, changes=settings.changes)
    refuse(checked.findings, settings.strict)
    if isinstance(checked, Unreadable):
        raise Broken(f"{settings.rulebook} cannot be read.")
    return site_context(settings, checked, generator.env, generator.settings["MARKDOWN"])


def share_site(generator: Generator) -> None:
    """Give a generator the site of its run: the first has it made, all get the same, with its templates and its Markdown."""
    if "site" not in generator.context:
        site = make_site(generator)
        generator.context |= {"site": site, "SITENAME": site.book.name}
    site = generator.context["site"]
    if not site.pages:
        generator.settings["PAGE_PATHS"] = []  # what stands there is another rulebook's, or for its author alone
    generator.env = site.environment
    for reader in generator.readers.readers.values():
        if isinstance(reader, MarkdownReader):
            reader.settings = {**reader.settings, "MARKDOWN": site.markdown}


class RulebookGenerator(Generator):
    """Writes the pages that are made from the rulebook, and the files beside them."""

    def generate_output(self, writer: Writer) -> None:
        site: SiteContext = self.context["site"]
        printed = printed_sheets(site)
        on_paper = shelves(site.book, sheets(site.outline, site.settings.paper), printed)
        for page in site.plan:
            about = {"page_url": page.url, "page_title": page.title, "page_description": page.description, "on_paper": on_paper}
            template = self.get_template(f"rulebook/{page.template}")
            writer.write_file(urls.file_of(page.url), template, self.context, **about, **page.values)
        listed = [page.url for page in site.plan if page.listed] + ["/" + page.url for page in self.context["pages"]]
        made = shared_files(site, topics(site, self.context["pages"]), printed) | site_files(site, listed)
        write_files(self.output_path, made)


def get_generators(pelican: Pelican) -> type[Generator]:
    return RulebookGenerator if is_whole(pelican.settings) else GuestGenerator


def in_own_site(handler: Callable[..., None]) -> Callable[..., None]:
    """Return what handles a signal in a site of the rulebook's own, and leaves any other alone."""

    def handled(generator: Generator, **sent: Any) -> None:
        if is_whole(generator.settings):
            handler(generator, **sent)

    return handled


HANDLERS = (
    (signals.generator_init, in_own_site(share_site)),
    (signals.page_generator_context, in_own_site(place_page)),
    (signals.page_generator_finalized, in_own_site(complete_pages)),
    (signals.page_generator_write_page, in_own_site(describe_page)),
    (signals.get_generators, get_generators),
)


def register() -> None:
    for signal, handler in HANDLERS:
        signal.connect(handler)
