"""What stands behind an answer: its reasons, what would change it, and the days of what happens next."""

import re

from tests.browser.answering import TODAY, choose, ready, shown


def test_reasons_lead_to_the_rule_and_are_folded_away(check):
    page = check("?mishap=lost&told=yes")
    shown(page)
    assert not page.locator(".checker__reasons").is_visible()
    page.locator(".checker__more > summary").click()
    why = page.locator(".checker__reasons")
    assert "They know. You said: for told you say “Yes”." in " ".join(why.inner_text().split())
    assert why.locator("a[href$='/decisions/act/#rule-told']").count() == 1
    row = page.locator("[data-decision=return]")
    assert row.locator(".why").count() == 0  # what is folded is made when it is opened
    row.locator("summary").first.click()
    row.locator(".why summary").click()
    row.locator("a[href$='/decisions/return/#rule-nothing']").wait_for()


def test_near_misses_are_links_that_set_that_answer(check):
    page = check(f"?mishap=lost&told=no&last_day=2026-12-04&today={TODAY}")
    shown(page)
    page.locator(".checker__more > summary").click()
    lines = page.locator("section.changes .changes__list > li")
    assert [re.sub(r"\s+", " ", line) for line in lines.all_inner_texts()] == [
        "For told you say “Yes” → Wait for the answer",
        "Days left: the last day is Saturday 21 November 2026 or earlier → Too late",
    ]
    lines.last.get_by_role("link").click()
    assert shown(page)["act"] == ["late"] and "last_day=2026-11-21" in page.url


def test_a_step_that_has_begun_ends_between_two_days(check):
    page = check(f"?mishap=lost&told=yes&today={TODAY}")
    assert page.locator("[data-step]").count() == 3
    page.get_by_label("When did you tell the post?").fill("20 Nov")
    page.locator(".since button").click()
    assert (
        page.locator(".timeline__due").first.inner_text()
        == "Due usually between Wednesday 25 November 2026 and Saturday 5 December 2026"
    )
    assert "from=2026-11-20" in page.url
    page.goto(page.url.replace("told=yes", "told=no"))
    ready(page)
    choose(page, "unknown")
    shown(page)
    assert page.locator("[data-step]").count() == 1
