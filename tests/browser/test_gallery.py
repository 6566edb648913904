"""The gallery: every sample that it shows comes up on another site, in Chromium and in Firefox."""

from rulebook.site.embedding import WAYS

from tests.browser.answering import ready, until
from tests.browser.gallery import ADDRESSES, SAMPLES, TOLD, begins_as_chosen, hosted

READY = "document.querySelector('[data-module=checker][data-state=ready]') !== null"


def test_the_page_about_embedding_leads_to_it_and_it_shows_every_way(parcel, page):
    page.goto(parcel + "/embed/")
    page.locator("main a[href$='/embed/gallery/']").click()
    shown = page.evaluate(SAMPLES)
    assert {name: len(set(texts)) for name, texts in shown.items()} == {way.name: 3 if way.looks else 2 for way in WAYS}
    for place in range(3):
        page.locator(".embed__frame").nth(place).scroll_into_view_if_needed()  # it is fetched once it comes near
        frame = page.locator(".embed__frame").nth(place).element_handle().content_frame()
        frame.wait_for_url("**/widget/**")
        until(frame, READY)
    page.locator("[data-sample=gallery_look] a").first.click()
    assert ready(page).evaluate("document.documentElement.dataset.scheme") == "dark"


def test_each_sample_comes_up_in_chromium(small_one, host, page):
    page.goto(small_one.url + "/embed/gallery/")
    for way, address in hosted(host, small_one.folder, page.evaluate(SAMPLES)).items():
        page.goto(address)
        until(page, f"{ADDRESSES}.length === 1")
        until(page, TOLD)
        assert begins_as_chosen(way, page.evaluate(ADDRESSES)), way
