"""Take over a checker's section: what does not change while the page is open."""

from browser import document, window
from javascript import JSON

from rulebook.browser.view.pieces import around
from rulebook.dates import day_number


def taken_over(section):
    """Return the page of a checker's section (view/__init__.py)."""
    words = _data("[data-words]")
    own = section.querySelector('[data-part="first"] [data-question]')
    return {
        "section": section,
        "program": _data("[data-program]"),
        "preset": pairs_of(section.dataset.preset) if section.hasAttribute("data-preset") else [],
        "own": own.dataset.question if own else None,
        "base": window.URL.new(section.dataset.base, window.location.href).href,
        "framed": around(section, ".widget") is not None,
        "title": document.title,
        "words": words,
        "reading": {
            key.rpartition("_")[2]: text.lower().split(" ")
            for key, text in words["say"].items()
            if key.startswith("say_read_") or key in ["months", "say_weekdays"]
        },
        "pieces": {},
        "day": None,
        "case": None,
        "shown": None,
        "trail": 0,
        "ahead": {},
    }


def pairs_of(text):
    """Return the (name, text) pairs of a query string."""
    return [[name, value] for name, value in window.URLSearchParams.new(text).entries()]


def day_here():
    """Return the day number of the visitor's own day."""
    now = window.Date.new()
    return day_number(now.getFullYear(), now.getMonth() + 1, now.getDate())


def _data(selector):
    return JSON.parse(document.querySelector(selector).textContent)
