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
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.rows import table, verdict  # noqa: E402
from benchmarks.sites import Packed, publish  # noqa: E402
from benchmarks.walks import Answers, Walk, slow_walk  # noqa: E402
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium  # noqa: E402
from tests.conftest import Server, headers  # noqa: E402

# What each person answers, by input: the id of an option, after that of the group that may stand before it; a text that is typed;
# or a day, counted from today. Whatever the checker does not ask for is not told.
JOURNEYS: dict[str, Answers] = {
    "never arrived without a date": {
        "problem": ("never_arrived",),
        "dispute": ("none",),
        "days_left": ("unknown",),
        "tracking": ("no_movement",),
        "payment": ("credit_card",),
    },
    "damaged $12 case": {
        "problem": ("damaged",),
        "dispute": ("none",),
        "days_left": timedelta(days=12),
        "item_value": "12",
        "order_value": "12",
        "payment": ("debit_card",),
    },
    "window ends today": {
        "problem": ("does_not_work",),
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
        "problem": ("does_not_fit",),
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
        "problem": ("not_as_described",),
        "dispute": ("ruling", "ruled_for_seller"),
        "payment": ("credit_card",),
    },
    "one of three items missing": {
        "problem": ("parts_missing",),
        "dispute": ("none",),
        "days_left": timedelta(days=6),
        "item_value": "20",
        "order_value": "60",
        "payment": ("other",),
    },
}
LIMITS = {"taps": 6, "words": 500, "height": 2400}
MEDIAN_TAPS = 4


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
        found = {}
        for name, answers in JOURNEYS.items():
            print(name, file=sys.stderr)
            found[name] = middle([slow_walk(chromium, url, answers, date.today()) for _ in range(options.rounds)])
        chromium.close()
        server.shutdown()
    rows = budgets(found)
    print(json.dumps({name: asdict(one) for name, one in found.items()}, indent=2) if options.json else report(found, rows))
    return int(any(row[-1] == "missed" for row in rows))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=site_folder, help="walk this finished site instead of publishing one")
    parser.add_argument("--rounds", type=int, default=3, help="how often each journey is walked; its median time is told")
    parser.add_argument("--json", action="store_true", help="print every walk with the words of each screen")
    return parser.parse_args()


def site_folder(text: str) -> Path:
    folder = Path(text).resolve()
    if not (folder / "index.html").is_file():
        raise argparse.ArgumentTypeError(f"there is no finished site in {text}. Name a folder that `make html` has written.")
    return folder


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
