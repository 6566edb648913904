"""Find what a hand-written page would publish besides Markdown: raw HTML, scripts, and addresses of other kinds or sites.

What counts is what Markdown itself makes of the text, so code is never taken for markup, however it is written; lines are
found afterwards, by the words that were found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from itertools import takewhile
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import Treeprocessor

from rulebook.content.pages import MAX_LINE, Page
from rulebook.load.collector import short
from rulebook.model import Finding
from rulebook.wording.placeholders import FENCE, LINK

# Those of pelicanconf.py that read markup, and attributes for whoever adds them to it
EXTENSIONS = ("fenced_code", "tables", "attr_list", "sane_lists")
# Nothing else makes markup; what is not there needs no reading. Links as most are: see LINK.
SUSPECT = re.compile(r"<[A-Za-z/!?]|!\[|\]:|\]\[|\]\s*\[|\{:|\]\((?!https://|/(?!/)|#|ref:)")
ACTIVE = re.compile(  # what runs, loads, frames, asks or dresses
    "applet|audio|base|button|canvas|dialog|embed|form|frame|frameset|iframe|input|link|math|meta|noscript|object|param|portal|"
    "script|select|slot|source|style|svg|template|textarea|track|video"
)
HANDLER = re.compile(r"on[a-z]+")
ADDRESS = re.compile("action|background|cite|data|formaction|href|longdesc|ping|poster|src|srcset|xlink:href")
LOADED = re.compile("background|data|poster|src|srcset")  # a browser fetches these by itself
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
LINKED = ("https", "mailto", "ref")  # where a link may lead besides the site itself
CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")
UNSEEN = re.compile(r"[\x00-\x20\x7f]")  # what browsers leave out of an address before they read its scheme
TARGETS = "Write https:…, /own/page/ or ref:decision/rule."
FROM_MARKDOWN = {"a": "href", "img": "src"}

Line = tuple[int, str]


class Markup(NamedTuple):
    """A piece of a page that is no text: a tag and its attributes, `raw` where it was written as HTML."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    words: str  # by which its line is found
    below: int = 0  # lines from those words on
    raw: bool = False


def check_markup(pages: Iterable[Page]) -> list[Finding]:
    """Return what pages would publish besides Markdown, page by page."""
    return [
        Finding(kind, severity, page.file, line, message, cure)
        for page in pages
        for lines in (_summary(page), list(enumerate(page.lines, page.first_line)))
        for severity, kind, line, message, cure in markup_faults(lines)
    ]


def markup_faults(lines: Sequence[Line]) -> Iterator[tuple[str, str, int, str, str]]:
    """Yield (severity, kind, line, message, cure) for what numbered lines of Markdown hold besides Markdown."""
    long = [(line, len(text)) for line, text in lines if len(text) > MAX_LINE]
    if long:
        for line, length in long:
            message = f"this line has {length:,} characters, and a line of a page may have {MAX_LINE:,}."
            yield "error", "form", line, message, "Say it in paragraphs that somebody reads to their end."
        return
    if not any(SUSPECT.search(text) for _, text in lines):
        return
    place = _Places(lines)
    reported = set()
    try:
        found = _read("\n".join(text for _, text in lines))
    except AssertionError:  # with this, Python's reader of HTML gives up, and Pelican with it
        cure = "Write &lt;! instead, or take it out."
        yield "error", "form", place(Markup("", (), "<![")), "<![ begins what no page can hold.", cure
        return
    for markup in found:
        line = place(markup)
        for severity, kind, message, cure, name in _faults(markup, lines):
            fault = severity, kind, place.near(line, name), message, cure
            if fault not in reported:
                reported.add(fault)
                yield fault


def _faults(markup: Markup, lines: Sequence[Line]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what is wrong with a piece of markup, with the name of the attribute that is, or ""."""
    tag = f"<{short(markup.tag)}>"
    for name, value in markup.attributes:
        if HANDLER.fullmatch(name):
            cure = "Take it out: pages run no scripts but the checker's own."
            yield "error", "form", f"{tag} has the script {short(name)}.", cure, name
        elif ADDRESS.fullmatch(name) and (wrong := _wrong(name, value)) and not _seen_elsewhere(markup, value, lines):
            yield "error", "link", f"the address {short(value)} {wrong}.", TARGETS, name
    if markup.raw and SCHEME.match(markup.tag):
        yield "error", "link", f"the address {short(markup.tag)} is not possible here.", TARGETS, ""
    elif markup.raw and ACTIVE.fullmatch(markup.tag):
        cure = "Take it out, or say it in Markdown."
        yield "error", "form", f"{tag} is raw HTML that a page's policy keeps from working.", cure, ""
    elif markup.raw:
        yield "warning", "form", f"{tag} is raw HTML.", "Say it in Markdown; to show it as it is, put it between backticks.", ""


def _wrong(name: str, value: str) -> str:
    """Return what is wrong with an address, as a browser reads it; "" where nothing is."""
    read = UNSEEN.sub("", unescape(value)).replace("\\", "/")
    scheme, loaded = SCHEME.match(read.lower()), LOADED.fullmatch(name)
    if scheme and loaded and "://" in read:
        return "is loaded from elsewhere, which a page's policy forbids"
    if scheme and (loaded or scheme[1] not in LINKED):
        return "is not possible here"
    return "leads to another site without saying so" if read.startswith("//") else ""


def _seen_elsewhere(markup: Markup, value: str, lines: Sequence[Line]) -> bool:
    """Return whether the check of links (page_check.py) tells of an address: that of an ordinary link within one line."""
    links = (found for _, text in lines for found in LINK.findall(text)) if markup.tag == "a" and not markup.raw else ()
    return any(value == found or value.startswith((f"{found}(", f"{found} ")) for found in links)


def _read(text: str) -> list[Markup]:
    """Return the markup that Markdown would make of a text, except for what it makes of its own."""
    found: list[Markup] = []
    Markdown(extensions=[*EXTENSIONS, _Recorder(found)]).convert(text)
    return found


class _Recorder(Extension):
    def __init__(self, found: list[Markup]) -> None:
        super().__init__()
        self.found = found

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Blocks(md, self.found), "html_block", 20)  # the places of those they stand for
        md.inlinePatterns.register(_Inline(md, self.found), "html", 90)
        md.treeprocessors.register(_Tree(md, self.found), "recorder", 3)  # after attributes are read


class _Blocks(HtmlBlockPreprocessor):
    """Record blocks of raw HTML. (Fenced code is in the stash before them.)"""

    def __init__(self, md: Markdown, found: list[Markup]) -> None:
        super().__init__(md)
        self.found = found

    def run(self, lines: list[str]) -> list[str]:
        before = len(self.md.htmlStash.rawHtmlBlocks)
        done = super().run(lines)
        for raw in self.md.htmlStash.rawHtmlBlocks[before:]:
            self.found += _tags(raw) if isinstance(raw, str) else []  # elements are for md_in_html alone
        return done


class _Inline(HtmlInlineProcessor):
    """Record tags within a line of text."""

    def __init__(self, md: Markdown, found: list[Markup]) -> None:
        super().__init__(HTML_RE, md)
        self.found = found

    # The library's own processors take `data` and return places, which its base of all patterns does not know
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        self.found += _tags(self.backslash_unescape(self.unescape(m.group(1))))
        return super().handleMatch(m, data)


class _Tree(Treeprocessor):
    """Record the addresses of links and pictures, and attributes given by name."""

    def __init__(self, md: Markdown, found: list[Markup]) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:
        for element in root.iter():
            given = tuple((name.lower(), str(value)) for name, value in element.items())
            handlers = (name for name, _ in given if HANDLER.fullmatch(name))
            words = dict(given).get(FROM_MARKDOWN.get(element.tag, "")) or next(handlers, "")
            if words:
                self.found.append(Markup(element.tag, given, words))


class _Tags(HTMLParser):
    """Reads the tags that open in a piece of HTML, scripts and comments passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str], ...], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple((name, value or "") for name, value in attrs), self.getpos()[0] - 1))


def _tags(raw: str) -> list[Markup]:
    parser = _Tags()
    parser.feed(raw)
    parser.close()
    first = raw.lstrip().partition("\n")[0]
    return [Markup(tag, attributes, first, below, raw=True) for tag, attributes, below in parser.tags]


class _Places:
    """Finds the lines of markup, of equal pieces one after the other; code comes last, where the same may stand as well."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = dict(lines)
        self.bare = dict(zip(self.lines, _without_code(self.lines.values()), strict=True))
        self.seen: Counter[Markup] = Counter()

    def __call__(self, markup: Markup) -> int:
        found = [line for line, text in self.bare.items() for _ in range(text.count(markup.words))]
        found = found or [line for line, text in self.lines.items() if markup.words in text] or [next(iter(self.lines))]
        at = min(self.seen[markup], len(found) - 1)
        self.seen[markup] += 1
        return found[at] + markup.below

    def near(self, line: int, name: str) -> int:
        """Return the first line from one on that holds an attribute's name, if its tag goes on till there."""
        tag = takewhile(lambda at: at == line or ">" not in self.lines[at - 1], (at for at in self.lines if at >= line))
        return next((at for at in tag if name.casefold() in self.lines[at].casefold()), line)


def _without_code(texts: Iterable[str]) -> Iterator[str]:
    fenced = False
    for text in texts:
        edge = FENCE.match(text) is not None
        fenced ^= edge
        yield "" if fenced or edge or text.startswith(("    ", "\t")) else CODE.sub("", text)


def _summary(page: Page) -> list[Line]:
    return [(page.meta["summary"].line, page.value("summary"))] if "summary" in page.meta else []
