"""What the pages of a published site weigh, packed with brotli, and what the checker in them does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
from rulebook.publish.addresses import subresources

from benchmarks.rows import size, verdict

WITHOUT_CHECKER = (
    "guide/index.html",
    "guide/*/index.html",
    "faq/index.html",
    "decisions/*/index.html",
    "situations/*/index.html",
)
LOADERS = {"checker": "runtime.", "search": "data-search-script"}  # both are called loader: what tells them apart
# What a page names and no visit fetches: what stands in a template, and the icon for a page that is put on the home screen.
LATER = re.compile(r'<template\b.*?</template>|<link\b[^<>]* rel="apple-touch-icon"[^<>]*>', re.DOTALL)
PROGRAM = re.compile(r'<script type="application/json" data-program>(.*?)</script>', re.DOTALL)


def whole_checker(site: Path) -> int:
    """Return the bytes of all scripts that a published site's checker fetches, as they are sent: names and integrity filled in."""
    return sum(packed(path) for path in (loader(site, "checker"), asset(site, "runtime"), asset(site, "checker")))


def weights(site: Path) -> list[tuple]:
    """Return the rows about bytes."""
    return [*_pages(site), *_scripts(site), *_check(site), *_compared(site)]


def packed(path: Path) -> int:
    """Return the bytes of a file as it is sent."""
    copy = path.with_name(path.name + ".br")
    return (copy if copy.is_file() else path).stat().st_size


def asset(site: Path, start: str, kind: str = "js") -> Path:
    """Return a file by its name before the fingerprint."""
    return next((site / "assets").glob(f"{start}.*.{kind}"))


def loader(site: Path, of: str) -> Path:
    """Return the loader of the checker or of the search."""
    return next(path for path in (site / "assets").glob("loader.*.js") if LOADERS[of] in path.read_text("utf-8"))


def first_view(page: Path, site: Path) -> int:
    """Return the bytes of a page with all that it fetches by itself: nothing that waits for a touch or is fetched ahead."""
    return packed(page) + sum(packed(path) for path in _fetched(page, site))


def _fetched(page: Path, site: Path) -> Iterator[Path]:
    text = page.read_text("utf-8")
    site_url = re.search(r'rel="canonical" href="(http://[^/"]+)', text)[1]
    return (site / path for path in sorted(subresources(LATER.sub("", text), site_url)))


def _pages(site: Path) -> list[tuple]:
    pages = [path for pattern in WITHOUT_CHECKER for path in sorted(site.glob(pattern))]
    pages = [path for path in pages if 'data-module="checker"' not in path.read_text("utf-8")]
    search = loader(site, "search")
    others = [page for page in pages if any(path.suffix == ".js" and path != search for path in _fetched(page, site))]
    heaviest = max(pages, key=lambda page: first_view(page, site))
    home = first_view(site / "index.html", site)
    return [
        ("pages without a checker that fetch another script than the search's loader", f"{len(others)} of {len(pages)}", "0",
         verdict(not others)),
        ("the search's loader", size(packed(search)), "1 kB", verdict(packed(search) <= 1000)),
        (f"the heaviest of them, first view: /{heaviest.parent.relative_to(site)}/", *_held(first_view(heaviest, site), 40)),
        ("home, its page alone", *_held(packed(site / "index.html"), 15)),
        ("home, first view, with its scripts", *_held(home, 20)),
    ]  # fmt: skip


def _scripts(site: Path) -> list[tuple]:
    own = packed(asset(site, "checker")) + packed(loader(site, "checker"))
    program = PROGRAM.search(asset(site, "pieces", "html").read_text("utf-8"))[1]
    return [
        ("the checker's script before the first touch", *_held(packed(loader(site, "checker")), 1.5)),
        ("Brython's run time, lean: what is fetched", size(packed(asset(site, "runtime"))), "", ""),
        ("browser Python and loader", size(own), "", ""),
        ("whole checker", *_held(whole_checker(site), 100)),
        ("Brython's run time, whole: fetched when something is missing", size(packed(asset(site, "whole"))), "", ""),
        ("the real rulebook as program", *_held(len(brotli.compress(program.encode())), 15)),
    ]


def _check(site: Path) -> list[tuple]:
    check = site / "check/index.html"
    all_of_it = sum(packed(path) for path in _fetched(check, site)) + packed(check)
    return [
        ("/check/, its page alone", *_held(packed(check), 24)),
        ("what the checker shows, fetched with it", size(packed(asset(site, "pieces", "html"))), "", ""),
        ("/check/, first view: page, styles, loaders, what the checker shows and its scripts", size(all_of_it), "", ""),
    ]


def _compared(site: Path) -> list[tuple]:
    twin = packed(site / "bench/twin.js") + packed(site / "bench/loader.js")
    return [
        ("Brython as distributed", size(packed(site / "bench/shipped.js")), "", ""),
        ("the checker by hand (twin) with its loader", size(twin), "", ""),
    ]


def _held(count: int, limit: float) -> tuple[str, str, str]:
    """Return a size, its limit in kB, and whether it is held."""
    return size(count), f"{limit:g} kB", verdict(count <= limit * 1000)
