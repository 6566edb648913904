"""Texts: cut-down Markdown becomes HTML in which nothing but the promised marks can stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st
from rulebook.wording.markdown import html, marks_escaped, parse, plain
from rulebook.wording.placeholders import figures_named


def address(target):
    return target if target.startswith(("https:", "/")) else None


RENDERED = [
    ("Paragraphs", "One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>", "One.\nTwo."),
    ("Emphasis", "Do it *now*, **really**.", "<p>Do it <em>now</em>, <strong>really</strong>.</p>", "Do it now, really."),
    ("A list", "- a\n- b", "<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ("A list of its own after another", "- a\n\n1. b", "<ul><li>a</li></ul>\n<ol><li>b</li></ol>", "a\nb"),
    ("A list in a list", "- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "a\nb\nc"),
    ("A link", "[here](https://x.org/?a=1&b=2)", '<p><a href="https://x.org/?a=1&amp;b=2">here</a></p>', "here"),
    ("Another scheme", "[x](javascript:alert(1))", "<p>x</p>", "x"),
    ("Raw HTML", '<b onclick="x">no</b>', "<p>&lt;b onclick=&#34;x&#34;&gt;no&lt;/b&gt;</p>", '<b onclick="x">no</b>'),
    ("An entity", "&lt;b&gt;", "<p>&amp;lt;b&amp;gt;</p>", "&lt;b&gt;"),
    ("No headings, no code", "# a `b`", "<p># a `b`</p>", "# a `b`"),
    ("Nothing", "", "", ""),
]


@pytest.mark.parametrize("text, rendered, words", [case[1:] for case in RENDERED], ids=[case[0] for case in RENDERED])
def test_a_text_is_rendered_and_told(text, rendered, words):
    assert str(html(parse(text), address)) == rendered
    assert plain(parse(text)) == words


def test_a_single_paragraph_can_stand_in_a_line():
    assert str(html(parse("Go *now*."), address, inline=True)) == "Go <em>now</em>."


def test_the_figures_of_a_text_are_found():
    assert figures_named("{{ fee }} or {{fee.low}} and {{ other.bare }}") == ["fee", "fee", "other"]


@given(st.text(alphabet="<>&\"'`*_[]()!#{} ab:/\n-1.\\=javscript;", max_size=60))
def test_no_text_brings_its_own_html(text):
    tags = re.findall(r"<[^>]*>", str(html(parse(text), lambda target: None)))
    assert set(tags) <= {f"<{slash}{tag}>" for slash in ("", "/") for tag in ("p", "em", "strong", "ul", "ol", "li")}


@given(st.text(alphabet="*_`[]\\()#+-.! ab1$&<", max_size=30))
def test_words_put_into_a_markdown_text_are_read_as_they_are(words):
    assert plain(parse(f"It costs x{marks_escaped(words)}x.")) == " ".join(f"It costs x{words}x.".split())
