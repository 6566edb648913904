"""The Markdown extension for content/: figures and passages in the line, views alone on a line, links by rule.

Content is checked before (page_check.py), so nothing is reported here: what is unknown prints as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from rulebook.load.passages import page_lines
from rulebook.model import Passage
from rulebook.wording.context import ViewContext
from rulebook.wording.placeholders import FENCE, PLACEHOLDER, Call, call

FENCED = "markdown.extensions.fenced_code"
Render = Callable[[Call], str | None]


def to_html(text: str, settings: Mapping) -> str:
    """Return Markdown as HTML, by Pelican's settings of Markdown."""
    return Markdown(**settings).convert(text)


class RulebookExtension(Extension):
    """`render` returns the HTML of a view that is asked for, or None where there is no such thing."""

    def __init__(self, context: ViewContext, render: Render):
        super().__init__()
        self.context = context
        self.render = render

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Passages(md, self.context.rulebook.passages), "rulebook_passages", 28)  # they hold the rest
        md.registerExtensions([FENCED], {})  # whatever the settings say: what is checked as code is code
        md.preprocessors.register(_Views(md, self.render), "rulebook_views", 27)  # before raw HTML is looked for
        md.inlinePatterns.register(_Figures(self.context, md), "rulebook_figures", 185)  # after code, before escapes
        md.treeprocessors.register(_Addresses(md, self.context), "rulebook_addresses", 5)  # after the inline patterns


class _Views(Preprocessor):
    """Put each view in the place of its line."""

    def __init__(self, md: Markdown, render: Render):
        super().__init__(md)
        self.render = render

    def run(self, lines: list[str]) -> list[str]:
        done, fenced = [], False
        for line in lines:
            fenced ^= FENCE.match(line) is not None
            asked = None if fenced else call(line)
            html = self.render(asked) if asked else None
            done += [line] if html is None else ["", self.md.htmlStash.store(html.strip()), ""]
        return done


class _Passages(Preprocessor):
    """Put each passage in its place; steps, alone on a line, as a numbered list."""

    def __init__(self, md: Markdown, passages: Mapping[str, Passage]):
        super().__init__(md)
        self.passages = passages

    def run(self, lines: list[str]) -> list[str]:
        done, fenced = [], False
        for line in lines:
            fenced ^= FENCE.match(line) is not None
            done += [line] if fenced else page_lines(line, self.passages)
        return done


class _Figures(InlineProcessor):
    """Print the words of a figure."""

    def __init__(self, context: ViewContext, md: Markdown):
        super().__init__(PLACEHOLDER.pattern, md)
        self.context = context

    # The library's own processors take `data` and return places, which its base of all patterns does not know
    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return AtomicString(self.context.figure(match[1])), match.start(0), match.end(0)


class _Addresses(Treeprocessor):
    """Give links their addresses."""

    def __init__(self, md: Markdown, context: ViewContext):
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            written = link.get("href", "")
            link.set("href", self.context.address(written) or written)
