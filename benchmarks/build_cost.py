"""What the plugin costs a build: python benchmarks/build_cost.py  (about eight minutes)

The same pages of prose are built by Pelican alone with our theme, its frame fed from the settings, and by the whole
build: rules proven, views, checker, exports and print made, finished pages checked. Seconds are the processor's, so
that whatever else the machine does counts little; all are run in turn, and medians are taken. The whole build is run
three ways: after a change of a page, after a change of the rules (the print is set anew), and with an empty cache.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from benchmarks.rows import table, verdict  # noqa: E402
from benchmarks.sites import grid  # noqa: E402

LIBRARY = ROOT / "tests/rulebooks/library/rules.yaml"
SIZES = (50, 500, 2000)
FACTOR, MORE = 1.15, 0.5
RULES = ((2, 5), (10, 10), (20, 50))
TITLE = re.compile(r'(title"?: "?[A-Z]\w+)')
PARAGRAPH = "You opened a dispute, and the seller has answered. **Read** the answer, and keep [the messages](/about/). "
OURS = """
from pelicanconf import *
THEME, CACHE_PATH = {theme!r}, "cache"
"""
PLAIN = """
from pathlib import Path
from types import SimpleNamespace
from pelicanconf import *
from rulebook.locale import words
from rulebook.plugin.environment import TEMPLATES
from rulebook.publish.headers import REFERRER, in_page
from rulebook.views.shapes import Link
PLUGINS = []
PAGE_URL = "{folder}/{slug}/"
PAGE_SAVE_AS = "{folder}/{slug}/index.html"
JINJA_GLOBALS = {
    "book": SimpleNamespace(name="Plain", title="Plain", language="en", reviewed="1 March 2026", version="1", sources=[1], figures=[]),
    "words": words(),
    "site": SimpleNamespace(
        menu=[Link(name, "/" + name + "/") for name in ("guide", "faq", "decisions", "check", "about", "embed")],
        policy=in_page, referrer=REFERRER, card=lambda url: "/cards/one.png", report_url=lambda url: "/about/",
        breadcrumbs=list, changes=(), pages={},
    ),
}
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
THEME_TEMPLATES_OVERRIDES = [str(Path(__file__).parent / "frames"), str(TEMPLATES)]
"""
# What the plugin hands to the theme's template of a page.
PLAIN_PAGE = """\
{% set page_url, page_title, page_description = "/" ~ page.url, page.title, page.summary|striptags %}
{% set summary, body, cites, previous, next = page.summary|safe, page.content|safe, (), none, none %}
{% extends "!theme/guide.html" %}
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = [*by_pages(Path(place), options.rounds), *by_rules(Path(place), options.rounds)]
    print(table(rows))
    return int(any(row[-1] == "missed" for row in rows))


def by_pages(folder: Path, rounds: int) -> list[tuple]:
    rows = []
    for count in SIZES:
        project = folder / str(count)
        write(project, count, LIBRARY.read_text("utf-8"))
        found = measure(rounds, project)
        made = len(list((project / "output").resolve().rglob("*.html")))
        limit = FACTOR * found["plain"] + MORE
        rows.append((f"{made:,} pages: Pelican alone", f"{found['plain']:.2f} s", "", ""))
        rows.append(
            (
                "the whole build, after a change of a page",
                f"{found['page']:.2f} s",
                f"{limit:.2f} s",
                verdict(found["page"] <= limit),
            )
        )
        rows.append(("after a change of the rules", f"{found['rules']:.2f} s", "", ""))
        rows.append(("with an empty cache", f"{found['first']:.2f} s", "", ""))
    return rows


def by_rules(folder: Path, rounds: int) -> list[tuple]:
    """Return what 10 times the rules do to the plugin's own share: what a build takes beyond Pelican's with as many pages."""
    shares = {}
    for many, more in RULES:
        project = folder / f"rules{many * more}"
        write(project, 1, grid(many, more))
        found = measure(rounds, project)
        shares[many * more] = found["rules"] - found["plain"]
    counts = sorted(shares)
    rows = [
        (f"{count:,} rules: the plugin's own share, after a change of them", f"{shares[count]:.2f} s", "", "") for count in counts
    ]
    for fewer, more in pairwise(counts):
        times = more / fewer
        rows.append(
            (
                f"{times:.0f} × the rules: its share grows by",
                f"{shares[more] / shares[fewer]:.1f} ×",
                f"{times:.0f} ×",
                verdict(shares[more] <= times * shares[fewer]),
            )
        )
    return rows


def write(project: Path, count: int, rules: str) -> None:
    guide = project / "content/guide"
    guide.mkdir(parents=True)
    (project / "rules.yaml").write_text(rules, "utf-8")
    for number in range(count):
        text = f"Title: Topic {number}\nOrder: {number}\nSummary: What topic {number} says.\n\n" + "\n\n".join(
            ["## Part\n\n" + PARAGRAPH * 5] * 4
        )
        (guide / f"topic-{number}.md").write_text(text, "utf-8")
    (project / "plain.py").write_text(PLAIN, "utf-8")
    (project / "frames").mkdir()
    (project / "frames" / "page.html").write_text(PLAIN_PAGE, "utf-8")
    (project / "ours.py").write_text(OURS.format(theme=str(ROOT / "theme")), "utf-8")


def alone(project: Path) -> list[str]:
    """Return the command by which Pelican alone makes as many pages as the whole build."""
    wanted = len(list((project / "output").resolve().rglob("*.html")))
    content = project / "content"
    more = project / "more"
    if not more.exists():
        shutil.copytree(content, more)
        for number in range(len(list((content / "guide").iterdir())), wanted):
            shutil.copy(content / "guide/topic-0.md", more / f"guide/more-{number}.md")
            text = (more / f"guide/more-{number}.md").read_text("utf-8")
            (more / f"guide/more-{number}.md").write_text(text.replace("Topic 0", f"More {number}"), "utf-8")
    return [sys.executable, "-m", "pelican", str(more), "-s", str(project / "plain.py"), "-o", str(project / "plain"), "--quiet"]


def built(project: Path) -> list[str]:
    paths = {"--rules": "rules.yaml", "--content": "content", "--output": "output", "--settings": "ours.py"}
    return [
        sys.executable,
        "-m",
        "rulebook.cli.build",
        *(text for name, path in paths.items() for text in (name, str(project / path))),
    ]


def measure(rounds: int, project: Path) -> dict[str, float]:
    """Return the median seconds of each way to build, run in turn."""
    run(built(project))
    page, rules = project / "content/guide/topic-0.md", project / "rules.yaml"
    found = defaultdict(list)
    for number in range(rounds):
        found["plain"].append(run(alone(project)))
        page.write_text(page.read_text("utf-8") + f"\nRound {number}.\n", "utf-8")
        found["page"].append(run(built(project)))
        rules.write_text(TITLE.sub(rf"\1 {number}", rules.read_text("utf-8"), count=1), "utf-8")
        found["rules"].append(run(built(project)))
        shutil.rmtree(project / "cache")
        found["first"].append(run(built(project)))
    return {way: statistics.median(seconds) for way, seconds in found.items()}


def run(command: list[str]) -> float:
    """Return the seconds of the processor that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'plugins'}"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
