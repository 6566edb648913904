"""The large pictures of the real decisions in a real browser: words stay inside their boxes, and nothing shuts anybody out."""

import pytest

from tests.browser.looks import faults


@pytest.mark.parametrize("size", [{"width": 360, "height": 640}, {"width": 1280, "height": 900}], ids=["360", "1280"])
def test_words_stay_inside_their_boxes(size, site, new_page):
    page = new_page(viewport=size)
    for path in ("/decisions/", "/decisions/route/", "/decisions/outlook/", "/decisions/when_money/"):
        page.goto(site.url + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        beyond = page.evaluate(
            """() => [...document.querySelectorAll('.picture__link, .picture g')].filter(one => one.getClientRects().length).flatMap(one => {
                const box = one.querySelector('rect')
                return box ? [...one.querySelectorAll('text')].filter(text =>
                    text.getBoundingClientRect().right > box.getBoundingClientRect().right - 4).map(text => text.textContent) : []
            })"""
        )
        assert beyond == []
        assert page.evaluate("[...document.querySelectorAll('.picture')].some(one => one.getClientRects().length)")


@pytest.mark.parametrize("path", ["/decisions/", "/decisions/route/"])
def test_axe_finds_nothing_in_an_opened_picture_in_any_look(path, site, page):
    page.goto(site.url + path)
    page.evaluate("document.querySelectorAll('details.pictured').forEach(one => one.open = true)")
    assert faults(page, within=".pictured") == {}
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
