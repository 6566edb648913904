"""The search in a browser: by keyboard, with nothing fetched before it is used, under the site's policy, and without script."""

from __future__ import annotations

import pytest

from tests.browser.looks import faults
from tests.browser.test_published import settled, used
from tests.browser.test_security import REPORT

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SIZES = pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
FIELD, RESULT = ".header .search__input", ".header .search__result"
FOCUSED = "document.activeElement.className"


@pytest.fixture
def watched(new_page):
    """Give a function that opens a page, and the lists of what it asks for and of what goes wrong."""

    def opened(address, **options):
        page, asked, wrong = new_page(**options), [], []
        page.add_init_script(REPORT)
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: wrong.append(str(fault)))
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("?")[0]))
        page.goto(address)
        return page, asked, wrong

    return opened


def open_field(page):
    """Go to the field with the keyboard alone."""
    for _ in range(12):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found == "search__link":
            page.keyboard.press("Enter")
        if found in ("search__link", "search__input"):
            break
    assert page.evaluate(FOCUSED) == "search__input"


def scripts(asked):
    return [name for name in asked if name.endswith(".js")]


@SIZES
def test_it_is_used_by_keyboard_alone(parcel, watched, size):
    page, asked, wrong = watched(parcel + "/faq/", viewport=size)
    assert scripts(asked) == ["loader.js"], "nothing but the loader before it is used"
    open_field(page)
    page.keyboard.type("brokn", delay=20)
    page.wait_for_selector(RESULT)
    assert scripts(asked) == ["loader.js", "search.js"]
    assert page.locator(RESULT).first.text_content() == "It is broken"
    count = page.locator(RESULT).count()
    assert page.locator(".header [role=status]").text_content() == ("1 result" if count == 1 else f"{count} results")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "search__result"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "search__input"
    page.keyboard.press("Escape")
    assert page.locator(".header [data-part=panel]").is_hidden() and page.locator(FIELD).input_value() == ""
    page.keyboard.type("broken")
    page.wait_for_selector(RESULT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/situations/broken/")
    assert wrong == []


def test_on_a_small_screen_escape_gives_the_row_back(parcel, watched):
    page, _, _ = watched(parcel + "/faq/", viewport=PHONE)
    open_field(page)
    page.keyboard.press("Escape")
    assert page.locator(FIELD).is_hidden() and page.evaluate(FOCUSED) == "search__link"


def test_where_nothing_is_found_it_says_what_to_do(parcel, watched):
    page, _, _ = watched(parcel + "/decisions/", viewport=WIDE)
    page.locator(FIELD).fill("xyzzy")
    cure = page.locator(".header [data-part=cure]")
    cure.wait_for()
    assert page.locator(".header [role=status]").text_content() == "Nothing found for “xyzzy”."
    assert cure.get_by_role("link").get_attribute("href") == "/faq/"
    page.locator(FIELD).fill("")
    assert cure.is_hidden()


def test_the_faq_has_a_field_of_its_own_and_answers_an_address(parcel, watched):
    page, _, wrong = watched(parcel + "/faq/?q=broken", viewport=PHONE)
    found = page.locator("main .search__result").first
    found.wait_for()
    assert found.text_content() == "It is broken" and page.locator("#search-faq").input_value() == "broken"
    found.click()
    page.wait_for_url("**/situations/broken/")
    assert wrong == []


@SIZES
def test_axe_finds_nothing_where_something_is_found_and_where_nothing_is(site, watched, size):
    page, _, _ = watched(site.url + "/guide/dispute-first/", viewport=PHONE)
    page.locator(".header .search__link").click()
    for text in ("refund", "xyzzy"):
        page.locator(FIELD).fill(text)
        page.locator(".header [data-part=panel]").wait_for()
        assert faults(page) == {}


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen_and_the_header_stays_one_line(site, watched, width):
    page, _, _ = watched(site.url + "/guide/dispute-first/", viewport={"width": width, "height": 740})
    height = page.locator(".header").bounding_box()["height"]
    assert height <= (50 if width < 768 else 66)
    if page.locator(".header .search__link").is_visible():
        page.locator(".header .search__link").click()
    page.locator(FIELD).fill("refund")
    page.locator(RESULT).first.wait_for()
    box = page.locator(".header [data-part=panel]").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_it_is_a_link_to_all_questions(parcel, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(parcel + "/decisions/")
    page.locator(".header .search__link").click()
    page.wait_for_url("**/faq/")
    assert page.locator(".search__input:visible").count() == 0 and page.locator("main .search").is_hidden()


def test_where_the_index_cannot_be_had_it_is_a_link_again(parcel, watched):
    page, _, _ = watched(parcel + "/decisions/", viewport=WIDE)
    page.route("**/search.js", lambda route: route.abort())
    page.locator(FIELD).focus()
    page.locator(".header .search__link").click()
    page.wait_for_url("**/faq/")


@pytest.mark.first_visit
def test_published_it_has_its_integrity_and_works_without_a_network(public, page):
    used(page, public.url)
    settled(page)
    page.goto(public.url + "/guide/first/")
    page.context.set_offline(True)
    page.locator(".header .search__link").click()
    page.locator(FIELD).fill("torn")
    page.locator(RESULT).first.wait_for()
    assert page.locator(RESULT).first.text_content() == "Pages are torn"
    proofs = page.eval_on_selector_all("script[src*=search]", "all => all.map(one => one.integrity.slice(0, 7))")
    assert proofs == ["sha384-"]


def test_it_is_not_printed(parcel, page):
    page.goto(parcel + "/faq/")
    page.emulate_media(media="print")
    assert page.locator(".search:visible").count() == 0
