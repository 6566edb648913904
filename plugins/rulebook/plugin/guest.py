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

from jinja2 import ChoiceLoader, FileSystemLoader
from pelican.contents import Page as PelicanPage
from pelican.generators import Generator
from pelican.writers import Writer

from rulebook.check import Checked, Unreadable, examine, report
from rulebook.plugin.environment import TEMPLATES
from rulebook.plugin.made_files import guest_files, printed_sheets, shared_files, write_files
from rulebook.plugin.paper_views import ShelfView, shelves
from rulebook.plugin.settings_file import settings_folder
from rulebook.plugin.site_context import SiteContext, site_context
from rulebook.site import urls
from rulebook.site.paper import sheets
from rulebook.site.plan import Planned
from rulebook.site.settings import SiteSettings, UnusableSetting, default, site_settings
from rulebook.wording.markdown import escaped

logger = logging.getLogger(__name__)

NO_PAGES = Path(os.devnull)  # PATH is the host's: what stands there is no page of the rulebook
ABSENT = "There is no file %s, so this site gets no pages of a rulebook. RULEBOOK names it, as seen from the settings file."
UNUSABLE = "The pages of the rulebook are left out: %s"
LEFT_OUT = "The rulebook cannot be used, so its pages are left out:\n%s"


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
        printed = printed_sheets(self.site)
        on_paper = shelves(self.site.book, sheets(self.site.outline, self.site.settings.paper), printed)
        for planned in self.site.plan:
            self._write(writer, planned, _part(self.site, planned, on_paper))
        made = shared_files(self.site, (), printed) | guest_files(self.site)
        write_files(Path(self.output_path, self.site.settings.below), made)

    def _write(self, writer: Writer, planned: Planned, html: str) -> None:
        """Write a page as Pelican writes its own; `html` is what stands in it."""
        assert self.site
        page = _page(self, self.site, planned, html)
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
    path = settings_folder(given) / str(given.get("RULEBOOK") or default("RULEBOOK"))
    try:
        settings = site_settings({**given, "RULEBOOK": path})
    except UnusableSetting as fault:
        logger.error(UNUSABLE, fault)
        return None
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
        logger.error(LEFT_OUT, report.text(checked.findings))
        return None
    for level, severity in ((logging.WARNING, "warning"), (logging.INFO, "note")):
        found = [one for one in checked.findings if one.severity == severity]
        if found:
            logger.log(level, "%s", report.text(found))
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
