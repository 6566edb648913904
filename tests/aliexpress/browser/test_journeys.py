"""Eight people come from the home page to their verdict within the budgets of docs/journeys.md; time is left to the benchmark."""

import statistics
from datetime import date

import pytest

from benchmarks.journeys import JOURNEYS, LIMITS, MEDIAN_TAPS, budgets
from benchmarks.walks import PHONE, Walk, walk

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def walks(site, browser):
    """Return {journey: walk}, all begun on the same day: a review that is overdue would add its words."""
    found = {}
    with browser.new_context(**PHONE) as context:
        context.clock.set_fixed_time(TODAY.isoformat())
        context.new_page()
        for name, answers in JOURNEYS.items():
            page = context.new_page()
            found[name] = walk(page, site.url, answers, TODAY)
            page.close()
    return found


@pytest.mark.parametrize("what", LIMITS)
@pytest.mark.parametrize("name", JOURNEYS)
def test_no_journey_takes_more_than_its_budget(walks, name, what):
    assert getattr(walks[name], what) <= LIMITS[what], walks[name]


def test_half_of_them_take_few_taps(walks):
    assert statistics.median(one.taps for one in walks.values()) <= MEDIAN_TAPS, {name: one.taps for name, one in walks.items()}


def test_every_one_has_a_verdict_of_its_own(walks):
    assert all(one.verdict and one.asked for one in walks.values())
    assert len({one.verdict for one in walks.values()}) == len(JOURNEYS)


def test_a_budget_that_is_broken_is_named_with_its_journey():
    short = Walk("Wait", (("What?", 100),), 4, 300, 1.0, 900, 0)
    tall = Walk("File", (("What?", 100),), 4, 300, 1.0, 2401, 0)
    assert [row[0] for row in budgets({"short": short, "tall": tall}) if row[-1] == "missed"] == [
        "height: tall",
        "height, the most",
    ]
    assert {row[-1] for row in budgets({"short": short})} == {"held"}
