"""How far eight people have to go: python benchmarks/journeys.py  (about three minutes, three rounds)

Publishes the site and walks each journey in Chromium as a finger does on a slow phone, from the home page to the verdict:
which questions are asked, how often the screen is pressed, how many words are to be read, how long the walk takes where
nobody stops to read, and how high the result is. Says which budget is broken and ends with 1 if one is.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from playwright.sync_api import Browser, Locator, Page, sync_playwright  # noqa: E402

from benchmarks.phone import LINE, SLOWER  # noqa: E402
from benchmarks.rows import table, verdict  # noqa: E402
from benchmarks.sites import Packed, publish  # noqa: E402
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium  # noqa: E402
from tests.conftest import Server, headers  # noqa: E402

# What each person answers, by input: the id of an option, after that of the group that may stand before it; a text that is typed;
# or a day, counted from today. Whatever the checker does not ask for is not told.
JOURNEYS: dict[str, dict[str, tuple[str, ...] | str | timedelta]] = {
    "never arrived without a date": {
        "problem": ("never_arrived",),
        "dispute": ("none",),
        "days_left": ("unknown",),
        "tracking": ("no_movement",),
        "payment": ("credit_card",),
    },
    "damaged $12 case": {
        "problem": ("faulty_goods", "damaged"),
        "dispute": ("none",),
        "days_left": timedelta(days=12),
        "item_value": "12",
        "order_value": "12",
        "payment": ("debit_card",),
    },
    "window ends today": {
        "problem": ("faulty_goods", "does_not_work"),
        "dispute": ("none",),
        "days_left": timedelta(days=0),
        "payment": ("credit_card",),
    },
    "seller asks to cancel": {
        "problem": ("never_arrived",),
        "dispute": ("running", "asked_to_cancel"),
        "tracking": ("on_its_way",),
        "payment": ("credit_card",),
    },
    "says delivered, nothing here": {
        "problem": ("never_arrived",),
        "dispute": ("none",),
        "days_left": timedelta(days=9),
        "tracking": ("delivered",),
        "payment": ("alipay",),
    },
    "shoes that do not fit": {
        "problem": ("listed_goods", "does_not_fit"),
        "as_listed": ("yes",),
        "dispute": ("none",),
        "days_left": timedelta(days=20),
        "seller_agrees": ("unknown",),
        "posted_from": ("four_countries",),
        "order_value": "45",
        "item_value": "45",
        "payment": ("credit_card",),
    },
    "ruled against": {
        "problem": ("faulty_goods", "not_as_described"),
        "dispute": ("ruling", "ruled_for_seller"),
        "payment": ("credit_card",),
    },
    "one of three items missing": {
        "problem": ("other_goods", "parts_missing"),
        "dispute": ("none",),
        "days_left": timedelta(days=6),
        "item_value": "20",
        "order_value": "60",
        "payment": ("other",),
    },
}
LIMITS = {"taps": 6, "words": 500, "height": 2400}
MEDIAN_TAPS = 4
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


def main() -> int:
    options = read_arguments()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        output = options.site or Path(place) / "output"
        server = Server(("127.0.0.1", 0), partial(Packed, directory=str(output), said=headers))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        if not options.site:
            publish(Path(place), ROOT / "rules.yaml", ROOT / "content", output, url)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        found = {name: middle([slow_walk(chromium, url, name) for _ in range(options.rounds)]) for name in JOURNEYS}
        chromium.close()
        server.shutdown()
    rows = budgets(found)
    print(json.dumps({name: asdict(one) for name, one in found.items()}, indent=2) if options.json else report(found, rows))
    return int(any(row[-1] == "missed" for row in rows))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, help="walk this finished site instead of publishing one")
    parser.add_argument("--rounds", type=int, default=3, help="how often each journey is walked; its median time is told")
    parser.add_argument("--json", action="store_true", help="print every walk with the words of each screen")
    return parser.parse_args()


def slow_walk(chromium: Browser, url: str, name: str) -> Walk:
    """Walk a journey as the first visit of a slow phone on a slow line."""
    print(name, file=sys.stderr)
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", dict(LINE))
    try:
        return walk(page, url, JOURNEYS[name], date.today())
    finally:
        context.close()


def walk(page: Page, url: str, answers: Mapping[str, tuple[str, ...] | str | timedelta], today: date) -> Walk:
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


def answer(page: Page, stands: Mapping[str, str], answers: Mapping, today: date) -> tuple[int, int]:
    """Answer the question that stands there; return how often the screen is pressed for it, and how many words are to be seen."""
    name = stands["question"]
    if name not in answers:
        sys.exit(
            f"{page.url}: “{stands['words']}” is asked, and the journey has no answer. Add {name!r} to it in {Path(__file__).name}."
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
        sys.exit(f"{question.page.url}: none of {', '.join(options)} can be chosen. Mend the journey in {Path(__file__).name}.")
    folded = not link.is_visible()
    if folded:
        tap(link.locator("xpath=ancestor::details[1]/summary"))
    words = question.page.evaluate(WORDS)
    tap(link)
    return 1 + folded, words


def tap(place: Locator) -> None:
    place.tap(timeout=PATIENCE * 1000)


def middle(walks: list[Walk]) -> Walk:
    """Return the walk that took the median time."""
    return sorted(walks, key=lambda one: one.seconds)[len(walks) // 2]


def budgets(found: Mapping[str, Walk]) -> list[tuple]:
    """Return a row for each budget: what, found, at most, whether it is held."""
    rows = []
    for what, limit in LIMITS.items():
        for name, one in found.items():
            if getattr(one, what) > limit:
                rows.append((f"{what}: {name}", getattr(one, what), limit, "missed"))
        most = max(getattr(one, what) for one in found.values())
        rows.append((f"{what}, the most", most, limit, verdict(most <= limit)))
    median = statistics.median(one.taps for one in found.values())
    return [*rows, ("taps, the median", f"{median:g}", MEDIAN_TAPS, verdict(median <= MEDIAN_TAPS))]


def report(found: Mapping[str, Walk], rows: list[tuple]) -> str:
    head = ("journey", "questions", "taps", "words", "of these in the result", "seconds", "height", "still offered")
    walks = [
        (name, len(one.asked), one.taps, one.words, one.words_of_the_result, one.seconds, f"{one.height:,} px", one.offered)
        for name, one in found.items()
    ]
    return f"{table(walks, head)}\n\n{table(rows)}"


if __name__ == "__main__":
    sys.exit(main())
