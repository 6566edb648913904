"""Put a brotli and a gzip copy beside every text file, made once and as small as they get."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import brotli

BLOCK = 20  # as a power of two: a block of 1 MB holds the largest script whole, which then packs best
TEXTS = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv", ".dmn", ".webmanifest")


def compressed(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the site with its compressed copies."""
    texts = [path for path in site if path.endswith(TEXTS)]
    with ThreadPoolExecutor() as pool:  # both let other threads work meanwhile
        brotlied = list(pool.map(lambda path: brotli.compress(site[path], lgblock=BLOCK), texts))
        gzipped = list(pool.map(lambda path: gzip.compress(site[path], mtime=0), texts))
    copies = {f"{path}.br": data for path, data in zip(texts, brotlied, strict=True)}
    return dict(site) | copies | {f"{path}.gz": data for path, data in zip(texts, gzipped, strict=True)}
