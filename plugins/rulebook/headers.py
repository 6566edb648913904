"""What every answer of the server says about safety and keeping: one table for servers, hosts and the pages themselves."""

from __future__ import annotations

from rulebook.views import urls

ASSETS = "/assets/"  # where publishing puts what has its content's fingerprint in its name

# 'self' where something is fetched, nothing else; `checker` is the one maker of script addresses (browser/loader.js).
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "checker",
}
FRAMED_BY = {urls.WIDGET: "*"}  # every other page: by nobody
UNFRAMED = "'none'"
REFERRER = "no-referrer"  # addresses hold answers, and those are nobody's business
ALWAYS = {
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
            "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
        )
    ),
}
FOREVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


def headers(path: str) -> dict[str, str]:
    """Return the headers of the answer to an address."""
    return {"Content-Security-Policy": policy(path), **ALWAYS, "Cache-Control": FOREVER if path.startswith(ASSETS) else ASK_FIRST}


def policy(path: str) -> str:
    """Return the policy for what stands at an address."""
    framed_by = next((by for start, by in FRAMED_BY.items() if path.startswith(start)), UNFRAMED)
    return f"{in_page()}; frame-ancestors {framed_by}"


def in_page() -> str:
    """Return as much of the policy as a page may say of itself: HTML does not allow frame-ancestors there."""
    return "; ".join(f"{name} {value}" for name, value in POLICY.items())
