"""What the site weighs and how fast it is in Chromium: python benchmarks/delivery.py  (about four minutes, five rounds)

Publishes the site, puts beside it a page that loads Brython and does nothing, a twin of the checker written by hand in
JavaScript, pages without their scripts, and rulebooks of 10 and 1,000 rules; then measures all of them in turn, round by
round, so that whatever else the machine does hits all alike. Says which budget is missed and ends with 1 if one is.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

import brotli  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from rulebook.publish.addresses import subresources  # noqa: E402

from benchmarks.phone import measure  # noqa: E402
from benchmarks.rows import ms, size, table, verdict  # noqa: E402
from benchmarks.sites import SCRIPT, STILL, Packed, prepare  # noqa: E402
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium  # noqa: E402
from tests.conftest import Server, headers  # noqa: E402

WITHOUT_CHECKER = (
    "guide/index.html",
    "guide/*/index.html",
    "faq/index.html",
    "decisions/*/index.html",
    "situations/*/index.html",
)


def main() -> int:
    options = read_arguments()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        server = Server(("127.0.0.1", 0), partial(Packed, directory=str(folder / "output"), said=headers))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        site = prepare(folder, url, options.rules, options.content)
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        found = measure(chromium, url, options.rounds)
        chromium.close()
        server.shutdown()
        same = {name: (site / path).read_bytes() == (site / "bench/still" / path).read_bytes() for name, path in STILL.items()}
        rows = [*weights(site), *times(found, same)]
    print(table(rows))
    return int(any(row[-1] == "missed" for row in rows))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules", type=Path, default=ROOT / "rules.yaml")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def weights(site: Path) -> list[tuple]:
    """Return the rows about bytes, all brotli."""

    def packed(path: str) -> int:
        copy = site / (path + ".br")
        return copy.stat().st_size if copy.is_file() else (site / path).stat().st_size

    def first_view(page: str) -> int:
        found = subresources((site / page).read_text("utf-8"), site_url)
        return packed(page) + sum(packed(path) for path in found if not path.endswith(".js"))

    def asset(start: str, kind: str = "js") -> int:
        return packed(next(path.relative_to(site).as_posix() for path in (site / "assets").glob(f"{start}.*.{kind}")))

    site_url = re.search(r'rel="canonical" href="(http://[^/"]+)', (site / "index.html").read_text("utf-8"))[1]
    pages = [path.relative_to(site).as_posix() for pattern in WITHOUT_CHECKER for path in sorted(site.glob(pattern))]
    pages = [page for page in pages if 'data-module="checker"' not in (site / page).read_text("utf-8")]
    scripts = [page for page in pages if SCRIPT.search((site / page).read_text("utf-8"))]
    heaviest = max(pages, key=first_view)
    runtime, own = asset("runtime"), asset("checker") + asset("loader")
    home = first_view("index.html") + asset("loader")
    program = re.search(
        r"<script type=\"application/json\" data-program>(.*?)</script>",
        next((site / "assets").glob("pieces.*.html")).read_text("utf-8"),
        re.DOTALL,
    )[1]
    return [
        ("pages without a checker that have a script", f"{len(scripts)} of {len(pages)}", "0", verdict(not scripts)),
        (
            f"the heaviest of them, first view: /{heaviest.removesuffix('index.html')}",
            size(first_view(heaviest)),
            "40 kB",
            verdict(first_view(heaviest) < 40_000),
        ),
        ("script before the first touch", size(asset("loader")), "1.5 kB", verdict(asset("loader") <= 1500)),
        ("home, its page alone", size(packed("index.html")), "15 kB", verdict(packed("index.html") <= 15_000)),
        ("home, first view, with its script", size(home), "20 kB", verdict(home <= 20_000)),
        ("Brython's run time, lean: what is fetched", size(runtime), "", ""),
        ("browser Python and loader", size(own), "", ""),
        ("whole checker", size(runtime + own), "100 kB", verdict(runtime + own <= 100_000)),
        ("Brython's run time, whole: fetched when something is missing", size(asset("whole")), "", ""),
        (
            "the real rulebook as program",
            size(len(brotli.compress(program.encode()))),
            "15 kB",
            verdict(len(brotli.compress(program.encode())) <= 15_000),
        ),
        ("/check/, its page alone", size(packed("check/index.html")), "24 kB", verdict(packed("check/index.html") <= 24_000)),
        ("what the checker shows, fetched with it", size(asset("pieces", "html")), "", ""),
        ("Brython as distributed", size(packed("bench/shipped.js")), "", ""),
        ("the checker by hand (twin) with its loader", size(packed("bench/twin.js") + packed("bench/loader.js")), "", ""),
    ]


def times(found: Mapping[str, list[float]], same: Mapping[str, bool]) -> list[tuple]:
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
    for name in ("home", "guide", "faq"):
        if same[name]:
            rows.append((f"blocked by script: {name}", "0 (there is none)", "0", "held"))
            continue
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
