"""The real page answers real cases: every decision for people has the outcome that the case expects, and none is missing."""

from urllib.parse import urlencode

import pytest

from tests.aliexpress.test_cases import CASES, UNDECIDED
from tests.browser.answering import ALL_DRAWN, ready
from tests.browser.run_time import opened_page

ANOTHER = f"query => {{ history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); return {ALL_DRAWN} }}"
SHOWN = "all => all.map(one => [one.dataset.decision, one.dataset.outcome])"


@pytest.fixture(scope="module")
def checker(contexts, site):
    """Yield the checker on one page that all cases share: they come and go as by Back and Forward."""
    with opened_page(contexts()) as page:
        page.goto(f"{site.url}/check/")
        yield ready(page)


@pytest.mark.parametrize("case", [case for case in CASES if "page" in case], ids=lambda case: case["id"])
def test_the_page_answers_as_expected(checker, real_program, case):
    checker.evaluate(ANOTHER, f"?{urlencode(case['answers'])}")
    told = {id: case["expect"][id] for id in real_program["people"]}
    decided = {id: listed(outcome) for id, outcome in told.items() if outcome != UNDECIDED}
    assert shown(checker) == (decided if real_program["people"][0] in decided else {})


def shown(page):
    """Return {decision: outcomes} as the page shows them; a decision that nothing applies to names no outcome."""
    found = {}
    for decision, outcome in page.eval_on_selector_all("[data-decision]", SHOWN):
        found.setdefault(decision, []).extend([outcome] if outcome else [])
    return found


def listed(outcome):
    return outcome if isinstance(outcome, list) else [outcome]
