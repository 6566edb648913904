"""Views and finished pages → what the search fetches: a loader in every page, and one script with the index inside it.

The index is a list of entries as the site shows them; folding, misspellings and ranking are the script's (matching.js).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files

from rulebook.model import Rulebook
from rulebook.search.entries import KINDS, Entry, entries
from rulebook.search.topics import Topic
from rulebook.site import urls
from rulebook.views.shapes import BookView

SLOT = "{words: {}, kinds: [], ignored: [], entries: []}"
SAID = ("search_one", "search_other", "search_none")


def assets(rulebook: Rulebook, book: BookView, topics: Iterable[Topic], site_url: str) -> dict[str, bytes]:
    """Return the search's files by address."""
    ignored = book.words["search_ignored"].split()
    found = [entry.data(site_url, frozenset(ignored)) for entry in entries(rulebook, book, topics)]
    script = "".join(map(_packaged, ("matching.js", "results.js")))
    if SLOT not in script:
        raise ValueError("results.js has no place for the index.")
    index = {"words": _words(book.words), "kinds": _headings(book.words), "ignored": ignored, "entries": found}
    script = script.replace(SLOT, json.dumps(index, ensure_ascii=False, separators=(",", ":")))
    return {urls.SEARCH_LOADER: _packaged("loader.js").encode(), urls.SEARCH_SCRIPT: script.encode()}


def _words(words: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("search_"): words[name] for name in SAID}


def _headings(words: Mapping[str, str]) -> list[str]:
    return [words[f"search_{kind}"] for kind in KINDS]


def _packaged(name: str) -> str:
    return files("rulebook").joinpath("search", name).read_text("utf-8")


__all__ = ["Entry", "Topic", "assets", "entries"]
