"""The ways to put the checker on another page: the one list that /embed/, its gallery, oEmbed and their tests are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from rulebook.site import urls
from rulebook.views.shapes import BookView

SOMEWHERE = "https://example.org"  # the site's address where it has none yet
WIDTH, HEIGHT = 640, 900  # pixels; a frame of this height shows a result whole from 360 pixels of width on
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"  # that of browser/embed.js
SAMPLE_ACCENT = "#8a2be2"


@dataclass(frozen=True)
class Chosen:
    """What a host chooses: `answers` given in advance as a query string without its "?", and the page that tells of them."""

    words: str
    answers: str = ""
    page: str = urls.CHECK
    scheme: str = ""
    accent: str = ""


@dataclass(frozen=True)
class Way:
    """One way: the keys of its words in the locale, and what its text is on a site for what was chosen.

    `looks` where the way hands on scheme and accent; `file` is what has to be downloaded for it.
    """

    name: str
    said: str
    written: Callable[[str, Chosen], str]
    looks: bool = True
    file: str = ""


def tag(name: str, attributes: Mapping[str, str], inside: str = "") -> str:
    """Return an element as a browser writes it; attributes without a value are left out, `inside` is HTML."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{given}>{inside}</{name}>"


def widget(site: str, chosen: Chosen) -> str:
    """Return the address of the frame."""
    look = {"scheme": chosen.scheme, "accent": chosen.accent.replace("#", "%23")}
    asked = [chosen.answers, *(f"{name}={value}" for name, value in look.items() if value)]
    query = "&".join(filter(None, asked))
    return f"{site}{urls.WIDGET}" + (f"?{query}" if query else "")


def frame(site: str, chosen: Chosen) -> str:
    """Return the frame as HTML."""
    about = {"src": widget(site, chosen), "title": chosen.words, "width": "100%", "height": str(HEIGHT), "style": "border: 0"}
    bounds = {"loading": "lazy", "referrerpolicy": "no-referrer", "allow": "clipboard-write", "sandbox": SANDBOX}
    return tag("iframe", about | bounds)


def _link(site: str, chosen: Chosen, **more: str) -> str:
    query = f"?{chosen.answers}" if chosen.answers else ""
    return tag("a", {"href": f"{site}{urls.CHECK}{query}", **more}, escape(chosen.words, quote=False))


def _script(site: str) -> str:
    return f'\n<script async src="{site}{urls.EMBED_SCRIPT}"></script>'


def _lines(site: str, chosen: Chosen) -> str:
    return _link(site, chosen, **{"data-scheme": chosen.scheme, "data-accent": chosen.accent}) + _script(site)


def _element(site: str, chosen: Chosen) -> str:
    given = {"answers": chosen.answers, "scheme": chosen.scheme, "accent": chosen.accent}
    return tag("rulebook-checker", given, _link(site, chosen)) + _script(site)


def _page(site: str, chosen: Chosen) -> str:
    return site + chosen.page


def _shortcode(site: str, chosen: Chosen) -> str:
    """Return WordPress's shortcode: its attributes know no quotation marks and brackets, so the words go without."""
    words = chosen.words.translate(str.maketrans("", "", '"[]<>'))
    given = {"site": site, "answers": chosen.answers, "scheme": chosen.scheme, "accent": chosen.accent, "words": words}
    return "[rulebook_checker" + "".join(f' {name}="{value}"' for name, value in given.items() if value) + "]"


WAYS = (
    Way("lines", "embed_as_link", _lines),
    Way("element", "embed_as_element", _element),
    Way("frame", "embed_as_frame", frame),
    Way("address", "embed_as_address", widget),
    Way("page", "embed_as_page", _page, looks=False),
    Way("wordpress", "embed_as_shortcode", _shortcode, file=urls.WORDPRESS),
)


def embeddable(book: BookView) -> dict[str, Chosen]:
    """Return what is embedded for each page that tells hosts of it, by the page's address: the checker, and every situation."""
    start = Chosen(book.title)
    return {start.page: start} | {
        one.url: Chosen(book.words["embed_words"].format(title=book.title, label=one.label), one.query.removeprefix("?"), one.url)
        for one in book.situations
    }


def samples(book: BookView) -> dict[str, Chosen]:
    """Return what the gallery shows, by the key of its words: as it comes, with an answer in advance, dark and in a colour."""
    start, *situations = embeddable(book).values()
    preset = situations[0] if situations else start
    coloured = Chosen(preset.words, preset.answers, preset.page, "dark", SAMPLE_ACCENT)
    return {"gallery_plain": start} | ({"gallery_preset": preset} if situations else {}) | {"gallery_look": coloured}
