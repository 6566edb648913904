"""Make the site work offline once the checker has been used: a service worker that knows what to keep, or one that forgets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files

from rulebook.bundle.minify import minified
from rulebook.publish import headers
from rulebook.publish.addresses import subresources
from rulebook.site import urls

LOADER, UNSET, SET = "checker/loader.js", re.compile(rb'worker: ?""'), b'worker:"../sw.js"'
WORKER = "sw.js"
PRECACHE_SLOT = '{version:"",pages:[],assets:[],spare:[]}'
SPARE = re.compile(rf"{headers.ASSETS[1:]}whole\.[0-9a-f]+\.js")  # fetched when it is needed, or when there is time
PAGES = (urls.CHECK, urls.GUIDE)
SINGLE_PAGES = ("index.html",)


def with_registration(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the site with a loader that registers the worker."""
    if LOADER not in site:
        return dict(site)
    loader, found = UNSET.subn(SET, site[LOADER])
    if not found:
        raise ValueError(f"{LOADER} has no place for the worker's address.")
    return dict(site) | {LOADER: loader}


def with_worker(site: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """Return the site with the worker; its version is a fingerprint of all that it keeps and of itself, so that no worker ever
    touches what another keeps.
    """
    pages = sorted(path for path in site if path in SINGLE_PAGES or (path.endswith(".html") and ("/" + path).startswith(PAGES)))
    found = sorted(_assets(site, {path for page in pages for path in subresources(site[page].decode("utf-8"), site_url)}))
    spare = [path for path in found if SPARE.fullmatch(path)]
    assets = [path for path in found if path not in spare]
    script = minified(_source("worker.js"))
    digest = hashlib.sha256(script.encode())
    for path in (*pages, *assets):
        digest.update(path.encode() + b"\0" + hashlib.sha256(site[path]).digest())
    precache = {
        "version": digest.hexdigest()[:12],
        "pages": [path.removesuffix("index.html") or "./" for path in pages],
        "assets": assets,
        "spare": spare,
    }
    if PRECACHE_SLOT not in script:
        raise ValueError("worker.js has no place for what it keeps.")
    return dict(site) | {WORKER: script.replace(PRECACHE_SLOT, json.dumps(precache)).encode()}


def with_retired_worker(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the site with what rids browsers of its worker of the past, at the address where they look for a new one."""
    return dict(site) | {WORKER: minified(_source("retired.js")).encode()}


def _source(name: str) -> str:
    return files("rulebook").joinpath("browser", name).read_text("utf-8")


def _assets(site: Mapping[str, bytes], wanted: set[str]) -> set[str]:
    """Return the assets among some paths, and those whose names they hold, directly or not."""
    there = {path for path in site if path.startswith(headers.ASSETS[1:])}
    found = wanted & there
    while more := {other for other in there - found for path in found if other.rsplit("/", 1)[1].encode() in site[path]}:
        found |= more
    return found
