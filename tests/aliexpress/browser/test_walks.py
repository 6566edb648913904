"""Whole walks through the real checker say what `evaluate` says, by mouse and by keyboard."""

import random
from urllib.parse import parse_qsl, urlsplit

import pytest
from rulebook.browser.state import in_part, names_of, read
from rulebook.evaluate import day_number, evaluate
from rulebook.next_question import next_question

from tests.browser.answering import TODAY, asked, ready, shown, submit, typed

TODAY_NUMBER = day_number(2026, 11, 22)
DESK = {"width": 1280, "height": 800}
WALKS = 8


def by_mouse(page, pick):
    radios = page.locator(".ask input[type=radio]")
    if radios.count():
        radios.nth(pick(radios.count())).check()
    elif page.locator(".ask [value=unknown]").count() and pick(4) == 0:
        page.locator(".ask [value=unknown]").click()
        return
    else:
        page.locator(".ask .field__input").fill(typed(page, pick))
    submit(page)


def by_keyboard(page, pick):
    """Answer with Tab, the arrow keys and Enter, from the heading on which the focus stands."""
    assert page.evaluate("document.activeElement.matches('h2, h3, body')")
    choice = page.locator(".ask input[type=radio]").count()
    tab_to(page, ".ask input")
    if choice:
        page.keyboard.press("Space")
        for _ in range(pick(choice)):
            page.keyboard.press("ArrowDown")
    else:
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
            assert shown(page) == decided
            name = asked(page)
            if next_one is None:
                assert name is None
                break
            assert name in names_of(next(one for one in real_program["inputs"] if one["id"] == next_one))
            before = page.url
            answer(page, pick)
            page.wait_for_url(lambda url, before=before: url != before)
        endings.add(tuple(decided[real_program["people"][0]]))
    assert len(endings) >= 4


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
