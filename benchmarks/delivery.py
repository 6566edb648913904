"""What the site weighs and how fast it is in Chromium: python benchmarks/delivery.py  (about four minutes, five rounds)

Publishes the site, puts beside it a page that loads Brython and does nothing, a twin of the checker written by hand in
JavaScript, pages without their scripts, and rulebooks of 10 and 1,000 rules; then measures all of them in turn, round by
round, so that whatever else the machine does hits all alike. Says which budget is missed and ends with 1 if one is.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

import brotli  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from rulebook.publish.addresses import fetched  # noqa: E402
from rulebook.v8 import brython  # noqa: E402
from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium  # noqa: E402
from tests.conftest import Quiet, Server, headers  # noqa: E402

SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"width": 360, "height": 640}
WITHOUT_CHECKER = ("guide/index.html", "guide/*/index.html", "faq/index.html", "decisions/*/index.html", "situations/*/index.html")
STILL = {"home": "index.html", "guide": "guide/index.html", "faq": "faq/index.html"}
SCRIPT = re.compile(r'<script src="[^"]*"[^>]*></script>')
WATCH = """
self.long = 0; self.shownAfter = null
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
  blocked: self.long,
})"""
DONE = "<!doctype html><title>Brython, and nothing else</title><p>Nothing.</p><script src='{script}'></script><script src='/bench/mark.js'></script>"
MARK = "performance.mark('checker:ready')"


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


# What is measured


def prepare(folder: Path, url: str, rules: Path, content: Path) -> Path:
    """Publish the site, with /bench/ in it; return its folder."""
    publish(folder, rules, content, folder / "output", url)
    site = (folder / "output").resolve()
    runtime = next(path for path in (site / "assets").glob("runtime.*.js"))
    check = (site / "check/index.html").read_text("utf-8")
    put(site, "bench/mark.js", MARK)
    put(site, "bench/shipped.js", brython())
    put(site, "bench/cut/index.html", DONE.format(script=f"/assets/{runtime.name}"))
    put(site, "bench/whole/index.html", DONE.format(script="/bench/shipped.js"))
    put(site, "bench/twin.js", (ROOT / "benchmarks/twin/twin.js").read_text("utf-8"))
    loader = (ROOT / "plugins/rulebook/browser/loader.js").read_text("utf-8")
    put(site, "bench/loader.js", loader.replace('{"runtime.js": "", "checker.js": ""}', '{"twin.js": ""}'))
    put(site, "bench/twin/index.html", SCRIPT.sub('<script src="/bench/loader.js" async></script>', check))
    for name in STILL.values():
        put(site, f"bench/still/{name}", SCRIPT.sub("", (site / name).read_text("utf-8")))
    for count, (many, more) in {10: (2, 5), 1000: (20, 50)}.items():
        (folder / "grid.yaml").write_text(grid(many, more), "utf-8")
        publish(folder, folder / "grid.yaml", folder / "none", folder / "grid", f"{url}/bench/{count}")
        shutil.copytree((folder / "grid").resolve(), site / "bench" / str(count))
    return site


def publish(folder: Path, rules: Path, content: Path, output: Path, url: str) -> None:
    command = [sys.executable, "-m", "rulebook.build", "--settings", "publishconf.py"]
    paths = {"--rules": rules, "--content": content, "--output": output}
    env = {"SITEURL": url, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run([*command, *(str(part) for pair in paths.items() for part in pair)], cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def put(site: Path, name: str, text: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.with_name(path.name + ".br").write_bytes(brotli.compress(text.encode()))


def grid(many: int, more: int) -> str:
    """Return a rulebook of one decision that cuts two numbers into many × more rules."""
    rules = [
        {"id": f"r{one}_{two}", "when": {"a": stretch(one, many), "b": stretch(two, more)}, "then": ("no", "yes")[(one + two) % 2]}
        for one in range(many) for two in range(more)
    ]
    decision = {"question": "Which is it?", "label": "which", "outcomes": {"yes": {"label": "Yes"}, "no": {"label": "No"}}, "rules": rules}
    inputs = {name: {"question": f"How much is {name}?", "label": name, "type": "number", "range": "[0..1000)"} for name in "ab"}
    return json.dumps({"title": "Grid", "language": "en", "inputs": inputs, "decisions": {"d": decision}})


def stretch(at: int, count: int) -> str:
    return f"[{1000 * at // count}..{1000 * (at + 1) // count})"


class Packed(Quiet):
    """Serves the compressed copies, as deploy/nginx/site.conf does."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        packed = path.with_name(path.name + ".br")
        if not packed.is_file() or "br" not in self.headers.get("Accept-Encoding", ""):
            return super().do_GET()
        data = packed.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


# How it is measured


def measure(chromium: Browser, url: str, rounds: int) -> dict[str, list[float]]:
    """Return every measurement of every round by name."""
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for name, path in {"check": "/check/", "cut": "/bench/cut/", "whole": "/bench/whole/", "twin": "/bench/twin/"}.items():
            with_page(chromium, url + path, LINE, lambda page, name=name: loaded(page, name, found))
        for name, path in {"check": "/check/", "twin": "/bench/twin/", "10": "/bench/10/check/", "1000": "/bench/1000/check/"}.items():
            with_page(chromium, url + path, None, lambda page, name=name: answered(page, name, found))
        for name, path in STILL.items():
            for kind, start in {"": "/", " still": "/bench/still/"}.items():
                with_page(chromium, url + start + path.removesuffix("index.html"), None, lambda page, key=name + kind: blocked(page, key, found))
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
        found[f"{name} {what}"].append(value)


def same_answers(page: Page) -> list:
    """Return what the page says so far: the twin must say the same."""
    page.wait_for_timeout(300)
    return page.eval_on_selector_all("[data-part=stage] [data-outcome]", "all => all.map(one => one.dataset.decision + '.' + one.dataset.outcome)")


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


# What it says


def weights(site: Path) -> list[tuple]:
    """Return the rows about bytes, all brotli."""
    def packed(path: str) -> int:
        copy = site / (path + ".br")
        return copy.stat().st_size if copy.is_file() else (site / path).stat().st_size

    def first_view(page: str) -> int:
        found = fetched((site / page).read_text("utf-8"), site_url)
        return packed(page) + sum(packed(path) for path in found if not path.endswith(".js"))

    def asset(start: str) -> int:
        return packed(next(path.relative_to(site).as_posix() for path in (site / "assets").glob(f"{start}.*.js")))

    site_url = re.search(r'rel="canonical" href="(http://[^/"]+)', (site / "index.html").read_text("utf-8"))[1]
    pages = [path.relative_to(site).as_posix() for pattern in WITHOUT_CHECKER for path in sorted(site.glob(pattern))]
    pages = [page for page in pages if 'data-module="checker"' not in (site / page).read_text("utf-8")]
    scripts = [page for page in pages if SCRIPT.search((site / page).read_text("utf-8"))]
    heaviest = max(pages, key=first_view)
    runtime, own = asset("runtime"), asset("checker") + asset("loader")
    program = re.search(r"<script type=\"application/json\" data-program>(.*?)</script>", (site / "check/index.html").read_text("utf-8"), re.DOTALL)[1]
    return [
        ("pages without a checker that have a script", f"{len(scripts)} of {len(pages)}", "0", verdict(not scripts)),
        (f"the heaviest of them, first view: /{heaviest.removesuffix('index.html')}", size(first_view(heaviest)), "40 kB", verdict(first_view(heaviest) < 40_000)),
        ("script before the first touch", size(asset("loader")), "1 kB", verdict(asset("loader") < 1000)),
        ("Brython's part as shipped", size(runtime), "", ""),
        ("browser Python and loader", size(own), "", ""),
        ("whole checker", size(runtime + own), "225 kB", verdict(runtime + own < 225_000)),
        ("whole checker ÷ Brython's part", f"{(runtime + own) / runtime:.2f}", "1.25", verdict((runtime + own) / runtime <= 1.25)),
        ("the real rulebook as program", size(len(brotli.compress(program.encode()))), "15 kB", verdict(len(brotli.compress(program.encode())) <= 15_000)),
        ("/check/, its page alone", size(packed("check/index.html")), "", ""),
        ("Brython as distributed", size(packed("bench/shipped.js")), "", ""),
        ("the checker by hand (twin) with its loader", size(packed("bench/twin.js") + packed("bench/loader.js")), "", ""),
    ]


def times(found: Mapping[str, list[float]], same: Mapping[str, bool]) -> list[tuple]:
    middle = {name: statistics.median(values) for name, values in found.items() if name != "said"}
    ratio = statistics.median(one / other for one, other in zip(found["check ready"], found["cut ready"], strict=True))
    whole = statistics.median(one / other for one, other in zip(found["check ready"], found["whole ready"], strict=True))
    many = middle["1000 step"] / middle["10 step"]
    rows = [
        ("/check/ ready", ms(middle["check ready"]), "", ""),
        ("a page that loads Brython as distributed and does nothing", ms(middle["whole ready"]), "", ""),
        ("/check/ ÷ that (median of the rounds' ratios)", f"{whole:.2f}", "1.25", verdict(whole <= 1.25)),
        ("a page that loads only the part of it that we ship", ms(middle["cut ready"]), "", ""),
        ("/check/ ÷ that, the stricter reading", f"{ratio:.2f}", "1.25", verdict(ratio <= 1.25)),
        ("twin ready", ms(middle["twin ready"]), "", ""),
        ("/check/ ÷ twin: the price of Brython", f"{middle['check ready'] / middle['twin ready']:.1f}", "", ""),
        ("/check/: first question there as links (first contentful paint)", ms(middle["check painted"]), "", ""),
        ("an answer to the next question painted", f"{ms(middle['check step'])} (slowest {ms(max(found['check step']))})", "100 ms", verdict(middle["check step"] <= 100)),
        ("the same by the twin", ms(middle["twin step"]), "", ""),
        ("the same with 10 rules", ms(middle["10 step"]), "", ""),
        ("the same with 1,000 rules", ms(middle["1000 step"]), "", ""),
        ("1,000 ÷ 10 rules", f"{many:.2f}", "1.3", verdict(many <= 1.3)),
        ("blocked: /check/ until 1.5 s after it is ready", ms(middle["check blocked"]), "", ""),
    ]
    for name in ("home", "guide", "faq"):
        if same[name]:
            rows.append((f"blocked by script: {name}", "0 (there is none)", "0", "held"))
            continue
        more = statistics.median(one - other for one, other in zip(found[f"{name} blocked"], found[f"{name} still blocked"], strict=True))
        shown = f"{ms(middle[f'{name} blocked'])} − {ms(middle[f'{name} still blocked'])}"
        rows.append((f"blocked by script: {name}, minus the same without it", shown, "0", verdict(more <= NOISE)))
    return rows


NOISE = 15  # ms: what the same page differs by from itself on a busy machine


def table(rows: list[tuple]) -> str:
    lines = [("what", "found", "at most", "")] + [("---",) * 4] + rows
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in lines)


def size(count: int) -> str:
    return f"{count} bytes" if count < 1000 else f"{count / 1000:.1f} kB"


def ms(value: float) -> str:
    return f"{value:.0f} ms"


def verdict(held: bool) -> str:
    return "held" if held else "missed"


if __name__ == "__main__":
    sys.exit(main())
