"""How the checker starts and fails: the page is whole before, meanwhile and if it never comes."""

from urllib.parse import urlsplit

import pytest

from tests.browser.answering import asked, asks, choose, ready, until
from tests.rounds import covering

CUT_SHORT = '<!doctype html><template data-for="verdict"><p></p></template><script type="application/json" data-program>{"inp'


def test_the_first_question_is_complete_without_script(parcel, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{parcel}/check/")
    assert page.locator("[data-module=checker]").get_attribute("data-state") is None
    links = page.locator("[data-module=checker] .choice")
    assert [" ".join(text.split()) for text in links.all_inner_texts()] == ["It was lost", "It is broken Badly."]
    links.first.click()
    assert "/situations/lost/" in page.url


def slow(page):
    """Make a phone of a page: a quarter of the speed, 1.6 Mbit/s."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000},
    )
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def by_mouse(page, link):
    link.click()


def by_finger(page, link):
    link.tap()


def by_key(page, link):
    link.focus()
    page.keyboard.press("Enter")


@pytest.mark.first_visit
@pytest.mark.parametrize("way, path, speed", covering([by_mouse, by_finger, by_key], ["/", "/check/"], ["fast", "slow"]))
def test_no_tap_is_lost_before_the_checker_is_there(parcel, new_page, way, path, speed):
    page = new_page(has_touch=True)
    if speed == "slow":
        slow(page)
    page.goto(parcel + path, wait_until="commit")
    until(page, "!!self.performance.getEntriesByName(document.querySelector('script[src*=loader]')?.src).length")
    page.locator("[data-answer=broken]").wait_for()
    before = page.evaluate("document.querySelector('[data-module=checker]').dataset.state ?? 'absent'")
    way(page, page.locator("[data-answer=broken]"))
    asks(page, "told")
    assert page.url.endswith(path + "?mishap=broken") and before in ("absent", "loading", "ready")


def test_a_tap_is_acknowledged_at_once_and_the_last_one_counts(parcel, page):
    held = []
    page.route("**/checker.js", lambda route: held.append(route))
    page.goto(f"{parcel}/")
    page.locator("[data-answer=lost]").click()
    assert page.locator("[data-answer=lost]").get_attribute("data-pending") == ""
    page.locator("[data-answer=broken]").click()
    assert page.locator("[data-pending]").get_attribute("data-answer") == "broken"
    until(page, "true")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    asks(page, "told")
    assert page.url.endswith("/?mishap=broken")
    page.go_back()
    asks(page, "mishap")


def test_a_press_that_lasts_until_the_checker_is_there_is_carried_out(parcel, page):
    page.goto(f"{parcel}/")
    link = page.locator("[data-module=checker] .choice").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    until(page, "typeof self.startChecker === 'function'")
    page.wait_for_timeout(200)
    assert link.is_visible()
    page.mouse.up()
    asks(page, "told")


def test_a_link_opened_on_purpose_elsewhere_stays_a_link(parcel, page):
    page.goto(f"{parcel}/")
    with page.context.expect_page() as opened:
        page.locator("[data-answer=lost]").click(modifiers=["Control"])
    assert opened.value.url.endswith("/situations/lost/") and page.url == f"{parcel}/"


@pytest.mark.parametrize("missing", ["runtime.js", "pieces.html"])
def test_a_tap_follows_its_link_where_the_checker_cannot_come(parcel, page, missing):
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{parcel}/")
    page.locator("[data-answer=lost]").click()
    page.wait_for_url("**/situations/lost/")


def test_what_the_checker_shows_is_fetched_with_it_and_stands_in_no_page_but_the_widget(parcel, page):
    for path, brought in (("/", 0), ("/check/", 0), ("/widget/", 1)):
        asked_for = []
        page.on("request", lambda request, asked_for=asked_for: asked_for.append(urlsplit(request.url).path))
        answer = page.goto(parcel + path)
        assert answer.text().count('data-for="verdict"') == brought
        page.locator("[data-module=checker] .choice").first.focus()
        ready(page)
        assert asked_for.count("/checker/pieces.html") == 1 - brought, path
        assert page.locator('template[data-for="verdict"]').count() == 1


@pytest.mark.parametrize("status, body", [(404, "<h1>Not here</h1>"), (200, "<h1>Log in</h1>"), (200, CUT_SHORT), (200, "")])
def test_if_something_else_comes_than_what_the_checker_shows_the_page_stays_whole(parcel, page, status, body):
    page.route("**/pieces.html", lambda route: route.fulfill(status=status, body=body, content_type="text/html"))
    page.goto(f"{parcel}/check/?told=yes")
    page.wait_for_selector("[data-state=failed]")
    assert page.get_by_text("could not start").is_visible()
    assert page.locator("[data-module=checker] .choice").first.is_visible() and page.locator("template[data-for]").count() == 0


def test_the_first_question_is_taken_over_and_not_drawn_anew(parcel, page):
    page.goto(f"{parcel}/")
    link = page.locator("[data-module=checker] .choice").nth(1)
    link.evaluate("one => { one.mark = 'the same' }")
    link.focus()
    ready(page)
    assert page.evaluate("[document.activeElement.dataset.answer, document.activeElement.mark]") == ["broken", "the same"]
    assert asked(page) == "mishap"


@pytest.mark.first_visit
def test_what_is_needed_is_fetched_ahead_unless_the_visitor_saves_data(parcel, new_page):
    for save, wanted in ((False, 3), (True, 0)):
        page = new_page()
        page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{value: {{saveData: {str(save).lower()}}}}})")
        page.goto(f"{parcel}/", wait_until="networkidle")
        page.wait_for_timeout(1500)
        assert page.locator("link[rel=prefetch]").count() == wanted
        assert page.locator("[data-module=checker]").get_attribute("data-state") is None


@pytest.mark.parametrize("missing", ["runtime.js", "checker.js", "pieces.html"])
def test_if_a_part_is_missing_the_page_stays_whole(parcel, page, missing):
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{parcel}/check/?told=yes")
    page.wait_for_selector("[data-state=failed]")
    assert page.get_by_text("could not start").is_visible()
    assert page.locator("[data-module=checker] .choice").first.is_visible()


def test_if_the_script_breaks_the_page_comes_back_whole(parcel, page, check):
    page = check("?mishap=lost")
    page.evaluate("document.querySelectorAll('template').forEach(one => one.remove())")
    choose(page, "yes")
    page.wait_for_selector("[data-state=failed]")
    assert page.locator("[data-module=checker] .choice").first.is_visible()
