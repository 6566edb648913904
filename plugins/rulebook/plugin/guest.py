"""The rulebook as a guest in another's Pelican site: its pages stand in the host's own, below one address.

Nothing of the host's is changed: no setting, no page, no template, no environment. What is wrong with the rulebook is told
as Pelican tells of an article that it cannot read: as an error in its log; the site is then built without the rulebook's
pages, and not at all under `--fatal errors`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, TemplateError
from pelican.contents import Page as PelicanPage
from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import FileOverwriteFailedError, Writer

from rulebook.check import Checked, Unreadable, examine, report
from rulebook.plugin.build_errors import USER_ERRORS, told
from rulebook.plugin.environment import TEMPLATES
from rulebook.plugin.made_files import guest_files, printed_sheets, write_files
from rulebook.plugin.paper_views import ShelfView, shelves
from rulebook.plugin.settings_file import settings_folder
from rulebook.plugin.site_context import SiteContext, site_context
from rulebook.site import urls
from rulebook.site.paper import sheets
from rulebook.site.plan import Planned
from rulebook.site.settings import SiteSettings, UnusableSetting, site_settings
from rulebook.wording.markdown import escaped

logger = logging.getLogger(__name__)

NO_PAGES = Path(os.devnull)  # PATH is the host's: what stands there is no page of the rulebook
ABSENT = "There is no file %s, so this site gets no pages of a rulebook. RULEBOOK names it, as seen from the settings file."
UNUSABLE = "The pages of the rulebook are left out: %s"
LEFT_OUT = "The rulebook cannot be used, so its pages are left out:\n%s"
UNWRITTEN = "The pages of the rulebook cannot be written: %s"
TAKEN = "The pages of the rulebook cannot be written: %s stands there already. Let RULEBOOK_URL name an address of their own."
FAULTS = (OSError, TemplateError, PelicanTemplateNotFound, *USER_ERRORS)  # what a host's theme, words or disk can do


class GuestGenerator(Generator):
    """Writes the pages that are made from the rulebook, in the host's frame, and the files beside them."""

    site: SiteContext | None = None

    def generate_context(self) -> None:
        self.env.loader = ChoiceLoader([self.env.loader, FileSystemLoader(TEMPLATES)])  # this generator's own environment
        settings = _settings(self.settings)
        checked = _checked(settings) if settings else None
        if settings and checked:
            self.site = site_context(settings, checked, self.env, self.settings["MARKDOWN"])

    def generate_output(self, writer: Writer) -> None:
        if self.site is None:
            return
        try:
            self._write_all(writer, self.site)
        except FAULTS as fault:
            logger.error(UNWRITTEN, told(fault))

    def _write_all(self, writer: Writer, site: SiteContext) -> None:
        printed = printed_sheets(site)
        on_paper = shelves(site.book, sheets(site.outline, site.settings.paper), printed)
        parts = [(planned, _part(site, planned, on_paper)) for planned in site.plan]  # all of them before the first is written
        for planned, html in parts:
            page = _page(self, site, planned, html)
            try:
                self._write(writer, page)
            except FileOverwriteFailedError:
                logger.error(TAKEN, page.save_as)
                return
        write_files(Path(self.output_path, site.settings.below), guest_files(site, (), printed))

    def _write(self, writer: Writer, page: PelicanPage) -> None:
        """Write a page as Pelican writes its own."""
        writer.write_file(
            page.save_as,
            self.get_template(page.template),
            self.context,
            page=page,
            relative_urls=self.settings["RELATIVE_URLS"],
            override_output=False,
            url=page.url,
        )


def _settings(given: Mapping[str, Any]) -> SiteSettings | None:
    """Return the settings, paths seen from the settings file; None where they cannot be used or there is no rulebook."""
    try:
        settings = site_settings(given)
    except UnusableSetting as fault:
        logger.error(UNUSABLE, fault)
        return None
    path = settings_folder(given) / settings.rulebook
    settings = site_settings({**given, "RULEBOOK": path})
    if path.is_file():
        return settings
    # Pelican registers whatever is installed where no PLUGINS are named: only who names a rulebook surely wants one
    logger.log(logging.ERROR if given.get("RULEBOOK") else logging.WARNING, ABSENT, path)
    return None


def _checked(settings: SiteSettings) -> Checked | None:
    """Return the rulebook with what was made of it, None where it has errors; tell of all that was found."""
    checked = examine(settings.rulebook, content=NO_PAGES, changes=settings.changes, whole=False)
    refusing = ("error", "warning") if settings.strict else ("error",)
    if isinstance(checked, Unreadable) or any(one.severity in refusing for one in checked.findings):
        logger.error(LEFT_OUT, report.text(checked.findings, settings.site_url))
        return None
    for level, severity in ((logging.WARNING, "warning"), (logging.INFO, "note")):
        found = [one for one in checked.findings if one.severity == severity]
        if found:
            logger.log(level, "%s", report.text(found, settings.site_url))
    return checked


def _part(site: SiteContext, planned: Planned, on_paper: Iterable[ShelfView]) -> str:
    """Return the HTML of a page without its frame."""
    about = {"page_url": planned.url, "page_title": planned.title, "page_description": planned.description}
    template = site.environment.get_template(f"rulebook/{planned.template}.html")
    return template.render(site=site, on_paper=on_paper, **about, **planned.values)


def _page(generator: Generator, site: SiteContext, planned: Planned, html: str) -> PelicanPage:
    """Return a page as Pelican's own templates know it: title and summary are HTML there."""
    url = f"{site.settings.below}{planned.url}".lstrip("/")
    metadata = {
        "title": escaped(planned.title),
        "summary": escaped(planned.description),
        "slug": url.strip("/"),
        "lang": site.book.language,
        "template": "rulebook/page",
        "url": url,
        "save_as": urls.file_of("/" + url),
    }
    return PelicanPage(html, metadata, generator.settings, context=generator.context)
