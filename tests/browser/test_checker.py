"""The checker's questions: each answer leads to the next open one, and answers are forgiven."""

from urllib.parse import urlsplit

import pytest

from tests.browser.answering import ALL_DRAWN, TODAY, asked, asks, choose, open_offer, ready, shown, submit, until


def test_answering_asks_the_next_open_question_and_keeps_the_address(check):
    page = check()
    choose(page, "lost")
    assert urlsplit(page.url).query == "mishap=lost" and asked(page) == "told"
    assert page.locator("[data-slot=progress]").inner_text() == "Question 2 of at most 3"
    assert shown(page) == {}, "one thing at a time: what is decided already waits for the verdict"
    choose(page, "no")
    assert asked(page) == "last_day"


def test_back_reload_and_a_shared_link_show_the_same_case(check, new_page):
    page = check("?mishap=broken&told=yes")
    assert offered(page) == ["worth", "dear_postage"]
    open_offer(page, "worth")
    choose(page, "unknown")
    until(page, "!document.querySelector('#offer-worth')")
    assert offered(page) == ["dear_postage"]
    page.go_back()
    until(page, "document.querySelector('#offer-worth')")
    page.go_forward()
    until(page, "!document.querySelector('#offer-worth')")
    page.reload()
    assert offered(ready(page)) == ["dear_postage"]
    other = new_page()
    other.goto(page.url)
    assert offered(ready(other)) == ["dear_postage"]


def test_changing_an_answer_keeps_the_later_ones(check):
    page = check("?mishap=broken&told=yes&worth=60")
    assert shown(page)["return"] == ["maybe"]
    page.locator(".answers > summary").click()
    page.locator(".answers__item", has_text="told").get_by_role("link").click()
    assert asked(page) == "told" and page.locator("[data-answer=yes]").get_attribute("aria-current") == "true"
    choose(page, "unknown")
    assert urlsplit(page.url).query == "mishap=broken&told=unknown&worth=60" and urlsplit(page.url).fragment == ""
    assert asked(page) == "last_day"


def test_an_amount_falls_back_to_the_plain_question(check):
    assert controls(check("?mishap=broken&told=yes&worth=20")) == ["postage"]
    assert controls(check("?mishap=broken&told=yes&worth=unknown")) == []
    page = check("?mishap=broken&told=yes&worth=20&postage=30")
    assert shown(page)["return"] == ["no"]
    assert "¢30" in page.locator(".answers").inner_text()


def test_dates_are_read_as_typed_and_asked_back_where_ambiguous(check):
    page = check(f"?mishap=lost&told=no&today={TODAY}")
    page.locator("[name=last_day]").fill("4 dec")
    assert page.locator(".ask [data-slot=read]").inner_text() == "= Friday 4 December 2026, in 12 days"
    page.locator("[name=last_day]").fill("4/12")
    submit(page)
    page.get_by_role("button", name="Friday 4 December 2026").click()
    assert "last_day=2026-12-04" in page.url
    assert (
        page.locator(".outcome .checker__dates p:not([role])").inner_text()
        == "Days left: 12\u00a0days, until Friday 4 December 2026"
    )


def test_a_reading_that_was_offered_is_not_taken_for_what_is_typed_after_it(check):
    page = check(f"?mishap=lost&told=no&today={TODAY}")
    page.locator("[name=last_day]").fill("4/12")
    page.locator("[name=last_day]").press("Enter")
    page.get_by_role("button", name="Friday 4 December 2026").wait_for()
    page.locator("[name=last_day]").press("Enter")  # still two readings: asked again
    assert "last_day" not in page.url
    page.locator("[name=last_day]").fill("5 Dec")
    page.locator("[name=last_day]").press("Enter")
    until(page, "location.search.includes('last_day=2026-12-05')")


def test_a_field_and_its_unknown_answer_share_a_name_and_nothing_else(check):
    page = check("?mishap=broken&told=yes")
    open_offer(page, "worth")
    field, unknown = page.get_by_role("textbox", name="worth"), page.get_by_role("link", name="I would rather not say")
    assert field.get_attribute("name") == "worth" and unknown.get_attribute("data-answer") == "unknown"
    assert unknown.get_attribute("href") == "?mishap=broken&told=yes&worth=unknown"
    field.fill("60")
    assert page.evaluate("[...new FormData(document.querySelector('form.ask')).getAll('worth')]") == ["60"]
    unknown.click()
    assert urlsplit(page.url).query == "mishap=broken&told=yes&worth=unknown"
    page.go_back()
    until(page, "document.querySelector('#offer-worth[open]')")
    field.fill("60")
    field.press("Enter")
    assert urlsplit(page.url).query == "mishap=broken&told=yes&worth=60"


def test_a_fault_is_tied_to_its_field(check):
    page = check("?mishap=broken&told=yes")
    open_offer(page, "worth")
    for text, words in (("much", "not read as a number"), ("-3", "cannot be the answer")):
        page.locator("input[name=worth]").fill(text)
        submit(page)
        field = page.locator("input[name=worth]")
        assert field.get_attribute("aria-invalid") == "true"
        assert words in page.locator("#" + field.get_attribute("aria-describedby").split()[-1]).inner_text()
        assert page.evaluate("document.activeElement.name") == "worth"


def test_the_verdict_comes_when_it_is_decided_and_the_rest_is_offered(check):
    page = check("?mishap=broken")
    choose(page, "yes")
    assert shown(page)["act"] == ["wait"] and asked(page) is None
    cell = page.locator("[data-undecided=return]")
    assert "Not settled yet" in cell.inner_text()
    assert [one.strip() for one in cell.locator("li").all_inner_texts()] == ["Perhaps", "No", "Nobody says"]
    assert page.locator(".checker__offer").inner_text().startswith("2 more questions: worth, postage against worth")


def test_an_answer_inside_a_result_leaves_everything_else_where_it_is(check):
    page = check("?mishap=broken&told=yes", width=360, height=480)
    page.locator(".checker__more > summary").click()
    page.locator("[data-tick]").first.check()
    page.locator("[data-undecided=return] a").click()
    assert page.evaluate("document.activeElement.parentElement.id") == "offer-worth"
    page.evaluate("scrollTo(0, 300)")
    page.locator("#offer-worth .field__input").fill("60")
    page.locator("#offer-worth .field__input").press("Enter")
    page.locator("[data-decision=return][data-outcome=maybe]").wait_for()
    page.evaluate(ALL_DRAWN)
    assert page.locator("[data-tick]").first.is_checked() and page.locator(".checker__more").get_attribute("open") is not None
    assert abs(page.evaluate("scrollY") - 300) <= 1
    assert page.locator("[data-part=live]").text_content() == "Must I send it back? Perhaps."
    assert page.evaluate("document.activeElement.closest('[data-decision]').dataset.decision") == "return"


def test_back_restores_each_answer_with_its_focus(check):
    page = check()
    choose(page, "broken")
    choose(page, "no")
    asks(page, "last_day")
    for name, option in (("told", "no"), ("mishap", "broken")):
        page.go_back()
        asks(page, name)
        chosen = page.locator("[aria-current=true]:visible")
        assert chosen.get_attribute("data-answer") == option
        assert page.evaluate("document.activeElement.dataset.answer") == option


def test_a_typed_answer_is_there_again_after_back(check):
    page = check(f"?mishap=lost&told=no&today={TODAY}")
    page.locator("[name=last_day]").fill("4 Dec")
    page.locator("[name=last_day]").press("Enter")
    page.locator(".checker__result").wait_for()
    page.go_back()
    asks(page, "last_day")
    assert page.locator("[name=last_day]").input_value() == "4 December 2026"


def test_a_visible_back_goes_where_the_browsers_goes_and_works_from_a_shared_link(check):
    page = check("?mishap=lost&told=no")
    assert asked(page) == "last_day"
    page.get_by_role("link", name="Back").click()
    asks(page, "told")
    assert urlsplit(page.url).query == "mishap=lost"
    page.get_by_role("link", name="Back").click()
    until(page, "location.search === '?mishap=lost&told=no'")  # the way that this visit came


def test_each_question_begins_at_the_top_of_the_screen(check):
    page = check(width=360, height=740)
    choose(page, "broken")
    asks(page, "told")
    assert page.locator("h2:visible").first.bounding_box()["y"] < 150
    page.go_back()
    asks(page, "mishap")
    assert page.locator("h2:visible").first.bounding_box()["y"] < 150


def test_what_an_address_holds_that_is_no_answer_is_said(check):
    page = check("?mishap=<b>x</b>&nobody=1&worth=5&worth=6")
    assert page.locator(".checker__notes li").all_inner_texts() == [
        "“nobody” is not a question here.",
        "“worth” was answered more than once; the first counts.",
        "“<b>x</b>” is no answer to “mishap”.",
    ]
    assert asked(page) == "told"


def test_start_again_and_the_presets_of_a_page(check):
    page = check("?mishap=lost&told=no")
    page.get_by_role("link", name="Start again").click()
    assert urlsplit(page.url).query == "" and asked(page) == "mishap"


def test_the_focus_follows_and_the_result_is_announced(check):
    page = check("?mishap=lost")
    choose(page, "yes")
    assert page.evaluate("document.activeElement.textContent") == "Wait for the answer"
    assert page.title() == "Wait for the answer · Parcel"
    opened = check("?mishap=lost&told=yes")
    until(opened, "document.querySelector('[data-part=live]').textContent === 'What should I do now? Wait for the answer.'")
    assert opened.title() == "Wait for the answer · Parcel"


@pytest.mark.first_visit  # the clock is a context's
def test_today_is_the_visitors_own_day(parcel, new_page):
    page = new_page(timezone_id="Pacific/Kiritimati")
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")  # there it is the 23rd already
    page.goto(f"{parcel}/check/?mishap=lost&told=no&last_day=2026-12-04")
    assert "in 11 days" in ready(page).locator(".answers").inner_text()
    assert "today" not in page.url


def offered(page):
    """Return the inputs that a result still asks for."""
    return page.eval_on_selector_all(".offered", "all => all.map(one => one.id.slice('offer-'.length))")


def controls(page):
    """Return the names of the fields that a result asks with."""
    return page.eval_on_selector_all(".offered input[name]", "all => all.map(one => one.name)")


@pytest.mark.first_visit
def test_a_result_left_open_over_midnight_is_worked_out_anew_and_says_so(parcel, new_page):
    page = new_page(timezone_id="UTC")
    page.clock.set_fixed_time("2026-11-22T20:00:00Z")
    page.goto(f"{parcel}/check/?mishap=lost&told=no&last_day=2026-11-22")
    assert shown(ready(page))["act"] == ["tell"]
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert not page.locator("[data-slot=news]").is_visible(), "the day is the same"
    page.clock.set_fixed_time("2026-11-23T07:00:00Z")
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.locator("[data-decision=act][data-outcome=late]").wait_for()
    assert page.locator("[data-slot=news]").inner_text() == "A new day has begun. This is what holds on Monday 23 November 2026."


def test_a_day_that_was_given_stays(check):
    page = check(f"?mishap=lost&told=no&last_day=2026-12-04&today={TODAY}")
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert not page.locator("[data-slot=news]").is_visible()


def test_a_link_made_for_other_rules_says_that_they_have_changed(check):
    page = check("?mishap=lost&told=yes&rulebook=2020-01-01-00000000")
    news = "The rules have changed since this link was made. Here is what they say now."
    assert page.locator("[data-slot=news]").inner_text() == news and page.locator(".checker__notes li").count() == 0
    link = page.get_by_label("Link to this case")
    shown(page)
    same = check("?" + urlsplit(link.input_value()).query)
    assert "rulebook=" in same.url and not same.locator("[data-slot=news]").is_visible()


def test_an_overdue_review_is_said_from_the_first_day_on(parcel, new_page):
    words = "These answers were last held against their sources on Tuesday 1 September 2026, and the next check is overdue."
    for day, overdue in (("2126-08-08", False), ("2126-08-09", True)):
        page = new_page()
        page.goto(f"{parcel}/check/?mishap=lost&told=yes&today={day}")
        ready(page)
        said = page.locator("[data-slot=news]")
        assert (said.is_visible() and said.inner_text().startswith(words)) == overdue


def test_who_knows_only_which_is_more_need_not_type_an_amount(check):
    page = check("?mishap=broken&told=yes&worth=20")
    open_offer(page, "dear_postage")
    choose(page, "yes")
    assert shown(page)["return"] == ["no"] and urlsplit(page.url).query == "mishap=broken&told=yes&worth=20&dear_postage=yes"
