"""The checker in a frame, on the real rulebook: every result is short there, nothing is wider than the frame, and all can be settled."""

import os
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.aliexpress.test_cases import CASES
from tests.browser.answering import ALL_DRAWN, ready
from tests.browser.host import Host, frames, settled

MOST_HIGH = 900  # px, at a width of 360
SHOWN = (
    """query => {
    history.pushState(null, '', query)
    dispatchEvent(new PopStateEvent('popstate'))
    return """
    + ALL_DRAWN
    + """.then(() => [
        document.documentElement.getBoundingClientRect().height, document.documentElement.scrollWidth,
        !!document.querySelector('.checker__result'), document.querySelectorAll('[data-undecided]').length,
        [...document.querySelectorAll('[data-outcome], [data-undecided], [data-question]')].map(
            ({dataset: one}) => [one.decision, one.outcome, one.undecided, one.question].join())])
}"""
)
WHOLE = [case["answers"] for case in CASES]
EARLY = [
    {
        name: text
        for name, text in answers.items()
        if name in ("problem", "as_listed", "dispute", "window_end", "days_left", "today")
    }
    for answers in WHOLE
]
QUERIES = sorted({f"?{urlencode(answers)}" for answers in WHOLE + EARLY})
UNSETTLED = "?problem=damaged&dispute=none&days_left=7"


@pytest.fixture
def widget(site, new_page):
    """Give a function that opens the page for frames by itself, at a width."""

    def opened(query, width=360):
        page = new_page(viewport={"width": width, "height": 740})
        page.goto(f"{site.url}/widget/{query}")
        return ready(page)

    return opened


def test_every_result_is_short_and_nothing_is_wider_than_the_frame(widget):
    page = widget(UNSETTLED)
    shown = {query: page.evaluate(SHOWN, query) for query in QUERIES}
    results = {query: (high, open) for query, (high, _, is_result, open, _) in shown.items() if is_result}
    assert len(results) > 150 and sum(1 for _, open in results.values() if open) > 20, "with facts that are not settled, too"
    assert {query: high for query, (high, _) in results.items() if high > MOST_HIGH} == {}
    assert {query: wide for query, (_, wide, *_) in shown.items() if wide > 360} == {}
    narrow = widget(UNSETTLED, 280)
    wide = {
        query: narrow.evaluate(SHOWN, query)[1] for query in with_every_part({query: one[-1] for query, one in shown.items()})
    }
    assert len(wide) > 20 and {query: each for query, each in wide.items() if each > 280} == {}


def with_every_part(shown):
    """Return queries that show every question, outcome and open decision which any of them shows; with ROUNDS, all queries."""
    seen = set()
    return [query for query, parts in shown.items() if "ROUNDS" in os.environ or (set(parts) - seen and not seen.update(parts))]


def test_it_shows_verdict_steps_facts_and_the_way_to_the_full_answer(widget, site):
    page = widget(UNSETTLED)
    for place in (".outcome__label", ".checker__dates", ".steps__item", "[data-tick]", ".glance__label", ".checker__full a"):
        assert page.locator(place).first.is_visible(), place
    for place in (".answers", ".take", ".checker__timeline", ".checker__more", ".checker__offer"):
        assert not page.locator(place).first.is_visible(), place
    full = urlsplit(page.locator(".checker__full a").get_attribute("href"))
    carried = dict(parse_qsl(full.query))
    assert full.path == "/check/" and carried.pop("rulebook") and carried == dict(parse_qsl(UNSETTLED[1:]))


def test_a_fact_that_is_not_settled_is_settled_in_its_place(widget):
    page = widget(UNSETTLED)
    page.locator("[data-tick]").first.check()
    page.locator("[data-undecided=when_money] a").click()
    assert page.locator(".offered[open]").count() == 1 == page.locator(".ask:visible").count()
    page.locator("[data-answer=credit_card]:visible").click()
    page.evaluate(ALL_DRAWN)
    assert page.locator("[data-decision=when_money]:visible").count() == 1 and page.locator("[data-undecided]").count() == 0
    assert page.locator("[data-tick]").first.is_checked() and not page.locator(".checker__offer").is_visible()
    assert page.evaluate("document.activeElement.closest('[data-decision]').dataset.decision") == "when_money"


def test_a_page_of_280_px_is_wide_enough_for_it(site, new_page):
    host = Host(site.url)
    page = new_page(viewport={"width": 280, "height": 640})
    page.goto(host.page(host.link(UNSETTLED), host.element('answers="problem=does_not_fit"'), style="main { padding: 0 8px }"))
    for frame in frames(page, 2):
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 280
    host.server.shutdown()
    host.server.server_close()


def test_the_page_about_it_fits_280_px(site, new_page):
    page = new_page(viewport={"width": 280, "height": 640})
    page.goto(f"{site.url}/embed/")
    assert page.evaluate("document.documentElement.scrollWidth") == 280
