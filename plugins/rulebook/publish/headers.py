"""What every answer of the server says about safety and keeping: one table for servers, hosts and the pages themselves."""

from __future__ import annotations

from rulebook.site import urls

ASSETS = "/assets/"  # where publishing puts what has its content's fingerprint in its name

SELF = "'self'"
# 'self' where something is fetched, nothing else; `checker` is the one maker of script addresses (browser/loader.js).
POLICY = {
    "default-src": "'none'",
    "script-src": SELF,
    "style-src": SELF,
    "img-src": SELF,
    "connect-src": SELF,
    "worker-src": SELF,
    "manifest-src": SELF,
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "checker",
}
FRAMED_BY = {urls.WIDGET: "*"}  # every other page: by nobody
UNFRAMED = "'none'"
FRAMING = (urls.EMBED,)  # pages that show what hosts frame: this site's own, and nobody else's
REFERRER = "no-referrer"  # addresses hold answers, and those are nobody's business
ALWAYS = {
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "autoplay",
            "camera",
            "display-capture",
            "encrypted-media",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
            "xr-spatial-tracking",
        )
    ),
}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


def headers(path: str, site_url: str = "") -> dict[str, str]:
    """Return the headers of the answer to an address."""
    return {
        "Content-Security-Policy": policy(path, site_url),
        **ALWAYS,
        "Cache-Control": IMMUTABLE if path.startswith(ASSETS) else REVALIDATE,
    }


def policy(path: str, site_url: str = "") -> str:
    """Return the policy for what stands at an address."""
    return f"{in_page(path, site_url)}; frame-ancestors {_framed_by(path)}"


def in_page(path: str, site_url: str = "") -> str:
    """Return as much of the policy as a page may say of itself: HTML does not allow frame-ancestors there.

    What others may frame names the site as well: in a sandbox, Safari up to the summer of 2026 takes 'self' for nobody.
    """
    named = "" if _framed_by(path) == UNFRAMED else "/".join(site_url.split("/")[:3])
    own = f"{SELF} {named}".strip()
    shown = {"frame-src": SELF} if path.startswith(FRAMING) else {}
    return "; ".join(f"{name} {own if value == SELF else value}" for name, value in (POLICY | shown).items())


def _framed_by(path: str) -> str:
    return next((by for start, by in FRAMED_BY.items() if path.startswith(start)), UNFRAMED)
