"""Make the site work offline once the checker has been used: a service worker that knows what to keep."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files

from rulebook.publish import headers
from rulebook.publish.addresses import fetched
from rulebook.site import urls

LOADER, UNSET, SET = "checker/loader.js", b'worker = ""', b'worker = "../sw.js"'
WORKER = "sw.js"
KEPT = '{version: "", pages: [], assets: []}'
PAGES = (urls.CHECK, urls.GUIDE)
ALONE = ("index.html",)


def announced(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the site with a loader that registers the worker."""
    if LOADER not in site:
        return dict(site)
    if UNSET not in site[LOADER]:
        raise ValueError(f"{LOADER} has no place for the worker's address.")
    return dict(site) | {LOADER: site[LOADER].replace(UNSET, SET)}


def with_worker(site: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """Return the site with the worker; its version is a fingerprint of all that it keeps."""
    pages = sorted(path for path in site if path in ALONE or (path.endswith(".html") and ("/" + path).startswith(PAGES)))
    assets = sorted(_assets(site, {path for page in pages for path in fetched(site[page].decode("utf-8"), site_url)}))
    known = hashlib.sha256()
    for path in (*pages, *assets):
        known.update(path.encode() + b"\0" + hashlib.sha256(site[path]).digest())
    kept = {
        "version": known.hexdigest()[:12],
        "pages": [path.removesuffix("index.html") or "./" for path in pages],
        "assets": assets,
    }
    script = files("rulebook").joinpath("browser", "worker.js").read_text("utf-8")
    if KEPT not in script:
        raise ValueError("worker.js has no place for what it keeps.")
    return dict(site) | {WORKER: script.replace(KEPT, json.dumps(kept)).encode()}


def _assets(site: Mapping[str, bytes], wanted: set[str]) -> set[str]:
    """Return the assets among some paths, and those whose names they hold."""
    there = {path for path in site if path.startswith(headers.ASSETS[1:])}
    found = wanted & there
    return found | {other for other in there - found for path in found if other.rsplit("/", 1)[1].encode() in site[path]}
