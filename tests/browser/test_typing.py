"""What people type and paste into the checker's fields: read, asked back, or refused with what to do."""

import pytest

from tests.browser.answering import TODAY, ready, submit, until
from tests.conftest import PARCEL, build, serving

DATE = f"?mishap=lost&told=no&today={TODAY}"
AMOUNT = "?mishap=broken&told=yes"


@pytest.fixture
def type_date(check):
    return typing(check, DATE, "last_day")


@pytest.fixture
def type_amount(check):
    return typing(check, f"{AMOUNT}#change-worth", "worth")


def typing(check, query, name):
    """Return a function that types a text as the answer, submits it and returns the page."""
    page = check(query)

    def answer(text):
        page.locator(f"[name={name}]").fill(text)
        submit(page)
        return page

    return answer


def offered(page):
    return page.locator("[data-slot=readings] button").all_inner_texts()


def fault(page):
    """Return what is said at the field, which is marked as wrong."""
    assert page.locator(".ask [aria-invalid=true]").count() == 1
    return page.locator(".ask [data-slot=fault]").inner_text()


@pytest.mark.parametrize(
    "text, day",
    {
        "friday": "2026-11-27",
        "Dec 12, 2026 07:59": "2026-12-12",
        "Ends on Dec 12, 2026 07:59 PST": "2026-12-12",
        "2026-12-12T07:59:00Z": "2026-12-12",
        "in two weeks": "2026-12-06",
    }.items(),
)
def test_a_date_is_taken_as_it_stands_in_the_app(type_date, text, day):
    page = type_date(text)
    until(page, f"location.search.includes('last_day={day}')")


def test_a_day_of_the_month_that_is_over_is_asked_back(type_date):
    page = type_date("17")
    assert offered(page) == ["Tuesday 17 November 2026, 5 days ago", "Thursday 17 December 2026, in 25 days"]
    page.get_by_role("button", name="17 December").click()
    until(page, "location.search.includes('last_day=2026-12-17')")


def test_a_pasted_line_with_other_words_is_asked_back_with_its_only_reading(type_date):
    page = type_date("Parcel insurance: closes Dec 12, 2026 07:59")
    assert offered(page) == ["Saturday 12 December 2026, in 20 days"]
    assert page.locator(".ask [data-slot=fault]").inner_text() == ("Not every word of this is understood. Is this what you mean?")
    page.keyboard.press("Enter")  # the reading has the focus
    until(page, "location.search.includes('last_day=2026-12-12')")


def test_a_refusal_says_what_to_do(type_date):
    assert fault(type_date("29 Feb 2027")).startswith("This day does not exist. Look the date up again")
    assert fault(type_date("Monday 4 December 2026")).startswith("That date is on another day of the week.")
    assert fault(type_date("soon")).endswith("Write it as 4 December 2026.")
    assert fault(type_date("4 December 2062")) == (
        "This cannot be the answer here. Give one in this range: from Saturday 18 October 2025 to Monday 27 December 2027."
    )


def test_a_day_picked_from_the_systems_calendar_is_the_text_that_is_read(check):
    page = check(DATE)
    page.locator("[data-pick]").fill("2026-12-04")
    assert page.locator("[name=last_day]").input_value() == "2026-12-04"
    assert page.locator(".ask [data-slot=read]").inner_text() == "= Friday 4 December 2026, in 12 days"
    submit(page)
    until(page, "location.search.includes('last_day=2026-12-04')")


@pytest.mark.parametrize(
    "text, value", {"$.28": "0.28", ".28": "0.28", "US $1,234.56": "1234.56", "1.234,56 €": "1234.56", "¢12": "12"}.items()
)
def test_an_amount_is_taken_as_it_is_written(type_amount, text, value):
    page = type_amount(text)
    until(page, f"new URLSearchParams(location.search).get('worth') === '{value}'")


def test_an_amount_outside_its_range_is_told_the_range(type_amount):
    assert fault(type_amount("-3")) == "This cannot be the answer here. Give one in this range: ¢0 to ¢1,000,000."


def test_an_amount_with_other_words_is_asked_back(type_amount):
    page = type_amount("12k")
    assert offered(page) == ["¢12"] and "worth" not in page.url.partition("#")[0]


def test_a_fraction_is_refused_where_only_whole_numbers_can_be_the_answer(tmp_path, page):
    rules = tmp_path / "rules.yaml"
    rules.write_text(PARCEL.read_text("utf-8").replace("type: number", "type: integer"), encoding="utf-8")
    (tmp_path / "content").mkdir()
    build(tmp_path / "output", "--rules", str(rules), "--content", str(tmp_path / "content"))
    with serving(tmp_path / "output") as url:
        page.goto(f"{url}/check/{AMOUNT}#change-worth")
        ready(page).locator("[name=worth]").fill("2.5")
        submit(page)
        assert fault(page) == "Write a whole number. The range is: ¢0 to ¢1,000,000."
