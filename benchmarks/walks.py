"""Walk to a verdict in Chromium as a finger does: what is asked, how often the screen is pressed, how much there is to read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Browser, Locator, Page

from benchmarks.phone import LINE, SLOWER

Answers = Mapping[str, tuple[str, ...] | str | timedelta]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "locale": "en-GB"}
PATIENCE = 60  # seconds

# What stands in the checker: a question by its input and its words, or the verdict; nothing while something is loading.
STANDS = """() => {
  const section = document.querySelector('[data-module=checker]')
  const result = section?.querySelector('.checker__result')
  if (result) return {verdict: result.querySelector('.outcome__label')?.textContent.trim()}
  const asked = [...section?.querySelectorAll('[data-question]') ?? []].find(one => one.checkVisibility())
  return asked ? {question: asked.dataset.question, words: asked.querySelector('.ask__question').textContent.trim()} : null
}"""
# The words of the checker that can be seen: not folded, not cut off, not for listeners alone; letters left out.
WORDS = """() => {
  const section = document.querySelector('[data-module=checker]'), seen = []
  const texts = document.createTreeWalker(section, NodeFilter.SHOW_TEXT), range = document.createRange()
  function cutting(one) {
    return one === section ? null : getComputedStyle(one).overflow === 'visible' ? cutting(one.parentElement) : one.getBoundingClientRect()
  }
  while (texts.nextNode()) {
    const text = texts.currentNode, one = text.parentElement
    if (one.closest('textarea, template') || !one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    const box = cutting(one)
    for (const word of text.data.matchAll(/\\S*[\\p{L}\\p{N}]\\S*/gu)) {
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const {left, top, width, height} = range.getBoundingClientRect(), x = left + width / 2, y = top + height / 2
      if (!box || box.left < x && x < box.right && box.top < y && y < box.bottom) seen.push(word[0])
    }
  }
  const hints = [...section.querySelectorAll('input[placeholder]')].filter(one => one.checkVisibility() && !one.value)
  return seen.length + hints.flatMap(one => one.placeholder.split(' ')).length
}"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
HEIGHT = "() => Math.ceil(document.querySelector('[data-module=checker]').getBoundingClientRect().height)"


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: `asked` pairs each question with how many words its screen has as it is answered; `words` adds the result's.

    `seconds` last from the opening of the home page to the painted verdict, `height` is in CSS pixels, `offered` counts the
    questions that may still be answered.
    """

    verdict: str
    asked: tuple[tuple[str, int], ...]
    taps: int
    words: int
    seconds: float
    height: int
    offered: int

    @property
    def words_of_the_result(self) -> int:
        return self.words - sum(count for _, count in self.asked)


def slow_walk(chromium: Browser, url: str, answers: Answers, today: date) -> Walk:
    """Walk a journey as the first visit of a slow phone on a slow line."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", dict(LINE))
    try:
        return walk(page, url, answers, today)
    finally:
        context.close()


def walk(page: Page, url: str, answers: Answers, today: date) -> Walk:
    """Open the home page, and answer until there is a verdict."""
    started = time.perf_counter()
    page.goto(f"{url}/")
    asked, taps = [], 0
    stands = until(page, lambda found: found)
    while "verdict" not in stands:
        presses, words = answer(page, stands, answers, today)
        asked.append((stands["words"], words))
        taps += presses
        stands = until(page, lambda found, last=stands: found and found != last)
    page.evaluate(PAINTED)
    seconds = time.perf_counter() - started
    page.wait_for_timeout(500)  # what is below the verdict comes after its painting
    words = sum(count for _, count in asked) + page.evaluate(WORDS)
    offered = page.locator(".checker__result .offered").count()
    return Walk(stands["verdict"], tuple(asked), taps, words, round(seconds, 1), page.evaluate(HEIGHT), offered)


def until(page: Page, right: Callable[[dict | None], object]) -> dict:
    """Wait for what is right to stand in the checker, and return it. (The site's policy keeps Playwright from waiting itself.)"""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        found = page.evaluate(STANDS)
        if right(found):
            return found
        page.wait_for_timeout(20)
    sys.exit(f"{page.url}: the checker does not go on within {PATIENCE} seconds. Open the address and look at the console.")


def answer(page: Page, stands: Mapping[str, str], answers: Answers, today: date) -> tuple[int, int]:
    """Answer the question that stands there; return how often the screen is pressed for it, and how many words are to be seen."""
    name = stands["question"]
    if name not in answers:
        sys.exit(
            f"{page.url}: “{stands['words']}” is asked, and the journey has no answer. Add {name!r} to it in benchmarks/journeys.py."
        )
    question = page.locator(f"[data-module=checker] [data-question={name}]:visible").first
    given = answers[name]
    if isinstance(given, tuple):
        return choose(question, given)
    words, field = page.evaluate(WORDS), question.locator("input[name]")
    tap(field)
    field.fill(f"{today + given:%-d %b %Y}" if isinstance(given, timedelta) else given)
    tap(question.get_by_role("button", name="Next"))
    return 2, words


def choose(question: Locator, options: tuple[str, ...]) -> tuple[int, int]:
    """Tap the last of the options that the question has; where it stands folded in a group, open that first."""
    link = next((one for option in reversed(options) if (one := question.locator(f'[data-answer="{option}"]')).count()), None)
    if link is None:
        sys.exit(f"{question.page.url}: none of {', '.join(options)} can be chosen. Mend the journey in benchmarks/journeys.py.")
    folded = not link.is_visible()
    if folded:
        tap(link.locator("xpath=ancestor::details[1]/summary"))
    words = question.page.evaluate(WORDS)
    tap(link)
    return 1 + folded, words


def tap(place: Locator) -> None:
    place.tap(timeout=PATIENCE * 1000)
