"""Write what hosts read: `_headers` and `_redirects` (Netlify, Cloudflare), and whom to tell about a hole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from rulebook.publish import headers

SECURITY = ".well-known/security.txt"
ICON = "favicon.svg"
REDIRECTS = {"/favicon.ico": f"/{ICON}", "/security.txt": f"/{SECURITY}"}  # where old habits look → where it is
VALID_FOR = timedelta(days=360)  # RFC 9116: less than a year
POLICY = "Content-Security-Policy"


def with_host_files(site: Mapping[str, bytes], site_url: str, contact: str, today: date) -> dict[str, bytes]:
    """Return the site with the files for hosts; security.txt only where there is somebody to write to."""
    whole = dict(site) | _icon(site)
    if contact:
        whole[SECURITY] = security(site_url, contact, today).encode()
    rules = {"_headers": header_rules(whole, site_url), "_redirects": redirect_rules(whole)}
    return whole | {path: text.encode() for path, text in rules.items()}


def header_rules(site: Iterable[str], site_url: str) -> str:
    """Return `_headers`. No header stands in two rules that fit one address: Netlify would take the later, Cloudflare
    would join them, and two policies count as the stricter of each line.
    """
    blocks = {"/*": headers.ALWAYS} | {pattern: {POLICY: headers.policy(pattern, site_url)} for pattern in _patterns(site)}
    blocks[headers.ASSETS + "*"] = {POLICY: headers.policy(headers.ASSETS), "Cache-Control": headers.IMMUTABLE}
    return "\n".join(
        "".join([pattern + "\n", *(f"  {name}: {value}\n" for name, value in fields.items())])
        for pattern, fields in blocks.items()
    )


def redirect_rules(site: Collection[str]) -> str:
    """Return `_redirects`: those that lead to what is there. Slashes at the end of an address are added by every host itself."""
    return "".join(f"{old} {new} 302\n" for old, new in REDIRECTS.items() if new[1:] in site)


def security(site_url: str, contact: str, today: date) -> str:
    """Return security.txt (RFC 9116); a contact that is only an address gets its `mailto:`."""
    whom = contact if ":" in contact else f"mailto:{contact}"
    return f"Contact: {whom}\nExpires: {today + VALID_FOR}T00:00:00Z\nCanonical: {site_url}/{SECURITY}\n"


def _icon(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the icon under a name that stays, for those who ask without having read a page."""
    stem, _, kind = ICON.partition(".")
    asset = re.compile(rf"{headers.ASSETS[1:]}{stem}\.[0-9a-f]+\.{kind}")
    found = next(filter(asset.fullmatch, sorted(site)), None)
    return {ICON: site[found]} if found else {}


def _patterns(site: Iterable[str]) -> list[str]:
    """Return one pattern for each thing at the root: the root itself, files and folders."""
    tops = sorted({"/" if path == "index.html" else "/" + path.split("/")[0] + ("/*" if "/" in path else "") for path in site})
    return [top for top in tops if top != "/.well-known/*"]
