"""What the gallery shows, put up on somebody else's site as a host would: every way, in the last of its samples."""

import json
from html import escape
from urllib.parse import parse_qsl, urlsplit

from rulebook.site import urls
from rulebook.site.embedding import SOMEWHERE, WAYS

from tests.browser.host import FRAMES

SAMPLES = (
    "Object.fromEntries([...document.querySelectorAll('[data-way]')]"
    ".map(one => [one.dataset.way, [...one.querySelectorAll('code')].map(each => each.textContent)]))"
)
# As docs/embedding.md says for a plain frame; where the script stands it has been said already, and twice does no harm.
GREET = "Array.from({length: self.length}, (_, at) => self[at].postMessage('rulebook:hello', '*'))"
HEIGHTS = "heard.filter(([, data]) => data?.type === 'rulebook:height').length"
RESULTS = "heard.filter(([, data]) => data?.type === 'rulebook:result').length"
TOLD = f"({GREET}, {HEIGHTS} && {RESULTS})"
ADDRESSES = FRAMES + ".map(one => one.src)"
BY_WORDPRESS = "wordpress"  # its text is nothing without WordPress: tests/test_wordpress.py


def hosted(host, folder, samples):
    """Put up a page for each way and return {way: address}. `samples` are its texts in the gallery; `folder` is the site's."""
    assert list(samples) == [way.name for way in WAYS]
    as_html = {"address": _framed, "page": lambda text: _asked(folder, text)}
    return {
        way: host.written(as_html.get(way, str)(texts[-1]).replace(SOMEWHERE, host.site))
        for way, texts in samples.items()
        if way != BY_WORDPRESS
    }


def begins_as_chosen(way, addresses):
    """Return whether the frames are one, which begins with the sample's answer and in its colour where the way can say that."""
    (asked,) = (dict(parse_qsl(urlsplit(one).query)) for one in addresses)
    look = (asked.get("scheme"), asked.get("accent"))
    return "mishap" in asked and look == ((None, None) if way == "page" else ("dark", "#8a2be2"))


def _framed(address):
    """Return what editors that allow only frames make of an address."""
    return f'<iframe src="{escape(address)}" sandbox="allow-scripts"></iframe>'


def _asked(folder, address):
    """Return what a host makes of a page's address that reads oEmbed."""
    answer = folder / urls.oembed(urlsplit(address).path).lstrip("/")
    return json.loads(answer.read_text("utf-8"))["html"]
