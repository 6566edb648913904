"""The rulebook's pages in somebody's blog: the checker answers there, and neither's style sheets reach into the other's part."""

from __future__ import annotations

import pytest

from tests.browser.answering import asked, choose, ready
from tests.conftest import serving
from tests.small_blog import blog, built

STYLE = "one => { const found = getComputedStyle(one); return [found.color, found.backgroundColor, found.padding, found.margin] }"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    """Yield the address of a blog in Pelican's usual theme, whose rules for links, lists and tables are many."""
    folder = blog(tmp_path_factory.mktemp("hosted"), THEME="notmyidea")
    built(folder)
    with serving(folder / "output", said=None) as url:
        yield url


def test_the_checker_answers_in_the_hosts_page(hosted, page):
    faults = []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.on("response", lambda answer: answer.status < 400 or faults.append(answer.url))
    page.goto(f"{hosted}/rulebook/check/")
    ready(page)
    for _ in range(5):
        if not asked(page):
            break
        choose(page, None)
    assert page.locator(".outcome--verdict").is_visible() and page.locator("#banner").is_visible()
    assert page.url.startswith(f"{hosted}/rulebook/check/?") and not faults


def test_the_hosts_part_looks_as_on_its_own_pages(hosted, page):
    looks = []
    for path in ("/pages/about-me.html", "/rulebook/faq/"):
        page.goto(hosted + path)
        looks.append(
            [
                page.locator(one).first.evaluate(STYLE)
                for one in ("body", "#banner a", "#banner li", "h1.entry-title", "#contentinfo")
            ]
        )
    assert looks[0] == looks[1]


def test_the_hosts_rules_for_elements_end_at_the_part(hosted, page):
    page.goto(f"{hosted}/rulebook/faq/")
    page.add_style_tag(
        content="a:link, #content a { color: rgb(1, 2, 3) } #content li { margin: 99px } h3 { text-transform: uppercase }"
    )
    colour, *_, margin = page.locator(".rulebook .button").first.evaluate(STYLE)
    assert colour != "rgb(1, 2, 3)" and margin == "0px"
    assert page.locator(".rulebook .chips > li").first.evaluate(STYLE)[3] == "0px"
    assert page.locator("#content .rulebook h3").first.evaluate("one => getComputedStyle(one).textTransform") == "none"
