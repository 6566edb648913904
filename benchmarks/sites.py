"""What the benchmarks measure: the published site with bare pages, a twin by hand and large rulebooks beside it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

import brotli  # noqa: E402
from rulebook.bundle.minify import minified  # noqa: E402
from rulebook.bundle.v8 import brython  # noqa: E402

from tests.conftest import Quiet  # noqa: E402

STILL = {"home": "index.html", "guide": "guide/index.html", "faq": "faq/index.html"}
SCRIPT = re.compile(r'<script src="[^"]*"[^>]*></script>')
LOADER = re.compile(r'<script src="[^"]*/loader\.\w+\.js"[^>]* async></script>')  # the checker's; the search's is deferred
PRELOADED = re.compile(r'<link\b[^>]* as="script"[^>]*>')
DONE = """<!doctype html><title>Brython, and nothing else</title><link rel="icon" href="data:,"><p>Nothing.</p>
<script src="{script}"></script><script src="/bench/{mark}"></script>"""
MARK = "performance.mark('checker:ready')"
# As a page calls it that uses Brython. The lean run time has none of that: the checker needs nothing but that it has loaded.
STARTED = f"brython(); {MARK}"
BARE = ("/bench/whole/", "/bench/cut/")  # they have no policy of ours, under which Brython as distributed stops half way


def prepare(folder: Path, url: str, rules: Path, content: Path) -> Path:
    """Publish the site, with /bench/ in it; return its folder."""
    publish(folder, rules, content, folder / "output", url)
    site = (folder / "output").resolve()
    runtime = next(path for path in (site / "assets").glob("runtime.*.js"))
    check = (site / "check/index.html").read_text("utf-8")
    put(site, "bench/mark.js", MARK)
    put(site, "bench/started.js", STARTED)
    put(site, "bench/shipped.js", brython())
    put(site, "bench/cut/index.html", DONE.format(script=f"/assets/{runtime.name}", mark="mark.js"))
    put(site, "bench/whole/index.html", DONE.format(script="/bench/shipped.js", mark="started.js"))
    put_twin(site, check)
    for name in STILL.values():
        put(site, f"bench/still/{name}", SCRIPT.sub("", (site / name).read_text("utf-8")))
    for count, (many, more) in {10: (2, 5), 1000: (20, 50)}.items():
        (folder / "grid.yaml").write_text(grid(many, more), "utf-8")
        publish(folder, folder / "grid.yaml", folder / "none", folder / "grid", f"{url}/bench/{count}")
        shutil.copytree((folder / "grid").resolve(), site / "bench" / str(count))
    return site


def put_twin(site: Path, check: str) -> None:
    """Put the checker by hand into a page that is the same in all else: the loader, what it preloads, minified alike."""
    put(site, "bench/twin.js", minified((ROOT / "benchmarks/twin/twin.js").read_text("utf-8")))
    loader = (ROOT / "plugins/rulebook/browser/loader.js").read_text("utf-8")
    pieces = next(path for path in (site / "assets").glob("pieces.*.html"))
    parts = f'{{"twin.js": "", "../assets/{pieces.name}": ""}}'
    put(site, "bench/loader.js", minified(loader.replace('{"runtime.js": "", "checker.js": "", "pieces.html": ""}', parts)))
    page = LOADER.sub('<script src="/bench/loader.js" async></script>', PRELOADED.sub("", check))
    preload = '<link rel="preload" href="/bench/twin.js" as="script" fetchpriority="low">'
    put(site, "bench/twin/index.html", page.replace('<link rel="preload"', preload + '<link rel="preload"', 1))


def publish(folder: Path, rules: Path, content: Path, output: Path, url: str) -> None:
    command = [sys.executable, "-m", "rulebook.cli.build", "--settings", "publishconf.py"]
    paths = {"--rules": rules, "--content": content, "--output": output}
    env = {"SITEURL": url, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run(
        [*command, *(str(part) for pair in paths.items() for part in pair)], cwd=ROOT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)


def put(site: Path, name: str, text: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.with_name(path.name + ".br").write_bytes(brotli.compress(text.encode()))


def grid(many: int, more: int) -> str:
    """Return a rulebook of one decision that bounds two numbers into many × more rules."""
    rules = [
        {
            "id": f"r{one}_{two}",
            "when": {"a": stretch(one, many), "b": stretch(two, more)},
            "then": ("no", "yes")[(one + two) % 2],
        }
        for one in range(many)
        for two in range(more)
    ]
    decision = {
        "question": "Which is it?",
        "label": "which",
        "outcomes": {"yes": {"label": "Yes"}, "no": {"label": "No"}},
        "rules": rules,
    }
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
            super().do_GET()
            return
        data = packed.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
