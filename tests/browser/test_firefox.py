"""In another engine than the one whose calls are recorded: the checker answers, and misses nothing of what was left out."""

import random
from urllib.parse import urlsplit

import pytest

from tests.browser.answering import ASKED, QUESTION, TODAY
from tests.browser.firefox import firefox
from tests.browser.gallery import ADDRESSES, SAMPLES, TOLD, begins_as_chosen, hosted
from tests.conftest import need

READY = "document.querySelector('[data-module=checker][data-state=ready]')"
STARTED_OVER = "return performance.getEntriesByType('resource').some(one => one.name.includes('/whole.'))"
ANSWER = f"""
    const ask = {QUESTION}, options = [...ask.querySelectorAll('[data-answer]')], field = ask.querySelector('input[name]')
    if (options.length && (!field || {{pick}} % 4 === 0)) return options[{{pick}} % options.length].click()
    field.value = ask.dataset.kind === 'date' ? {{date!r}} : {{amount!r}}
    field.dispatchEvent(new Event('input', {{{{bubbles: true}}}}))
    ask.querySelector('button[type=submit], button:not([type])').click()
"""
UNFOLD = "for (const fold of document.querySelectorAll('.checker__result details')) fold.open = true"
WALKS, MOST_STEPS = 6, 14

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fox():
    with firefox(need("Firefox")) as running:
        yield running


def opened(fox, address):
    fox.goto(address)
    fox.until(READY)


def test_a_case_is_answered_typed_and_gone_back_from(parcel, fox):
    opened(fox, f"{parcel}/check/?today={TODAY}")
    fox.click("[data-answer=lost]")
    fox.until(f"{ASKED} === 'told'")
    fox.click("[data-answer=no]")
    fox.until(f"{ASKED} === 'last_day'")
    type_(fox, "nonsense")
    type_(fox, "4/12")
    fox.until("document.querySelector('[data-slot=readings] button')")
    fox.click("[data-slot=readings] button")
    fox.until("document.querySelector('.checker__result .outcome')")
    assert urlsplit(fox.evaluate("return location.href")).query == f"mishap=lost&told=no&last_day=2026-12-04&today={TODAY}"
    fox.evaluate(UNFOLD)
    fox.evaluate("history.back()")
    fox.until(f"{ASKED} === 'last_day'")
    assert fox.evaluate(STARTED_OVER) is False


def type_(fox, text):
    fox.evaluate(
        f"const field = document.querySelector('.ask input[name=last_day]'); field.value = {text!r}; field.form.requestSubmit()"
    )


def test_each_sample_of_the_gallery_comes_up_on_another_site(small_one, host, fox):
    fox.goto(small_one.url + "/embed/gallery/")
    for way, address in hosted(host, small_one.folder, fox.evaluate(f"return {SAMPLES}")).items():
        fox.goto(address)
        fox.until(f"{ADDRESSES}.length === 1")
        fox.until(TOLD)
        assert begins_as_chosen(way, fox.evaluate(f"return {ADDRESSES}")), way


@pytest.mark.parametrize("seed", range(WALKS))
def test_walks_through_the_real_rulebook_need_nothing_that_was_left_out(site, fox, seed):
    pick = random.Random(seed).randrange
    opened(fox, f"{site.url}/check/?today={TODAY}")
    for _ in range(MOST_STEPS):
        if not fox.evaluate(f"return !!{QUESTION}"):
            break
        date, amount = ["4 Dec 2026", "in 12 days", "4/12"][pick(3)], ["$15", "49,90", "60"][pick(3)]
        fox.evaluate(ANSWER.format(pick=pick(100), date=date, amount=amount))
        fox.evaluate("document.querySelector('[data-slot=readings] button')?.click()")
    fox.evaluate(UNFOLD)
    fox.until("true")
    assert fox.evaluate(STARTED_OVER) is False and fox.evaluate(f"return !!{READY}")
