"""How the checker starts and fails: the page is whole before, meanwhile and if it never comes."""

import pytest

from tests.browser.answering import ready, submit, until


def test_the_first_question_is_complete_without_script(parcel, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{parcel}/check/")
    assert page.locator("[data-module=checker]").get_attribute("data-state") is None
    links = page.locator("[data-module=checker] .choice")
    assert [" ".join(text.split()) for text in links.all_inner_texts()] == ["It was lost", "It is broken Badly."]
    links.first.click()
    assert "/situations/lost/" in page.url


def test_a_press_is_not_lost_while_the_checker_starts(parcel, page):
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
    page.wait_for_url("**/situations/lost/")


def test_the_focus_stays_where_it_was_when_the_checker_starts(parcel, page):
    page.goto(f"{parcel}/")
    page.locator("[data-module=checker] .choice").nth(1).focus()
    ready(page)
    assert page.evaluate("document.activeElement.value") == "broken"


@pytest.mark.parametrize("missing", ["runtime.js", "checker.js"])
def test_if_a_script_is_missing_the_page_stays_whole(parcel, page, missing):
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{parcel}/check/?told=yes")
    page.wait_for_selector("[data-state=failed]")
    assert page.get_by_text("could not start").is_visible()
    assert page.locator("[data-module=checker] .choice").first.is_visible()


def test_if_the_script_breaks_the_page_comes_back_whole(parcel, page, check):
    page = check("?mishap=lost")
    page.evaluate("document.querySelectorAll('template').forEach(one => one.remove())")
    page.get_by_label("Yes").check()
    submit(page)
    page.wait_for_selector("[data-state=failed]")
    assert page.locator("[data-module=checker] .choice").first.is_visible()
