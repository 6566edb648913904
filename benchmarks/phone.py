"""How the benchmarks measure a page: in Chromium, as the first visit of a slow phone on a slow line."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from playwright.sync_api import Browser, Locator, Page

from benchmarks.sites import STILL

SLOWER = 4
PATIENCE = 60  # seconds
# The way that the checker and its twin go, by question; three answers lead to the verdict. Of another rulebook's options the last
# one is tapped, and in every other field this number is typed.
WAY = {"problem": "damaged", "dispute": "none", "days_left": (date.today() + timedelta(days=12)).isoformat()}
NUMBER, ANSWERS = "333", 3
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"width": 360, "height": 640}
QUESTION = "[data-module=checker] [data-question]:visible"
WATCH = """
self.long = 0; self.shownAfter = null
new PerformanceObserver(list => { self.largest = list.getEntries().at(-1).startTime }).observe({type: 'largest-contentful-paint', buffered: true})
new PerformanceObserver(list => list.getEntries().forEach(one => { self.long += Math.max(0, one.duration - 50) })).observe({type: 'longtask', buffered: true})
addEventListener('click', event => requestAnimationFrame(() => {
  const channel = new MessageChannel()
  channel.port1.onmessage = () => { self.shownAfter = performance.now() - event.timeStamp }
  channel.port2.postMessage(0)
}), true)
"""
LOADED = """({
  ready: performance.getEntriesByName('checker:ready')[0]?.startTime,
  painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  largest: self.largest ?? null,
  blocked: self.long,
})"""


def measure(chromium: Browser, url: str, rounds: int) -> dict[str, list[float]]:
    """Return every measurement of every round by name."""
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for name, path in {"check": "/check/", "cut": "/bench/cut/", "whole": "/bench/whole/", "twin": "/bench/twin/"}.items():
            with_page(chromium, url + path, LINE, lambda page, name=name: loaded(page, name, found))
        for name, path in {
            "check": "/check/",
            "twin": "/bench/twin/",
            "10": "/bench/10/check/",
            "1000": "/bench/1000/check/",
        }.items():
            with_page(chromium, url + path, None, lambda page, name=name: answered(page, name, found))
        for name, path in STILL.items():
            for kind, start in {"": "/", " still": "/bench/still/"}.items():
                with_page(
                    chromium,
                    url + start + path.removesuffix("index.html"),
                    None,
                    lambda page, key=name + kind: blocked(page, key, found),
                )
    return found


def with_page(chromium: Browser, address: str, line: Mapping | None, use: Callable[[Page], None]) -> None:
    """Open a page as a phone's first visit: nothing kept, a slower processor, perhaps a slower line. End the run if it throws."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.add_init_script(WATCH)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", dict(line))
    page.goto(address)
    use(page)
    context.close()
    if faults:
        sys.exit(f"{address}: this page throws, so what it takes is not measured: {faults[0]}")


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds; look seldom, since that takes time on the page. (The site's policy keeps Playwright from
    waiting itself.)
    """
    end = time.perf_counter() + PATIENCE
    page.wait_for_timeout(250)
    while not page.evaluate(condition):
        if time.perf_counter() > end:
            sys.exit(
                f"{page.url}: {condition} does not hold within {PATIENCE} seconds. Open the address and look at the console."
            )
        page.wait_for_timeout(250)


def ready(page: Page) -> None:
    until(page, "performance.getEntriesByName('checker:ready').length")


def loaded(page: Page, name: str, found: dict) -> None:
    ready(page)
    told = page.evaluate(LOADED)
    for what, value in told.items():
        if value is not None:
            found[f"{name} {what}"].append(value)


def same_answers(page: Page) -> list:
    """Return what the page says so far: the twin must say the same."""
    page.wait_for_timeout(1000)  # what is below the verdict comes after its painting
    return page.eval_on_selector_all(
        "[data-part=stage] [data-outcome]", "all => all.map(one => one.dataset.decision + '.' + one.dataset.outcome)"
    )


def answered(page: Page, name: str, found: dict) -> None:
    """Answer three questions; keep how long each takes from the tap to what follows: another question, or the verdict."""
    ready(page)
    if name == "check":
        page.wait_for_timeout(1500)
        found["check blocked"].append(page.evaluate("self.long"))
    asked = []
    for _ in range(ANSWERS):
        page.wait_for_timeout(300)
        question = page.locator(QUESTION).first
        if not question.count():
            break
        asked.append(question.get_attribute("data-question"))
        took = answer(page, question)
        found[f"{name} {'step' if page.locator(QUESTION).count() else 'verdict'}"].append(took)
        if name in ("10", "1000"):  # the first question again
            page.go_back()
    if name in ("check", "twin"):
        insist_on_the_same(name, [*asked, *same_answers(page)], found)


def answer(page: Page, question: Locator) -> float:
    """Tap an option, or type and tap the button; return how long it took, in milliseconds."""
    name, field = question.get_attribute("data-question"), question.locator("input[name]")
    if field.count():
        field.fill(WAY.get(name, NUMBER))
        return click(page, question.locator("button[type=submit]"))
    option = question.locator(f'[data-answer="{WAY.get(name)}"]')
    return click(page, option if option.count() else question.locator("[data-answer]:visible").last)


def insist_on_the_same(name: str, said: list, found: dict) -> None:
    """End the run unless the twin has asked and said what the checker has."""
    if name == "check":
        found["said"] = said
    elif said != found["said"]:
        sys.exit(f"The twin asks and says {said}, the checker {found['said']}. Mend benchmarks/twin/twin.js.")


def click(page: Page, target: Locator) -> float:
    page.wait_for_timeout(200)
    page.evaluate("self.shownAfter = null")
    before = page.url
    target.click()
    until(page, "self.shownAfter !== null")
    assert page.url != before
    return page.evaluate("self.shownAfter")


def blocked(page: Page, name: str, found: dict) -> None:
    page.wait_for_timeout(700)
    found[f"{name} blocked"].append(page.evaluate("self.long"))
