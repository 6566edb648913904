"""A rulebook's texts: cut-down Markdown → a small tree of blocks, parsed once, then printed as HTML or as plain words.

Paragraphs, emphasis, lists, links. Nothing else is read, so no raw HTML and no other scheme can get out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from rulebook.wording.rich_text import Html, Part, Tree

Address = Callable[[str], str | None]  # what a link's target stands for on the page; None: no link
READ_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a"}
BLOCKS = {"p", "ul", "ol", "li"}
MARKS = re.compile(r"[\\`*_\[\]]")  # what would begin something in the middle of a line
UNREAD = {
    "preprocessors": ("html_block",),
    "parser.blockprocessors": ("code", "hashheader", "setextheader", "hr", "quote", "reference"),
    "inlinePatterns": (
        "backtick",
        "reference",
        "image_link",
        "image_reference",
        "short_reference",
        "short_image_ref",
        "autolink",
        "automail",
        "linebreak",
        "html",
        "entity",
    ),
    "treeprocessors": ("prettify",),
}


@lru_cache(maxsize=4096)
def parse(text: str) -> Tree:
    """Return the blocks of a text."""
    root = _reader().read(text)
    return tuple(_part(child) for child in root if child.tag in READ_TAGS)


def html(tree: Tree, address: Address, inline: bool = False) -> Html:
    """Return a tree as HTML; with `inline`, a single paragraph stands without its tags."""
    bare = inline and len(tree) == 1 and tree[0].tag == "p"
    parts = tree[0].parts if bare else tree
    markup = Markup("" if bare else "\n").join(_html(part, address) for part in parts)
    return Html(markup, tuple(_resolved(part, address) for part in parts))


def plain(tree: Tree) -> str:
    """Return a tree as words, one line a paragraph or list item."""
    return "\n".join(line for part in tree for line in _lines(part))


def links(tree: Tree) -> list[str]:
    """Return where the links of a tree lead, as written."""
    return [target for part in tree for target in _targets(part)]


def references(tree: Tree) -> list[tuple[str, str, str]]:
    """Return what the links of a tree name in the rulebook: decision, "." or "/", and the outcome or rule."""
    named = [target.removeprefix("ref:") for target in links(tree) if target.startswith("ref:")]
    parted = [each.partition(mark) for each in named for mark in "./"]
    return [(decision, mark, id) for decision, mark, id in parted if mark]


def marks_escaped(words: str) -> str:
    """Return plain words as Markdown that reads as them."""
    return MARKS.sub(r"\\\g<0>", words)


def escaped(words: str) -> Markup:
    """Return plain words as HTML."""
    return escape(words)


def words_of(html: str | Html) -> str:
    """Return HTML as plain words on one line."""
    return " ".join(Markup(html).striptags().split())


def _html(part: Part | str, address: Address) -> Markup:
    if isinstance(part, str):
        return escape(part)
    inner = Markup("").join(_html(each, address) for each in part.parts)
    if part.tag != "a":
        return Markup(f"<{part.tag}>") + inner + Markup(f"</{part.tag}>")
    target = address(part.target)
    return Markup('<a href="{}">{}</a>').format(target, inner) if target else inner


def _resolved(part: Part | str, address: Address) -> Part | str:
    """Return a part with the addresses its links lead to, "" where they lead nowhere."""
    if isinstance(part, str):
        return part
    target = (address(part.target) or "") if part.tag == "a" else ""
    return Part(part.tag, tuple(_resolved(each, address) for each in part.parts), target)


def _lines(part: Part) -> list[str]:
    """Return the lines of a block; what stands beside an inner list is a line of its own."""
    lines, open_line = [], False
    for each in part.parts:
        if isinstance(each, Part) and each.tag in BLOCKS:
            lines += _lines(each)
            open_line = False
        else:
            words = _words(each)
            lines = [*lines[:-1], lines[-1] + words] if open_line else [*lines, words]
            open_line = True
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _targets(part: Part | str) -> list[str]:
    if isinstance(part, str):
        return []
    return [*([part.target] if part.tag == "a" else []), *(target for each in part.parts for target in _targets(each))]


def _words(part: Part | str) -> str:
    return part if isinstance(part, str) else "".join(_words(each) for each in part.parts)


def _part(element: Element) -> Part:
    parts: list[Part | str] = [element.text] if element.text else []
    for child in element:
        parts += [_part(child)] if child.tag in READ_TAGS else ["".join(child.itertext())]
        parts += [child.tail] if child.tail else []
    return Part(element.tag, tuple(_trimmed(element.tag, parts)), element.get("href", ""))


def _trimmed(tag: str, parts: list[Part | str]) -> list[Part | str]:
    """Drop the line breaks that only lay out the source."""
    if tag in ("ul", "ol"):
        return [part for part in parts if isinstance(part, Part)]
    return [part for part in parts if not (tag == "li" and isinstance(part, str) and not part.strip())]


class _Reader(Markdown):
    """Markdown with all but the few constructs above taken out; it keeps the tree and prints nothing."""

    def __init__(self) -> None:
        super().__init__(extensions=["sane_lists"])
        for place, names in UNREAD.items():
            registry = self.parser.blockprocessors if place == "parser.blockprocessors" else getattr(self, place)
            for name in names:
                registry.deregister(name)
        self.capture = _TreeCapture(self)
        self.treeprocessors.register(self.capture, "keep", -10)

    def read(self, text: str) -> Element:
        self.reset()
        self.convert(text)
        return self.capture.root if text.strip() else Element("div")


class _TreeCapture(Treeprocessor):
    def run(self, root: Element) -> None:
        self.root = root


@lru_cache(maxsize=1)
def _reader() -> _Reader:
    return _Reader()
