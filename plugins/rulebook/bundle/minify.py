"""Write scripts as short as they can be said."""

from __future__ import annotations

from importlib.metadata import version

NEWEST = 2021  # the language that every browser of docs/decisions/0012 knows
TOOL = "tdewolff-minify"


def minified(script: str) -> str:
    """Return the same script, without comments and in short names; nothing that others see is renamed."""
    import minify  # not before it is needed

    minify.config({"js-version": NEWEST})
    return minify.string("application/javascript", script)


def toolchain() -> bytes:
    """Return what makes a script what it becomes here, beside its source."""
    return f"{TOOL} {version(TOOL)} {NEWEST}".encode()
