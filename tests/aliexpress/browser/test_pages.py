"""Every kind of page: accessible, within the screen, and whole without JavaScript."""

from __future__ import annotations

import pytest
from rulebook.load import load

from tests.browser.answering import ready
from tests.browser.looks import WIDTHS, faults, faults_at_once
from tests.conftest import ROOT

PAGES = [
    "/",
    "/check/",
    "/widget/",
    "/guide/",
    "/guide/dispute-first/",
    "/guide/when-the-money-comes/",
    "/faq/",
    "/decisions/",
    "/decisions/what_now/",
    "/decisions/evidence/",
    "/decisions/route/",
    "/situations/damaged/",
    "/sources/",
    "/sources/guide/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/report/",
    "/changes/",
    "/embed/",
    "/404.html",
]
LONG = (
    "/faq/",
    "/decisions/",
    "/decisions/what_now/",
    "/decisions/evidence/",
    "/decisions/route/",
    "/situations/damaged/",
    "/sources/guide/",
)
SHORT = (
    "/faq/",
    "/decisions/",
    "/decisions/act/",
    "/decisions/return/",
    "/decisions/proof/",
    "/situations/lost/",
)  # the same kinds in a small rulebook
START_AT_ONCE = ("/check/", "/widget/")
PATHS = "links => links.map(link => new URL(link.getAttribute('href'), location).pathname)"  # those in pictures as well


@pytest.mark.parametrize("path", [*(path for path in PAGES if path not in LONG), "/sources/readings/"])
def test_axe_finds_nothing_in_any_look(path, site, page):
    opened(page, site, path)
    assert faults(page) == {}


@pytest.mark.parametrize("path", SHORT)
def test_axe_finds_nothing_in_any_look_of_the_kinds_of_long_pages(path, parcel, page):
    page.goto(parcel + path)
    assert faults(page) == {}


@pytest.mark.parametrize("path", LONG)
def test_axe_finds_nothing_on_long_pages(path, site, page):
    opened(page, site, path)
    assert faults_at_once(page) == {}


# How far the words of each merged cell end above the last row they hold for.
ROOM_LEFT = """() => [...document.querySelectorAll(".table__cell--flows")].map(cell => {
    const words = document.createRange(), end = one => one.getBoundingClientRect().bottom
    words.selectNodeContents(cell)
    let row = cell.parentElement
    const below = () => row.nextElementSibling?.cells[cell.cellIndex]
    while (below()?.classList.contains("table__cell--same")) row = row.nextElementSibling
    return end(row) - end(words)
})"""


def test_nothing_reaches_past_the_screen_nor_merged_words_past_their_rows_at_any_width(site, page):
    wide = {}
    for path in PAGES:
        page.goto(site.url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if beyond > 0 or min(page.evaluate(ROOM_LEFT), default=0) < 0:
                wide[path, width] = beyond
    assert wide == {}


def test_without_script_every_situation_leads_to_what_every_decision_says(site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(site.url + "/")
    situations = page.locator("[data-module=checker] a[href*='/situations/']").evaluate_all(
        "links => links.map(link => link.href)"
    )
    assert len(situations) >= 10
    page.goto(site.url + "/decisions/")
    decisions = set(page.locator("main a[href*='/decisions/']").evaluate_all(PATHS))
    for address in situations:
        page.goto(address)
        here = set(page.locator("main a[href*='/decisions/']").evaluate_all(PATHS))
        assert {one for one in decisions if one.count("/") == 3} <= here, address
        assert page.locator("main").inner_text().count("\n") > 20


def test_the_text_of_a_page_can_be_doubled(site, new_page):
    page = new_page(viewport={"width": 640, "height": 900}, bypass_csp=True)  # the test adds a style
    for path in ("/", "/faq/", "/decisions/what_now/", "/situations/damaged/"):
        page.goto(site.url + path)
        page.add_style_tag(content=":root { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


@pytest.mark.parametrize("path", ["/", "/faq/", "/decisions/what_now/", "/situations/damaged/", "/check/"])
def test_links_and_buttons_are_large_enough_to_touch(path, site, page):
    opened(page, site, path)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input:not(label input), label:has(input), nav a, .button')].filter(one => {
            const box = one.getBoundingClientRect()
            return box.width && getComputedStyle(one).opacity !== '0' && (box.width < 24 || box.height < 24)
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


def opened(page, site, path):
    page.goto(site.url + path)
    if path in START_AT_ONCE:
        ready(page)


SITUATIONS = sorted(f"/situations/{id}/" for id in load(ROOT / "rules.yaml")[0].inputs["problem"].options)


@pytest.mark.parametrize("path, most", [("/faq/", 12_000), *((path, 3_500) for path in SITUATIONS)])
def test_what_people_read_is_short_as_it_opens_on_a_phone(path, most, site, new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(site.url + path)
    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_an_address_inside_a_fold_opens_it(site, new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    for path, anchors in {
        "/faq/": [
            "faq-what_now-escalate",
            "faq-how_much-part_ruled",
            "faq-route-closed",
            "faq-claim-damage",
            "answer-damaged-route",
        ],
        "/situations/damaged/": ["answer-damaged-route", "answer-damaged-claim", "answer-damaged-what_now"],
    }.items():
        for anchor in anchors:
            page.goto("about:blank")
            page.goto(f"{site.url}{path}#{anchor}")
            found = page.evaluate(
                "id => { const place = document.getElementById(id); return [place.checkVisibility(), place.getBoundingClientRect().top] }",
                anchor,
            )
            assert found[0] and -5 <= found[1] <= 740, (path, anchor, found)


def test_the_faq_says_no_line_twice_and_none_without_its_condition(site, page):
    page.goto(site.url + "/faq/")
    lines = page.evaluate(
        """[...document.querySelectorAll('.questions .section')].map(one => [...one.querySelectorAll(
             ':scope > .ways > .way, :scope > details:not(:has(.stage)) .way')].map(way =>
             [way.querySelector('.way__when').textContent, way.querySelector('.way__label').textContent]))"""
    )
    assert len(lines) == 13
    for each in lines:
        assert each and all(when and label for when, label in each)
        assert len(set(map(tuple, each))) == len(each)
