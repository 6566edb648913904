"""Tones, colours and mark: each stands in one place, can be read, and reaches pages, cards, print and icon from there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import partial

import pytest
from hypothesis import given, strategies as st
from rulebook.design.assets import COLOURS, ICON, assets
from rulebook.design.colour import contrast, mixed, readable, worst
from rulebook.design.neutrals import BLACK, NEUTRALS, WHITE
from rulebook.design.palette import EASY, grounds, palette
from rulebook.design.tones import TO_DO, TONES
from rulebook.load import load
from rulebook.locale import FOLDER, words
from rulebook.model import Brand
from rulebook.print import layout
from rulebook.print.cards import cards
from rulebook.views.book import views
from rulebook.wording.context import view_context

from tests import small_site
from tests.conftest import ROOT

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TEXT, EDGE = 4.5, 3
NEW_TONE = '    Tone("urgent", Pair("#7a1fa2", "#d8a6f0"), Pair("#f6eafa", "#2c1b33"), "M12 2 22 22H2Z", "at once"),\n'


@pytest.mark.parametrize("tone", TONES.values(), ids=TONES)
@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_a_tone_can_be_read_on_its_own_ground_and_on_that_of_the_page(tone, scheme):
    grounds = [getattr(pair, scheme) for pair in (tone.ground, NEUTRALS["paper"], NEUTRALS["raised"])]
    assert worst(getattr(tone.edge, scheme), grounds) >= TEXT


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_words_can_be_read_and_edges_be_seen(scheme):
    made = {meaning: getattr(pair, scheme) for meaning, pair in palette(Brand()).items()}
    behind = grounds(made["accent"], scheme)
    for meaning in ("ink", "ink-quiet", "accent", "accent-strong", "fault"):
        assert worst(made[meaning], behind) >= TEXT, meaning
    assert worst(made["edge"], [made["paper"], made["raised"], made["sunken"]]) >= EDGE
    for ground in ("accent", "accent-strong"):
        assert contrast(made["on-accent"], made[ground]) >= TEXT


@pytest.mark.parametrize("catalogue", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_tone_has_a_word_and_none_is_about_the_reader(catalogue):
    said = words(catalogue.stem)
    assert all(tone.word in said for tone in TONES.values())
    assert not [said[tone.word] for tone in TONES.values() if re.search(r"\byou\b", said[tone.word], re.I)]


def test_no_tone_takes_the_name_of_another_colour():
    assert len(palette(Brand())) == len(NEUTRALS) + len(("accent", "accent-strong", "accent-ground", "on-accent")) + 2 * len(
        TONES
    )


def test_the_checker_asks_for_the_tones_that_are_there():
    source = (ROOT / "plugins/rulebook/browser/view/findings.py").read_text("utf-8")  # it runs in the browser, and only there
    assert dict(re.findall(r'^(TO_DO) = "(\w+)"', source, re.M)) == {"TO_DO": TO_DO}


def test_no_colour_and_no_shape_is_written_a_second_time():
    own = {colour for pair in palette(Brand()).values() for colour in pair} - {BLACK, WHITE}
    own |= {tone.sign[:24] for tone in TONES.values()}
    folders = (ROOT / "theme", ROOT / "plugins" / "rulebook")
    files = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".css", ".html", ".typ", ".py", ".js", ".svg")
    ]
    again = {
        path.relative_to(ROOT).as_posix(): sorted(one for one in own if one in path.read_text("utf-8"))
        for path in files
        if path.parent.name != "design"
    }
    allowed = {"#2546b0"}  # stands as an example in the words about `accent`
    assert {path: found for path, found in again.items() if set(found) - allowed} == {}


@pytest.mark.slow
def test_a_new_tone_is_one_line_of_the_table_and_a_word(tmp_path):
    """Build a clone with one tone more: pages, print and cards, with nothing else touched."""
    clone = tmp_path / "clone"
    for folder in ("plugins", "theme"):
        shutil.copytree(ROOT / folder, clone / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pelicanconf.py", clone)
    project = small_site.project(clone, {"pages/words.md": "Title: Words\n\n{{ outcome payment.fine }}\n"})
    replace_in(project / "rules.yaml", "fine:    {label: A fine, tone: act", "fine:    {label: A fine, tone: urgent")
    replace_in(clone / "plugins/rulebook/design/tones.py", "_TABLE = (\n", "_TABLE = (\n" + NEW_TONE)
    replace_in(clone / "plugins/rulebook/locale/en.yaml", "tone_act:", "tone_urgent: At once\ntone_act:")
    env = {**os.environ, "PYTHONPATH": str(clone / "plugins")}
    done = subprocess.run([sys.executable, "-m", "rulebook.cli.build"], cwd=clone, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page, sheet = ((clone / "output" / name).read_text("utf-8") for name in ("words/index.html", COLOURS.strip("/")))
    assert 'class="outcome tone--urgent"' in page and 'id="tone-urgent"' in page and "At once" in page
    assert ".tone--urgent {" in sheet and '"M12 2 22 22H2Z"' in sheet
    assert (clone / "output/faq.pdf").read_bytes().startswith(b"%PDF") and (clone / "output/cards/home.png").is_file()
    assert '"tone_urgent":' in (clone / "output/checker/pieces.html").read_text("utf-8")


def test_a_brand_reaches_sheet_icon_pages_cards_and_print(tmp_path):
    rulebook = small(tmp_path, 'brand: {accent: "#7A1FA2", mark: M0 0h32v32H0Z, disclaimer: "Nobody\'s *but* ours."}')
    made, book = assets(rulebook.brand), views(view_context(rulebook, words("en")))
    assert "--accent: var(--light, #7a1fa2) var(--dark, #" in made[COLOURS].decode()
    assert "#7a1fa2" in made[ICON].decode() and "M0 0h32v32H0Z" in made[ICON].decode()
    assert "<em>but</em> ours." in str(book.brand.disclaimer)
    assert "M0 0h32v32H0Z" in book.brand.mark and "M0 0h32v32H0Z" in book.brand.mark_picture
    data = layout.lay_out(book, "")
    assert data["colours"]["accent"] == "#7a1fa2" and data["disclaimer"]
    assert cards(book) != cards(views(view_context(small(tmp_path, ""), words("en"))))


@pytest.mark.slow
def test_without_a_disclaimer_nothing_is_disclaimed(tmp_path):
    folder = small_site.project(tmp_path)
    assert small_site.build(folder).returncode == 0
    assert "ffiliated" not in (folder / "output/index.html").read_text("utf-8")
    with (folder / "rules.yaml").open("a", encoding="utf-8") as rules:
        rules.write('brand: {disclaimer: "Not affiliated with {{ cheap_book }} books."}\n')
    assert small_site.build(folder).returncode == 0
    for page in ("index.html", "404.html", "faq/index.html"):
        assert "Not affiliated with about €8 books." in (folder / "output" / page).read_text("utf-8")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {0}>{1}</svg>'
MARKS = {
    "a path": (SVG.format('viewBox="0 0 9 9"', '<title>x</title><g><path d="M0 0h9v9Z" onclick="x()"/></g>'), None),
    "no view box": (SVG.format("", '<path d="M0 0h9"/>'), "has no viewBox"),
    "a script": (SVG.format('viewBox="0 0 9 9"', "<script>alert(1)</script>"), "holds <script>"),
    "a circle": (SVG.format('viewBox="0 0 9 9"', '<circle r="3"/>'), "holds <circle>"),
    "a transform": (SVG.format('viewBox="0 0 9 9"', '<path transform="scale(2)" d="M0 0h9"/>'), "a transform of <path>"),
    "nothing": (SVG.format('viewBox="0 0 9 9"', ""), "holds no path"),
    "no path data": (SVG.format('viewBox="0 0 9 9"', '<path d="url(x)"/>'), "a path that is none"),
    "an entity": ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format('viewBox="0 0 9 9"', "&a;"), "more than a picture"),
    "no XML": ("<svg", "not well-formed"),
}


@pytest.mark.parametrize("svg, fault", MARKS.values(), ids=MARKS)
def test_of_a_mark_in_a_file_only_its_outlines_are_read(tmp_path, svg, fault):
    (tmp_path / "mark.svg").write_text(svg, "utf-8")
    path = written(tmp_path, "brand: {mark: mark.svg}")
    rulebook, found = load(path)
    if fault:
        assert [one.kind for one in found] == ["form"] and fault in found[0].message and found[0].line == 14
    else:
        assert not found and rulebook.brand.mark.box == "0 0 9 9"
        assert [one.path for one in rulebook.brand.mark.outlines] == ["M0 0h9v9Z"]


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_bounded(one, other):
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.0001


@pytest.mark.slow
@given(colours)
def test_every_colour_becomes_readable(colour):
    for scheme, towards in (("light", BLACK), ("dark", WHITE)):
        behind = partial(grounds, scheme=scheme)
        found = readable(colour, behind, TEXT, towards)
        assert worst(found, behind(found)) >= TEXT
    dark = palette(Brand(accent=colour))["accent"].dark
    assert worst(dark, grounds(dark, "dark")) >= EASY


@given(colours, colours)
def test_a_mixture_without_a_share_of_the_other_is_the_one(one, other):
    assert (mixed(one, other, 0), mixed(one, other, 1)) == (one, other)


def replace_in(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def small(folder, more):
    rulebook, found = load(written(folder, more))
    assert not found
    return rulebook


def written(folder, more):
    path = folder / "rules.yaml"
    path.write_text(SMALL + more + "\n", "utf-8")
    return path


SMALL = """\
title: Lamps
language: en
inputs:
  state: {question: How is it?, label: state, type: choice, options: {new: {label: New}, old: {label: Old}}}
decisions:
  what:
    question: What now?
    label: what
    outcomes: {keep: {label: Keep it, tone: plain}, sell: {label: Sell it}}
    rules:
      - {id: new, when: {state: new}, then: keep, because: New., examples: [{state: new}]}
      - {id: old, when: {state: old}, then: sell, because: Old., examples: [{state: old}]}

"""
