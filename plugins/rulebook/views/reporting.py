"""Where "something wrong?" leads: to a report that already names the page."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from rulebook.views import urls

MAIL = "mailto:"


def report_url(to: str, site_url: str, url: str, words: Mapping[str, str], version: str) -> str:
    """Return the address of a report on a page.

    `to` is an e-mail address or that of a form for new issues, which takes `title` and `body`; without one the link
    leads to the page about the site.
    """
    if not to:
        return site_url + urls.ABOUT
    address = site_url + url
    title = words["report_title"].format(address=address)
    body = words["report_body"].format(address=address, version=version)
    if "://" not in to:
        return f"{MAIL}{to.removeprefix(MAIL)}?{urlencode({'subject': title, 'body': body}, quote_via=quote)}"
    return f"{to}{'&' if '?' in to else '?'}{urlencode({'title': title, 'body': body}, quote_via=quote)}"
