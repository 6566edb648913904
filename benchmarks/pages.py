"""How long the pages of a finished site are, by kind: height on a phone and on a desk, words in sight, folds.

python benchmarks/pages.py [output]
"""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser.chromium import LAUNCH_ARGUMENTS, find_chromium  # noqa: E402
from tests.conftest import Server  # noqa: E402

SCREENS = ({"width": 360, "height": 740}, {"width": 1280, "height": 800})
MEASURE = """[document.documentElement.scrollHeight, document.body.innerText.split(/\\s+/).filter(Boolean).length,
  document.querySelectorAll('details').length]"""
KINDS = ("situations", "decisions", "guide", "sources")  # of which there are several pages: the longest one counts


def main(output: Path) -> int:
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(output.resolve())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH_ARGUMENTS)
        print("| page | height at 360 px | words in sight | folds | height at 1280 px |\n|---|---|---|---|---|")
        for kind, paths in _kinds(output):
            phone, desk = (_longest(browser, f"http://127.0.0.1:{server.server_port}", paths, screen) for screen in SCREENS)
            name = f"{kind}, the longest of {len(paths)}" if len(paths) > 1 else kind
            print(f"| {name} | {phone[0]:,} | {phone[1]:,} | {phone[2]:,} | {desk[0]:,} |")
    return 0


def _kinds(output: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page with the addresses of all its pages."""
    found: dict[str, list[str]] = {}
    for file in sorted(output.resolve().rglob("index.html")):
        path = f"/{file.parent.relative_to(output.resolve()).as_posix()}/".replace("/./", "/")
        first, _, rest = path.strip("/").partition("/")
        found.setdefault(f"/{first}/…/" if first in KINDS and rest else path, []).append(path)
    yield from found.items()


def _longest(browser: Browser, site: str, paths: list[str], screen: dict[str, int]) -> list[int]:
    page = browser.new_page(viewport=screen)
    found = max(_measured(page, site + path) for path in paths)
    page.close()
    return found


def _measured(page: Page, address: str) -> list[int]:
    page.goto(address)
    return page.evaluate(MEASURE)


class _Server(Server):
    def handle_error(self, *given: object) -> None:
        """Say nothing of a page that was left before all its files had come."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *given: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "output")))
