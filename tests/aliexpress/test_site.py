"""The real site as it is found and weighed: what machines are told, titles and descriptions, reviews, changes, kilobytes."""

import re

import brotli
import pytest
from rulebook.locale import words
from rulebook.publish.sheets import minified

from tests.test_found import pages, told_to_machines, twice

TEMPLATE = re.compile(r"<template data-search-script>.*?</template>")  # what is fetched when the search is used
pytestmark = pytest.mark.slow  # the whole site is built first


@pytest.fixture(scope="module")
def real(site):
    return pages(site.folder)


def test_the_faq_tells_machines_what_the_page_tells_people(real):
    assert len(told_to_machines(real["faq/index.html"])) >= 10


def test_titles_and_descriptions_belong_to_one_page_each(real):
    assert twice(real) == {}


def test_descriptions_fill_a_search_result_and_decisions_tell_their_verdicts(real):
    told = {name: page.meta["description"] for name, page in real.items() if page.meta.get("robots") != "noindex"}
    assert {name: len(text) for name, text in told.items() if not 50 <= len(text) <= 160} == {}
    assert "Nobody; nothing goes back" in told["decisions/who_pays/index.html"]
    assert "Will I have to send the item back?" in told["situations/damaged/index.html"]
    assert "AliExpress" in real["situations/damaged/index.html"].title


def test_every_page_says_when_it_was_reviewed_and_where_its_answers_come_from(real):
    text = words("en")
    reviewed = text["reviewed_on"].format(date="25 November 2026")
    for name, page in real.items():
        assert reviewed in page.text, name
        assert name == "widget/index.html" or page.hrefs[text["sources_title"]] == "/sources/", name


def test_changes_are_a_page_with_a_feed_where_there_are_entries(real, site):
    page = real["changes/index.html"]
    assert "/changes/feed.xml" in page.links["alternate"]
    assert (site.folder / "changes" / "feed.xml").is_file()
    assert "First edition" in page.words("2026-11-22-first-edition")


def test_a_page_without_a_checker_weighs_less_than_42_kb(site):
    """The FAQ is the heaviest by far; benchmarks/delivery.py weighs all."""
    text = (site.folder / "faq/index.html").read_text("utf-8")
    sheets = "".join((site.folder / path).read_text("utf-8") for path in re.findall(r'rel="stylesheet" href="/([^"]+)"', text))
    assert re.findall(r'<script src="([^"]+)"', text.replace(TEMPLATE.search(text)[0], "")) == ["/search/loader.js"]
    assert len(brotli.compress(text.encode())) + len(brotli.compress(minified("x.css", sheets.encode()).encode())) < 42_000


@pytest.mark.parametrize("path, most", {"index.html": 15_000, "check/index.html": 24_000}.items())
def test_a_page_with_the_checker_brings_its_first_screen_alone(site, path, most):
    assert len(brotli.compress((site.folder / path).read_bytes())) <= most


def test_ids_of_facts_stand_behind_a_fold_everywhere_but_where_the_facts_are(site):
    """People read where something comes from only where they ask for it."""
    unread = re.compile(r"<(script|template|style)\b.*?</\1>", re.DOTALL)
    seen = {}
    for path in site.folder.rglob("*.html"):
        text = without_folds(unread.sub("", path.read_text("utf-8")))
        found = re.findall(r"\b[FTX]\d{1,2}\b", re.sub(r"<[^>]*>", " ", text))
        if found and not path.relative_to(site.folder).as_posix().startswith("sources/"):
            seen[path.relative_to(site.folder).as_posix()] = found
    assert seen == {}


def without_folds(text):
    inner = re.compile(r"<details(?:(?!<details).)*?</details>", re.DOTALL)
    while inner.search(text):
        text = inner.sub("", text)
    return text
