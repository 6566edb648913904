"""What the site weighs and how fast it is in Chromium: python benchmarks/delivery.py  (about four minutes, five rounds)

Publishes the site, puts beside it a page that loads Brython and does nothing, a twin of the checker written by hand in
JavaScript, pages without their scripts, and rulebooks of 10 and 1,000 rules; then measures all of them in turn, round by
round, so that whatever else the machine does hits all alike. Says which budget is missed and ends with 1 if one is.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from benchmarks.others import UNDER, measure_others, prepare_others, rows_of_others  # noqa: E402
from benchmarks.phone import measure  # noqa: E402
from benchmarks.rows import ms, table, verdict  # noqa: E402
from benchmarks.sites import BARE, STILL, Packed, prepare  # noqa: E402
from benchmarks.weights import weights  # noqa: E402
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium  # noqa: E402
from tests.conftest import Server, headers  # noqa: E402


def main() -> int:
    options = read_arguments()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        server = Server(("127.0.0.1", 0), partial(Packed, directory=str(folder / "output"), said=said))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        site = prepare(folder, url, options.rules, options.content)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        others = others_rows(folder, site, chromium, url, options) if options.others else []
        found = {} if options.others == "only" else measure(chromium, url, options.rounds)
        chromium.close()
        server.shutdown()
        rows = [*weights(site), *(times(found) if found else []), *others]
    print(table(rows))
    return int(any(row[-1] == "missed" for row in rows))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules", type=Path, default=ROOT / "rules.yaml")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--rounds", type=int, default=5)
    told = "fetch SurveyJS and Publicodes with npm and measure them too; only: nothing else is timed"
    parser.add_argument("--others", nargs="?", const="too", choices=("too", "only"), help=told)
    return parser.parse_args()


def said(path: str) -> dict[str, str]:
    """Return our headers; other tools and Brython as distributed are spared our policy, which their scripts are not made for."""
    return {} if path.startswith((UNDER, *BARE)) else headers(path)


def others_rows(folder: Path, site: Path, chromium: Browser, url: str, options: argparse.Namespace) -> list[tuple]:
    program = prepare_others(folder, site, options.rules)
    return rows_of_others(site, measure_others(chromium, url, options.rounds, program))


def times(found: Mapping[str, list[float]]) -> list[tuple]:
    middle = {name: statistics.median(values) for name, values in found.items() if name != "said"}
    whole, twin = (
        statistics.median(one / other for one, other in zip(found["check ready"], found[f"{name} ready"], strict=True))
        for name in ("whole", "twin")
    )
    many = middle["1000 step"] / middle["10 step"]
    rows = [
        ("/check/ ready", ms(middle["check ready"]), "", ""),
        ("a page that loads Brython as distributed and does nothing", ms(middle["whole ready"]), "", ""),
        ("/check/ ÷ that (median of the rounds' ratios)", f"{whole:.2f}", "0.75", verdict(whole <= 0.75)),
        ("a page that loads only the lean run time", ms(middle["cut ready"]), "", ""),
        ("twin ready", ms(middle["twin ready"]), "", ""),
        ("/check/ ÷ twin: the price of Brython", f"{twin:.2f}", "1.45", verdict(twin <= 1.45)),
        ("/check/: first question there as links (first contentful paint)", ms(middle["check painted"]), "", ""),
        ("/check/: the largest thing painted", ms(middle["check largest"]), "", ""),
        (
            "an answer to the next question painted",
            f"{ms(middle['check step'])} (slowest {ms(max(found['check step']))})",
            "100 ms",
            verdict(middle["check step"] <= 100),
        ),
        ("the same by the twin", ms(middle["twin step"]), "", ""),
        ("the last answer to the verdict painted", ms(middle["check verdict"]), "", ""),
        ("the same by the twin", ms(middle["twin verdict"]), "", ""),
        ("the same with 10 rules", ms(middle["10 step"]), "", ""),
        ("the same with 1,000 rules", ms(middle["1000 step"]), "", ""),
        ("1,000 ÷ 10 rules", f"{many:.2f}", "1.3", verdict(many <= 1.3)),
        (
            "blocked: /check/ until 1.5 s after it is ready",
            ms(middle["check blocked"]),
            "200 ms",
            verdict(middle["check blocked"] <= 200),
        ),
    ]
    for name in STILL:
        with_it, without = min(found[f"{name} blocked"]), min(found[f"{name} still blocked"])  # what disturbs only adds
        rows.append(
            (
                f"blocked by script: {name}, minus the same without it",
                f"{ms(with_it)} − {ms(without)}",
                "0",
                verdict(with_it <= without),
            )
        )
    return rows


if __name__ == "__main__":
    sys.exit(main())
