"""The checker's questions: each answer leads to the next open one, and answers are forgiven."""

from urllib.parse import urlsplit

from tests.browser.answering import TODAY, asked, ready, shown, submit, until


def test_answering_asks_the_next_open_question_and_keeps_the_address(check):
    page = check()
    assert page.locator(".checker__stage .checker__bar").inner_text().startswith("Question 1 of at most")
    page.get_by_label("It was lost").check()
    submit(page)
    assert urlsplit(page.url).query == "mishap=lost" and asked(page) == "told"
    assert shown(page) == {"return": ["no"]}
    page.get_by_label("No", exact=True).check()
    submit(page)
    assert asked(page) == "last_day"


def test_back_reload_and_a_shared_link_show_the_same_case(check, new_page):
    page = check("?mishap=broken&told=yes")
    page.get_by_role("button", name="I would rather not say").click()
    assert asked(page) == "dear_postage"
    page.go_back()
    until(page, "document.querySelector('.ask input')?.name === 'worth'")
    page.go_forward()
    until(page, "document.querySelector('.ask input')?.name === 'dear_postage'")
    page.reload()
    assert asked(ready(page)) == "dear_postage"
    other = new_page()
    other.goto(page.url)
    assert asked(ready(other)) == "dear_postage"


def test_changing_an_answer_keeps_the_later_ones(check):
    page = check("?mishap=broken&told=yes&worth=60")
    assert shown(page)["return"] == ["maybe"]
    page.locator(".answers__item", has_text="told").get_by_role("link").click()
    assert asked(page) == "told" and page.get_by_label("Yes").is_checked()
    page.get_by_label("I do not know").check()
    submit(page)
    assert urlsplit(page.url).query == "mishap=broken&told=unknown&worth=60" and urlsplit(page.url).fragment == ""
    assert asked(page) == "last_day"


def test_an_amount_falls_back_to_the_plain_question(check):
    assert asked(check("?mishap=broken&told=yes&worth=20")) == "postage"
    assert asked(check("?mishap=broken&told=yes&worth=unknown")) == "dear_postage"
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
    field, unknown = page.get_by_role("textbox", name="worth"), page.get_by_role("button", name="I would rather not say")
    assert [field.get_attribute("name"), unknown.get_attribute("name"), unknown.get_attribute("value")] == [
        "worth",
        "worth",
        "unknown",
    ]
    field.fill("60")
    assert page.evaluate("[...new FormData(document.querySelector('.ask')).getAll('worth')]") == ["60"]
    assert (
        page.evaluate("document.querySelector('.ask').querySelector('button:not([type=button])').name") == ""
    )  # what Enter presses
    unknown.click()
    assert urlsplit(page.url).query == "mishap=broken&told=yes&worth=unknown"
    page.go_back()
    until(page, "document.querySelector('.ask input')?.name === 'worth'")
    field.fill("60")
    field.press("Enter")
    assert urlsplit(page.url).query == "mishap=broken&told=yes&worth=60"


def test_a_fault_is_tied_to_its_field(check):
    page = check("?mishap=broken&told=yes")
    for text, words in (("much", "not read as a number"), ("-3", "cannot be the answer")):
        page.locator("input[name=worth]").fill(text)
        submit(page)
        field = page.locator("input[name=worth]")
        assert field.get_attribute("aria-invalid") == "true"
        assert words in page.locator("#" + field.get_attribute("aria-describedby").split()[-1]).inner_text()
        assert page.evaluate("document.activeElement.name") == "worth"


def test_what_an_address_holds_that_is_no_answer_is_said(check):
    page = check("?mishap=<b>x</b>&nobody=1&worth=5&worth=6")
    assert page.locator(".checker__notes li").all_inner_texts() == [
        "“nobody” is not a question here.",
        "“worth” was answered more than once; the first counts.",
        "“<b>x</b>” is no answer to “mishap”.",
    ]
    assert asked(page) == "mishap"


def test_start_again_and_the_presets_of_a_page(check):
    page = check("?mishap=lost&told=no")
    page.get_by_role("link", name="Start again").click()
    assert urlsplit(page.url).query == "" and asked(page) == "mishap"


def test_the_focus_follows_and_the_result_is_announced(check):
    page = check("?mishap=lost")
    page.get_by_label("Yes").check()
    submit(page)
    assert page.evaluate("document.activeElement.textContent") == "Wait for the answer"
    until(page, "document.querySelector('[data-part=live]').textContent.includes('What should I do now? Wait for the answer.')")


def test_today_is_the_visitors_own_day(parcel, new_page):
    page = new_page(timezone_id="Pacific/Kiritimati")
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")  # there it is the 23rd already
    page.goto(f"{parcel}/check/?mishap=lost&told=no&last_day=2026-12-04")
    assert "in 11 days" in ready(page).locator(".answers").inner_text()
    assert "today" not in page.url
