"""Where "something wrong?" leads: to a report that already names the page."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from rulebook.site import urls

MAIL = "mailto:"
CASE = "CASE"  # in whose place the checker puts the address of the case


def report_url(to: str, site_url: str, url: str, words: Mapping[str, str], version: str) -> str:
    """Return the address of a report on a page.

    `to` is an e-mail address or that of a form for new issues, which takes `title` and `body`; without one the link
    leads to the page that says how to write one.
    """
    return _report(to, site_url + url, words, version) if to else site_url + urls.REPORT


def case_report_url(to: str, words: Mapping[str, str], version: str) -> str:
    """Return the address of a report on a case, with CASE in the place of the case's address; "" where nobody is told."""
    return _report(to, CASE, words, version) if to else ""


def _report(to: str, address: str, words: Mapping[str, str], version: str) -> str:
    title = words["report_title"].format(address=address)
    body = words["report_body"].format(address=address, version=version)
    if "://" not in to:
        return f"{MAIL}{to.removeprefix(MAIL)}?{urlencode({'subject': title, 'body': body}, quote_via=quote)}"
    return f"{to}{'&' if '?' in to else '?'}{urlencode({'title': title, 'body': body}, quote_via=quote)}"
