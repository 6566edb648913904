"""The checker for everybody: axe in every state, the keyboard, the accessibility tree, large text, and no script at all."""

import re
import subprocess

import pytest

from tests.browser.answering import ALL_DRAWN, TODAY, ready, submit
from tests.browser.looks import faults
from tests.conftest import need

STATES = {
    "choice": f"?problem=damaged&today={TODAY}",
    "date": f"?problem=damaged&dispute=none&nobody=1&today={TODAY}",
    "result": f"?problem=not_as_described&dispute=seller_evidence&order_value=60&item_value=15&postage_exceeds_value=unknown&posted_from=unknown&payment=debit_card&today={TODAY}",
    "late": f"?problem=damaged&dispute=none&window_end=2026-11-19&payment=unknown&today={TODAY}",
}
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = """[...document.querySelectorAll('main button, main a, main p, main label, main li, main summary, main h2')].filter(one =>
    one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === 'hidden'
    && !one.closest('.visually-hidden')).map(one => one.outerHTML.slice(0, 120))"""
SMALL = """[...document.querySelectorAll('main button, main summary, main input:not(label input), main textarea, main label, main a')].filter(one => {
    const box = one.getBoundingClientRect(), inSentence = one.matches('a') && getComputedStyle(one).display === 'inline'
    return box.width && !inSentence && (box.width < 24 || box.height < 24)
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def checker(site, new_page):
    """Give a function that opens one state of the checker, with what it folds away opened."""

    def opened(state, unfolded=True, **options):
        page = new_page(**options)
        page.goto(f"{site.url}/check/{STATES[state]}")
        ready(page).evaluate(ALL_DRAWN)
        if unfolded:
            unfold(page)
        return page

    return opened


def unfold(page):
    for _ in range(2):  # what is inside a row is made when it is opened; every third will do, they are alike
        page.evaluate("document.querySelectorAll('main details').forEach((one, at) => { one.open ||= at % 3 === 0 })")
        page.evaluate(ALL_DRAWN)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_look(checker, state):
    assert faults(checker(state)) == {}


@pytest.mark.parametrize(
    "text, query",
    {
        "4/12": "?mishap=lost&told=no",
        "much": "?mishap=broken&told=yes&nobody=1",
        "": f"?mishap=broken&told=yes&worth=20&postage=30&from={TODAY}",
    }.items(),
)
def test_axe_finds_nothing_where_something_is_asked_back_left_out_or_due(check, text, query):
    page = check(query)
    page.evaluate(ALL_DRAWN)
    page.evaluate("document.querySelectorAll('.checker__offer, .offered').forEach(one => { one.open = true })")
    if text:
        page.locator(".ask .field__input:visible").first.fill(text)
        submit(page)
        assert page.locator(".ask .field__input:visible").first.get_attribute("aria-invalid" if text == "much" else "name")
    unfold(page)
    assert faults(page) == {}


def test_axe_finds_nothing_where_the_checker_could_not_start(parcel, page):
    page.route("**/runtime.js", lambda route: route.abort())
    page.goto(f"{parcel}/check/?told=yes")
    page.wait_for_selector("[data-state=failed]")
    assert faults(page) == {}


@pytest.mark.parametrize("state", ["choice", "result"])
def test_the_focus_goes_in_order_and_is_seen(checker, state):
    page = checker(state, unfolded=False, viewport={"width": 1280, "height": 800})
    page.locator(".checker__stage").evaluate("one => { one.tabIndex = -1; one.focus() }")
    met = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('.checker__stage') !== null"):
            break
        met.append(
            page.evaluate("""() => {
            const one = document.activeElement, box = one.getBoundingClientRect(), seen = one.closest('.choice') || one
            return [[...document.querySelectorAll('*')].indexOf(one), getComputedStyle(seen).outlineStyle, one.localName === 'textarea' ? box.top < innerHeight - 24 && box.bottom > 24 : box.top >= -1 && box.bottom <= innerHeight + 1, one.outerHTML.slice(0, 80)]
        }""")
        )
    assert len(met) >= (3 if state == "choice" else 12)
    assert [one[0] for one in met] == sorted(one[0] for one in met)
    assert [one for one in met if one[1] == "none" or not one[2]] == []


def test_the_result_is_announced_and_its_verdict_says_it_all(checker):
    page = checker("date", unfolded=False)
    page.locator("[name=window_end]").fill("4 Dec 2026")
    page.get_by_role("button", name="Next").click()
    page.locator(".checker__result").wait_for()
    page.evaluate(ALL_DRAWN)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = {(one["role"]["value"], one.get("name", {}).get("value", "")): one for one in nodes if not one["ignored"]}
    verdict = next(
        one for (role, name), one in said.items() if role == "heading" and name.startswith("Open a “Refund Only” dispute now")
    )
    properties = {one["name"]: one["value"].get("value") for one in verdict["properties"]}
    assert properties["focused"] is True and properties["level"] == 2
    assert re.search(r"To do.*12\sdays, until Friday 4 December 2026", verdict["description"]["value"], re.S)
    live = page.locator("[data-part=live]")
    assert live.get_attribute("aria-live") == "polite" and live.text_content() == "", "the focus says it already"
    opened = checker("late", unfolded=False)
    said = opened.locator("[data-part=live]").text_content()
    assert said.startswith("What should I do now? ") and len(said.split()) < 30


@pytest.mark.parametrize("state", STATES)
def test_text_can_be_doubled_and_spaced_out(checker, state):
    page = checker(state, viewport={"width": 640, "height": 900}, bypass_csp=True)
    page.add_style_tag(content=":root { font-size: 200% }")
    assert page.evaluate(WIDER) <= 0 and page.evaluate(CLIPPED) == []
    page.add_style_tag(content=f":root {{ font-size: 106.25% }} {SPACING}")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(WIDER) <= 0 and page.evaluate(CLIPPED) == []


def test_targets_are_large_enough(checker):
    for state in ("date", "result"):
        assert checker(state).evaluate(SMALL) == [], state


def test_nothing_moves_for_those_who_want_no_motion(checker):
    page = checker("result", reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0 || parseFloat(getComputedStyle(one).animationDuration) > 0).length"
    assert page.evaluate(moving) == 0


def test_a_text_browser_shows_the_whole_decision(site, new_page):
    w3m = need("w3m")
    page = new_page(java_script_enabled=False)
    for path in ("decisions/what_now", "decisions/evidence", "situations/damaged"):
        file = site.folder / path / "index.html"
        dump = subprocess.run(
            [w3m, "-dump", "-T", "text/html", "-cols", "200", str(file)], capture_output=True, text=True, check=True
        ).stdout
        shown = plain(dump)
        page.goto(f"{site.url}/{path}/")
        whole = page.locator("main :is(.outcome__label, .case__label, .trail p, .steps__item, .outcome__text p, .asked__title)")
        missing = [words for words in map(plain, whole.all_text_contents()) if words not in shown]
        assert missing == [] and whole.count() > 10, path


def plain(text):
    return " ".join(text.split())
