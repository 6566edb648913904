"""How the benchmarks measure a page: in Chromium, as the first visit of a slow phone on a slow line."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping

from playwright.sync_api import Browser, Page

from benchmarks.sites import STILL

SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"width": 360, "height": 640}
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
    """Open a page as a phone's first visit: nothing kept, a slower processor, perhaps a slower line."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", dict(line))
    page.goto(address)
    use(page)
    context.close()


def ready(page: Page) -> None:
    page.wait_for_function("() => performance.getEntriesByName('checker:ready').length")


def loaded(page: Page, name: str, found: dict) -> None:
    ready(page)
    told = page.evaluate(LOADED)
    for what, value in told.items():
        if value is not None:
            found[f"{name} {what}"].append(value)


def same_answers(page: Page) -> list:
    """Return what the page says so far: the twin must say the same."""
    page.wait_for_timeout(300)
    return page.eval_on_selector_all(
        "[data-part=stage] [data-outcome]", "all => all.map(one => one.dataset.decision + '.' + one.dataset.outcome)"
    )


def answered(page: Page, name: str, found: dict) -> None:
    """Answer three questions; keep how long each takes from the click to the next question on the screen."""
    ready(page)
    if name == "check":
        page.wait_for_timeout(1500)
        found["check blocked"].append(page.evaluate("self.long"))
    for _ in range(3):
        page.wait_for_timeout(300)
        if not page.locator(".ask").count():
            break
        if page.locator(".ask input[type=radio]").count():
            page.locator(".ask input[type=radio]").nth(1).check()
        elif page.locator(".ask [value=unknown]").count():
            click(page, ".ask [value=unknown]", found[f"{name} step"])
            continue
        else:
            page.locator(".ask input").fill("333")
        click(page, ".ask .ask__actions .button:not([value])", found[f"{name} step"])
        if name in ("10", "1000"):  # the first question again
            page.go_back()
    said = same_answers(page)
    if name == "twin" and said != found["said"]:
        sys.exit(f"The twin says {said}, the checker {found['said']}.")
    found["said"] = said if name == "check" else found["said"]


def click(page: Page, selector: str, into: list) -> None:
    page.wait_for_timeout(200)
    page.evaluate("self.shownAfter = null")
    before = page.url
    page.locator(selector).first.click()
    page.wait_for_function("() => self.shownAfter !== null")
    assert page.url != before
    into.append(page.evaluate("self.shownAfter"))


def blocked(page: Page, name: str, found: dict) -> None:
    page.wait_for_timeout(700)
    found[f"{name} blocked"].append(page.evaluate("self.long"))
