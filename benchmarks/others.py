"""Pages of other tools with our questions: fetched from their packages, built in a folder, measured as ours are."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate
from rulebook.load import load
from rulebook.locale import words
from rulebook.wording.context import view_context

from benchmarks.other_formats import publicodes_rules, survey_json
from benchmarks.phone import LINE, loaded, ready, until, with_page
from benchmarks.rows import ms, size
from benchmarks.sites import ROOT, put

PACKAGES = ("survey-core@2.5.38", "survey-js-ui@2.5.38", "publicodes@1.10.3", "esbuild@0.28.2")
UNDER = "/bench/others/"
STYLES = {"surveyjs": "node_modules/survey-core/survey-core.fontless.min.css"}
OPTIONS = {
    "check": "[data-module=checker] [data-answer]:visible",
    "surveyjs": "[data-name] label:has(input[type=radio])",
    "publicodes": "main button",
}
SHOWS = {
    "surveyjs": "questions only, here; no verdict, steps, reasons or sources, nothing without script",
    "publicodes": "questions, then the headline's name and text; no steps, letters or sources, no other decision, nothing without script",
}
NAMES = {"surveyjs": "SurveyJS, core and UI", "publicodes": "Publicodes, engine and compiled rules"}
TAPS = 2
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>
{style}<main></main><script src="page.js"></script></html>"""
# From a tap until another question stands on the screen: a page may change it later than in the frame of the tap.
GOES_ON = """
self.asked ??= () => [...document.querySelectorAll('[data-module=checker] [data-question]')].find(one => one.checkVisibility())?.dataset.question ?? ''
addEventListener('click', event => {
  const before = self.asked(), channel = new MessageChannel()
  channel.port1.onmessage = () => { self.wentOnAfter = performance.now() - event.timeStamp }
  requestAnimationFrame(function look() {
    if (self.asked() === before) requestAnimationFrame(look)
    else channel.port2.postMessage(0)
  })
}, true)
"""


def prepare_others(folder: Path, site: Path, rules: Path) -> dict:
    """Fetch the packages, put a page of each tool into the site under /bench/others/, and return the rulebook's program."""
    rulebook, findings = load(rules)
    if rulebook is None:
        sys.exit("\n".join(one.message for one in findings))
    context = view_context(rulebook, words(rulebook.language))
    made = program(context.rulebook)
    packages = folder / "packages"
    shutil.copytree(ROOT / "benchmarks/form_libraries", packages)
    for name, data in {
        "surveyjs": survey_json(context.rulebook, made, context.plain),
        "publicodes": publicodes_rules(context.rulebook, context.plain),
    }.items():
        (packages / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    run(packages, "npm", "install", "--prefix", ".", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES)
    for name in NAMES:
        build(packages, site, name)
    return made


def build(packages: Path, site: Path, name: str) -> None:
    """Bundle one page with what it needs, minified, without what it never names."""
    run(packages, "node_modules/.bin/esbuild", f"{name}.js", "--bundle", "--minify", "--charset=utf8", f"--outfile={name}.out.js")
    put(site, f"{UNDER[1:]}{name}/page.js", (packages / f"{name}.out.js").read_text("utf-8"))
    if name in STYLES:
        put(site, f"{UNDER[1:]}{name}/page.css", (packages / STYLES[name]).read_text("utf-8"))
    style = '<link rel="stylesheet" href="page.css">' if name in STYLES else ""
    put(site, f"{UNDER[1:]}{name}/index.html", PAGE.format(name=NAMES[name], style=style))


def run(folder: Path, *command: str) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(f"There is no {command[0]}. Install Node.js with npm, or leave out --others.")
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")


def measure_others(chromium: Browser, url: str, rounds: int, program: Mapping) -> dict[str, list[float]]:
    """Return every measurement of every round by name, our own page's among them."""
    found: dict[str, list[float]] = defaultdict(list)
    pages = {"check": f"{url}/check/"} | {name: f"{url}{UNDER}{name}/" for name in NAMES}
    for number in range(rounds):
        print(f"others, round {number + 1} of {rounds}", file=sys.stderr)
        for name, address in pages.items():
            with_page(chromium, address, LINE, lambda page, name=name: loaded(page, name, found))
            with_page(chromium, address, None, lambda page, name=name: tapped(page, name, found))
    with_page(chromium, pages["publicodes"], None, lambda page: insist_on_the_verdict(page, program))
    return found


def tapped(page: Page, name: str, found: dict) -> None:
    """Answer two questions with a tap each; keep how long each takes until the next question is painted."""
    ready(page)
    page.evaluate(GOES_ON)
    for _ in range(TAPS):
        page.wait_for_timeout(500)
        page.evaluate("self.wentOnAfter = null")
        page.locator(OPTIONS[name]).first.click()
        until(page, "self.wentOnAfter !== null")
        found[f"{name} step"].append(page.evaluate("self.wentOnAfter"))


def insist_on_the_verdict(page: Page, program: Mapping) -> None:
    """Go on until Publicodes names a verdict, and end the run unless our evaluator gives the same for these answers."""
    ready(page)
    while not page.locator("[data-outcome]").count():
        page.locator("main button").last.click()
    answers, said = page.evaluate("self.answers"), page.locator("[data-outcome]").get_attribute("data-outcome")
    ours = evaluate(program, answers)["decisions"][program["people"][0]]["outcome"]
    if said != ours:
        sys.exit(f"For {answers} Publicodes says {said}, our evaluator {ours}. Mend benchmarks/other_formats.py.")


def rows_of_others(site: Path, found: Mapping[str, list[float]]) -> list[tuple]:
    """Return what each tool's page fetches, with what it shows in the last column, and how long it takes, beside ours."""
    rows = _times("/check/ in the same rounds", "check", found)
    for name, title in NAMES.items():
        parts = sorted((site / UNDER[1:] / name).glob("*.br"))
        listed = ", ".join(f"{part.stem} {size(part.stat().st_size)}" for part in parts)
        rows += [
            (f"{title}: all that is fetched ({listed})", size(sum(part.stat().st_size for part in parts)), "", SHOWS[name]),
            *_times(title, name, found),
        ]
    return rows


def _times(title: str, name: str, found: Mapping[str, list[float]]) -> list[tuple]:
    return [
        (f"{title}: ready", ms(statistics.median(found[f"{name} ready"])), "", ""),
        (f"{title}: a tap to the next question painted", ms(statistics.median(found[f"{name} step"])), "", ""),
    ]
