"""The real page answers real cases: every decision for people has the outcome that the case expects, and none is missing."""

from urllib.parse import urlencode

import pytest

from tests.aliexpress.test_cases import CASES, UNDECIDED
from tests.browser.run_time import opened_page

ALL_DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
SHOWN = "all => all.map(one => [one.dataset.decision, one.dataset.outcome])"


@pytest.fixture(scope="module")
def checker(contexts):
    """Yield one page that all cases share."""
    with opened_page(contexts()) as page:
        page.set_default_timeout(20_000)
        yield page


@pytest.mark.parametrize("case", [case for case in CASES if "page" in case], ids=lambda case: case["id"])
def test_the_page_answers_as_expected(checker, site, real_program, case):
    checker.goto(f"{site.url}/check/?{urlencode(case['answers'])}", wait_until="commit")
    checker.wait_for_selector("[data-module=checker][data-state=ready]")
    told = {id: case["expect"][id] for id in real_program["people"]}
    decided = {id: listed(outcome) for id, outcome in told.items() if outcome != UNDECIDED}
    assert shown(checker) == (decided if real_program["people"][0] in decided else {})


def shown(page):
    """Return {decision: outcomes} as the page shows them; a decision that nothing applies to names no outcome."""
    page.evaluate(ALL_DRAWN)
    found = {}
    for decision, outcome in page.eval_on_selector_all("[data-decision]", SHOWN):
        found.setdefault(decision, []).extend([outcome] if outcome else [])
    return found


def listed(outcome):
    return outcome if isinstance(outcome, list) else [outcome]
