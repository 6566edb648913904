"""Style sheets: they nest as they should, touch nothing outside the rulebook's part, and name only what is there."""

from __future__ import annotations

import re

import pytest
from rulebook.design.palette import palette
from rulebook.design.style_sheet import style_sheet
from rulebook.model import Brand

from tests.conftest import ROOT

PLUGIN = ROOT / "plugins" / "rulebook"
SHEETS = sorted((PLUGIN / "plugin" / "static" / "css").glob("*.css"))
FRAME = sorted((ROOT / "theme" / "static" / "css").glob("*.css"))
EVERY = pytest.mark.parametrize("sheet", [*SHEETS, *FRAME], ids=lambda path: path.name)
MADE = style_sheet(palette(Brand()))
PARTS = re.compile(r'"[^"]*"|[{};]|[^{};"]+')
OWN = re.compile(r"(?::where\()?\.rulebook\b[^,]*")  # a selector that reaches into the rulebook's part only


def rules(text):
    """Yield (preludes around it, prelude) of every block, outermost first; raise where one is closed that is not open."""
    around, prelude = [], ""
    for part in PARTS.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
        if part == "{":
            yield tuple(around), prelude.strip()
            around.append(prelude.strip())
        elif part == "}":
            around.pop()
        prelude = "" if part in "{};" else prelude + part
    assert not around, f"never closed: {around}"


def used(pattern):
    """Return what a pattern finds in templates, views and scripts."""
    files = [path for folder in (PLUGIN, ROOT / "theme") for path in folder.rglob("*") if path.suffix in (".html", ".py", ".js")]
    return set(re.findall(pattern, "".join(path.read_text("utf-8") for path in files)))


@EVERY
def test_every_block_is_closed_and_names_what_it_is_for(sheet):
    assert all(prelude for _, prelude in rules(sheet.read_text("utf-8")))


@pytest.mark.parametrize(
    "sheet", [MADE, *(path.read_text("utf-8") for path in SHEETS)], ids=["made", *(path.name for path in SHEETS)]
)
def test_no_rule_reaches_outside_the_part_of_the_rulebook(sheet):
    """So that the sheets can stand in a page with sheets of its own: tokens and rules hold below `.rulebook` alone."""
    for around, prelude in rules(sheet):
        if not prelude.startswith("@") and not any(outer.startswith(("@keyframes", "@page", "@font-face")) for outer in around):
            outside = [one for one in prelude.split(",") if not OWN.match(one.strip())]
            assert not outside or any(OWN.match(outer) for outer in around), prelude
        if prelude.startswith("@keyframes"):
            assert prelude.startswith("@keyframes rulebook-"), prelude


def test_what_reaches_outside_is_seen():
    with pytest.raises(AssertionError):
        test_no_rule_reaches_outside_the_part_of_the_rulebook("@layer base { :root { --ink: black } }")
    with pytest.raises(AssertionError):
        list(rules("@layer base { .rulebook { --ink: black }"))


@EVERY
def test_every_custom_property_that_is_asked_for_is_set_somewhere(sheet):
    everything = "".join(path.read_text("utf-8") for path in (*SHEETS, *FRAME)) + MADE
    known = set(re.findall(r"(--[\w-]+)\s*:", everything)) | used(r'(--[\w-]+)"?\s*[:,]')
    for name, fallback in re.findall(r"var\((--[\w-]+)\s*([,)])", sheet.read_text("utf-8")):
        assert name in known or fallback == ",", name


def test_every_class_that_is_dressed_stands_in_a_page():
    """A name may be put together (`tone--{{ tone }}`, `picture__{name}`): then its first part and its last stand there apart."""
    written = used(r"[\w-]+")
    for sheet in (*SHEETS, *FRAME):
        for _, prelude in rules(sheet.read_text("utf-8")):
            if not prelude.startswith("@"):
                for name in re.findall(r"\.([a-zA-Z][\w-]*)", prelude):
                    first, last = re.fullmatch(r"(.*(?:--|__))?(.*)", name).groups("")
                    assert name in written or {first, last} <= written, f"{sheet.name}: .{name}"
