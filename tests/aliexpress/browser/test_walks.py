"""Whole walks through the real checker say what `evaluate` says, by mouse and by keyboard."""

import random
from urllib.parse import parse_qsl, urlsplit

import pytest
from rulebook.browser.state import in_part, names_of, read
from rulebook.dates import day_number
from rulebook.evaluate import evaluate
from rulebook.next_question import next_question

from tests.browser.answering import TODAY, asked, open_offer, question, ready, shown, submit, typed

TODAY_NUMBER = day_number(2026, 11, 22)
DESK = {"width": 1280, "height": 800}
WALKS = 8


def by_mouse(page, pick):
    """Answer the question that stands there; in a result, the first that is offered."""
    if page.locator("details.offered").count():
        open_offer(page)
    options = question(page).locator(".choice")
    if options.count():
        options.nth(pick(options.count())).click()
    elif question(page).locator("[data-answer=unknown]").count() and pick(4) == 0:
        question(page).locator("[data-answer=unknown]").click()
    else:
        question(page).locator(".field__input").first.fill(typed(page, pick))
        submit(page)


def by_keyboard(page, pick):
    """Answer with Tab and Enter, from where the focus stands; what is offered is opened first."""
    if page.locator("details.offered").count():
        for fold in (".checker__offer", ".offered"):
            if not page.locator(fold).first.evaluate("one => one.open"):
                page.locator(f"{fold} > summary").first.focus()
                page.keyboard.press("Enter")
    options = question(page).locator(".choice").count()
    if options:
        tab_to(page, ".ask .choice")
        for _ in range(pick(options)):
            page.keyboard.press("Tab")
    else:
        tab_to(page, ".ask .field__input")
        page.keyboard.type(typed(page, pick))
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    "view, answer", [({"width": 360, "height": 640}, by_mouse), (DESK, by_keyboard)], ids=["mouse 360", "keyboard 1280"]
)
def test_walks_to_the_end_say_what_evaluate_says(site, new_page, real_program, view, answer):
    situations = real_program["inputs"][0]["options"]
    endings = set()
    page = new_page(viewport=view)
    for number in range(WALKS):
        pick = random.Random(number).randrange
        start = situations[number % len(situations)]
        page.goto(f"{site.url}/check/?{real_program['inputs'][0]['id']}={start}&today={TODAY}")
        ready(page)
        while True:
            decided, next_one = expected(real_program, page)
            verdict = real_program["people"][0] in decided
            assert shown(page) == (decided if verdict else {})
            name = asked(page)
            assert (name is None) == verdict
            if next_one is None:
                assert page.locator(".offered").count() == 0
                break
            spec = next(one for one in real_program["inputs"] if one["id"] == next_one)
            assert verdict or name in names_of(spec)
            before = page.url
            answer(page, pick)
            page.wait_for_url(lambda url, before=before: url != before)
        endings.add(tuple(decided[real_program["people"][0]]))
    assert len(endings) > 4


def expected(compiled, page):
    """Return what `evaluate` says to the page's address, and which input is asked next: one answered in part before others."""
    state = read(compiled, parse_qsl(urlsplit(page.url).query), TODAY_NUMBER)
    assert state["notes"] == []
    result = evaluate(compiled, state["answers"])
    told = {id: result["decisions"][id]["outcome"] for id in compiled["people"]}
    decided = {id: outcome for id, outcome in told.items() if outcome is not None}
    return {id: one if isinstance(one, list) else [one] for id, one in decided.items()}, next(
        iter(in_part(compiled, state["given"])), next_question(compiled, state["answers"], result)
    )


def tab_to(page, selector):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"The Tab key never reaches {selector}")
