"""The result page, on the real rulebook: what it shows in which order, and what people can take away from it."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

TODAY = "2026-11-22"
OPEN = f"?problem=never_arrived&dispute=none&window_end=2026-12-04&tracking=no_movement&payment=credit_card&today={TODAY}"
LATE = f"?problem=damaged&dispute=none&window_end=2026-11-19&payment=unknown&today={TODAY}"
CONTESTED = (
    "?problem=damaged&dispute=seller_evidence&order_value=60&item_value=15&postage_exceeds_value=unknown"
    f"&posted_from=unknown&payment=debit_card&today={TODAY}"
)
ALL_DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
ORDER = ["verdict", "answers", "do", "at_a_glance", "take", "timeline", "more"]


@pytest.fixture
def result(site, new_page):
    """Give a function that opens a case and waits until all of it is drawn."""

    def opened(query, **options):
        page = new_page(**options)
        page.goto(f"{site.url}/check/{query}")
        page.wait_for_selector("[data-module=checker][data-state=ready]", timeout=20_000)
        page.evaluate(ALL_DRAWN)
        return page

    return opened


def dates(page):
    return spaced(" ".join(page.locator(".checker__dates > p").all_inner_texts()))


def spaced(text):
    """Return a text with plain spaces: between number and unit the page has one that does not break."""
    return text.replace("\u00a0", " ")


def saved(page):
    """Return the text of the reminder that the page gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Add to calendar").click()
    assert waiting.value.suggested_filename == "reminder.ics"
    return Path(waiting.value.path()).read_bytes().decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_verdict_date_and_first_step_stand_above_the_fold(result, scheme):
    page = result(OPEN, color_scheme=scheme)
    for place in (".outcome__label", ".checker__dates", ".steps__item"):
        box = page.locator(".checker__result").locator(place).first.bounding_box()
        assert box["y"] + box["height"] <= 640, place


def test_the_parts_stand_in_their_order(result):
    page = result(OPEN)
    places = {name: f"[data-slot={name}]" for name in ORDER} | {"more": ".checker__more"}
    tops = {name: page.locator(".checker__result").locator(place).first.bounding_box()["y"] for name, place in places.items()}
    assert sorted(ORDER, key=tops.get) == ORDER
    said = spaced(page.locator(".checker__result").inner_text())
    assert said.index("12 days") < said.index("What to do") < said.index("Send it back?") < said.index("More about your case")
    assert "That backs a full refund" not in said, "what it means is folded away"


def test_a_result_is_short_on_a_phone(result):
    for query in (OPEN, LATE, CONTESTED):
        page = result(query, viewport={"width": 360, "height": 740})
        assert page.locator("[data-module=checker]").bounding_box()["height"] <= 2400, query
        words = page.locator(".checker__result").inner_text().split()
        assert len(words) <= 400, query


def test_what_says_nothing_is_left_out(result):
    page = result(OPEN)
    for title in page.locator(".checker__result h3:visible").all():
        below = title.evaluate("one => one.parentElement.textContent.length - one.textContent.length")
        assert below > 10, title.inner_text()
    shown = page.locator(".checker__result").inner_text()
    assert not re.search(r"\b[FTX]\d\d?\b", shown), "ids of facts stand in the fold, and nowhere else"
    page.locator(".checker__more > summary").click()
    facts = page.locator(".rests__item")
    assert not facts.first.is_visible(), "what it comes from stands in a fold of its own"
    page.locator("[data-slot=rests] > summary").click()
    assert facts.count() > 5 and all(len(text.split()) > 1 for text in facts.all_inner_texts())


@pytest.mark.parametrize(
    "day, words",
    [
        ("2026-12-04", "12 days, until Friday 4 December 2026"),
        ("2026-11-23", "1 day, until Monday 23 November 2026"),
        (TODAY, "today, now. Sunday 22 November 2026 is the last day."),
        ("2026-11-19", "ended 3 days ago, on Thursday 19 November 2026"),
    ],
)
def test_the_date_that_matters_is_a_statement(result, day, words):
    page = result(OPEN.replace("2026-12-04", day))
    assert dates(page) == f"Buyer protection: {words}"


def test_without_a_date_the_line_says_where_to_look(result):
    assert (
        dates(result(OPEN.replace("window_end=2026-12-04", "days_left=unknown")))
        == "End date unknown: look it up today in My Orders"
    )


def test_an_answer_is_listed_under_the_question_that_it_was_given_to(result):
    page = result(
        f"?problem=not_as_described&dispute=seller_evidence&order_value=60&item_value=15&postage_quote=35&payment=debit_card&today={TODAY}"
    )
    page.locator(".answers > summary").click()
    assert page.locator(".answers__item", has_text="$35").inner_text().startswith("What would tracked postage to China cost?")
    assert page.locator(".answers__item", has_text="$15").inner_text().startswith("Item value")


def test_where_a_date_decides_nothing_the_line_says_why(result):
    held = "Your submitted dispute holds the countdown of buyer protection"
    assert dates(result(f"?problem=damaged&dispute=waiting&window_end=2026-12-04&payment=alipay&today={TODAY}")) == held
    assert dates(result(f"?problem=none_of_these&window_end=2026-12-04&today={TODAY}")).startswith("Buyer protection: ")


def test_days_behind_and_far_ahead_are_questioned_and_kept(result):
    page = result(LATE)
    assert "Is Thursday 19 November 2026 right? That is 3 days ago." in page.locator(".outcome .note").inner_text()
    page.locator(".outcome .note a").click()
    assert page.locator("[name=window_end]").input_value() == "19 November 2026"
    far = result(f"?problem=damaged&dispute=none&window_end=2027-12-04&today={TODAY}")
    assert "Is Saturday 4 December 2027 right?" in far.locator("[data-slot=doubts]").inner_text()
    assert dates(result(OPEN)) and not result(OPEN).locator("[data-slot=doubts]").is_visible()


def test_the_result_says_which_unknown_answer_would_make_it_surer(result):
    page = result(CONTESTED)
    page.locator(".checker__more > summary").click()
    page.locator("[data-slot=sharper] a").first.click()
    assert page.locator(".checker__stage .ask").first.get_attribute("data-question") == "postage_exceeds_value"
    assert result(OPEN).locator("[data-slot=sharper] li").count() == 0


def test_evidence_is_ticked_off_and_nothing_is_kept(result):
    page = result(OPEN)
    box = page.get_by_label("A screen capture of the tracking status")
    before = page.url
    box.check()
    assert box.is_checked() and page.url == before
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]") == [0, 0, 0]
    page.reload()
    page.wait_for_selector("[data-tick]")
    assert not page.locator("[data-tick]").first.is_checked()


def test_only_what_is_to_be_done_can_be_ticked_off(result):
    page = result(OPEN.replace("tracking=no_movement", "tracking=delivered"))
    warned = page.locator("[data-slot=steps] [data-outcome=tracking_weak]")
    assert warned.locator("use").get_attribute("href") == "#tone-caution"
    assert warned.locator("input").count() == 0 and "Not certain" in warned.text_content()


def test_what_another_day_would_change_is_said_in_days(result):
    page = result(f"?problem=damaged&dispute=none&days_left=unknown&payment=credit_card&today={TODAY}")
    page.locator(".checker__more > summary").click()
    line = page.locator("section.changes li", has_text="buyer protection")
    assert " ".join(line.inner_text().split()).startswith(
        "Buyer protection: the last day is Saturday 21 November 2026 or earlier →"
    )
    line.get_by_role("link").click()
    assert dict(parse_qsl(urlsplit(page.url).query))["window_end"] == "2026-11-21" and "days_left" not in page.url


def test_reasons_name_the_answers_they_read(result):
    page = result(OPEN)
    page.locator(".checker__more > summary").click()
    assert "You said: it never arrived; you have not submitted a dispute;" in page.locator(".checker__reasons").inner_text()


def test_what_does_not_matter_here_is_folded_away(result):
    page = result(OPEN)
    assert not page.locator("[data-decision=worth_posting]").is_visible()
    page.locator(".checker__more > summary").click()
    page.get_by_text("What your case does not turn on").click()
    assert page.locator("[data-decision=worth_posting]").is_visible()
    assert page.locator("[data-decision=contested], [data-decision=claim]").count() == 0, "only others read them"
    assert page.locator("[data-slot=silent] [data-decision=not_said]").count() >= 5


def test_the_text_is_copied_as_it_was_filled_in(result):
    page = result(OPEN, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-fold=letter] > summary").click()
    field = page.get_by_role("textbox", name="A text you can use")
    assert "[order number]" in field.input_value() and not re.search(r"[<>*_{}]", field.input_value())
    field.fill(field.input_value().replace("[order number]", "8123"))
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_text("The text is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("My order 8123 has not arrived.")


def test_the_link_opens_the_same_case(result):
    page = result(OPEN, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("The link is copied.").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qsl(urlsplit(link).query)[:-1] == parse_qsl(urlsplit(page.url).query) and urlsplit(link).path == "/check/"


def test_where_copying_is_not_allowed_the_text_is_selected(site, new_page):
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject()}})")
    page.goto(f"{site.url}/check/{OPEN}")
    page.get_by_role("button", name="Copy the link").click(timeout=20_000)
    page.get_by_text("Selected.").wait_for()
    field = page.get_by_label("Link to this case")
    assert field.is_visible() and field.evaluate("one => one.selectionEnd - one.selectionStart === one.value.length")


def test_the_reminder_is_read_back_as_it_was_meant(result):
    page = result(OPEN)
    text = saved(page)
    event = calendar(text)
    assert event["DTSTART;VALUE=DATE"] == ["20261204"] and event["DTEND;VALUE=DATE"] == ["20261205"]
    assert event["TRIGGER"] == ["-PT63H", "-PT15H", "PT9H"]
    assert event["SUMMARY"][0].startswith("Open a “Refund Only” dispute now\\;")
    assert event["SUMMARY"][0].endswith("(buyer protection: last day)")
    assert "Open a “Refund Only” dispute now" in event["DESCRIPTION"][0]
    assert urlsplit(event["URL"][0]).query.partition("&rulebook=")[0] == urlsplit(page.url).query
    assert saved(page) == text  # the same UID: a second file adds nothing
    tomorrow = calendar(saved(result(OPEN.replace("2026-12-04", "2026-11-23"))))
    assert tomorrow["TRIGGER"] == ["-PT15H", "PT9H"] and tomorrow["UID"] != event["UID"]


def test_there_is_no_reminder_for_a_day_that_has_gone_or_is_today(result):
    for query in (LATE, OPEN.replace("2026-12-04", TODAY)):
        assert result(query).get_by_role("button", name="Add to calendar").count() == 0


@pytest.mark.parametrize("query", [OPEN, LATE, CONTESTED], ids=["open", "late", "contested"])
def test_it_prints_on_one_page_with_a_short_address_the_date_the_answers_and_the_text_to_use(result, query):
    page = result(query)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    text = page.locator(".checker__result").inner_text()
    assert re.search(r"127\.0\.0\.1:\d+/check/, as of Sunday 22 November 2026", text) and "problem=" not in text
    assert all(part in text for part in ("What to do", "Your answers", "Send it back?", "How much?"))
    letter = page.locator("textarea")
    assert letter.count() == 0 or letter.is_visible()


def test_nothing_leaves_the_browser(result):
    page = result(OPEN)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    saved(page)
    page.locator(".checker__more > summary").click()
    for row in page.locator(".checker__rows summary.case__summary:visible, summary.glance__head").all():
        row.click()
    assert [address for address in asked if not address.startswith("blob:")] == []


def calendar(text):
    """Return {name: values} of the one event in an iCalendar file, strictly: lines, folding, nesting, what must be there."""
    assert text.endswith("\r\n") and not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found, inside = {}, []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, colon, value = line.partition(":")
        assert colon and re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z]+)*", name), line
        if name == "BEGIN":
            assert (inside[-1] if inside else None) == {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}[value]
            inside.append(value)
        elif name == "END":
            assert inside.pop() == value
        else:
            found.setdefault(name, []).append(value)
            assert name == "URL" or not re.search(r"(?<!\\)[;,]", value), line
    assert inside == [] and found["VERSION"] == ["2.0"]
    assert all(len(found[name]) == 1 for name in ("PRODID", "UID", "DTSTAMP", "SUMMARY", "DTSTART;VALUE=DATE"))
    assert re.fullmatch(r"\d{8}T\d{6}Z", found["DTSTAMP"][0])
    return found
