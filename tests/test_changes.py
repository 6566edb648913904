"""Changes: entries in the right form become a page and a feed that readers accept; others are told with their line."""

from __future__ import annotations

import re
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from markupsafe import Markup
from rulebook.check import check
from rulebook.cli.diff import diff
from rulebook.cli.diff.formats import markdown
from rulebook.content.changes import change_faults, read_changes
from rulebook.locale import words
from rulebook.site.feed import ATOM, feed
from rulebook.views.book import views
from rulebook.views.shapes import ChangeView, Html
from rulebook.wording.context import view_context

from tests.conftest import ROOT

LIBRARY = ROOT / "tests" / "rulebooks" / "library" / "rules.yaml"
FIRST = "Title: First\nDate: 2026-01-02\nVersion: 2026-01-02\n\nAll is *new*.\n"
SECOND = "Title: Fees & fines\nDate: 2026-03-04\nVersion: 2026-01-02-aa → 2026-03-04-bb\n\n- **payment**: a → b\n"
BROKEN = {
    "no title": ("Date: 2026-01-02\nVersion: x\n\nText", "the entry has no Title.", 1),
    "no date": ("Title: x\nVersion: x\n\nText", "the entry has no Date.", 1),
    "a date that is none": ("Title: x\nVersion: y\nDate: 2 January\n\nText", '"2 January" is no date.', 3),
    "nothing": ("", "the entry has no Title.", 1),
}


@pytest.fixture(scope="module")
def book():
    return views(view_context(check(LIBRARY)[0], words("en")))


def test_entries_stand_newest_first():
    entries = read_changes({"a-first.md": FIRST, "b-second.md": SECOND})
    assert [(entry.anchor, entry.day) for entry in entries] == [("b-second", date(2026, 3, 4)), ("a-first", date(2026, 1, 2))]


@pytest.mark.parametrize("text, message, line", BROKEN.values(), ids=BROKEN)
def test_an_entry_in_another_form_is_told_with_its_line(text, message, line):
    assert (message, line) in [(one.message, one.line) for one in change_faults({"docs/changes/x.md": text})]
    assert read_changes({"x.md": text}) == ()


def test_the_feed_has_what_atom_asks_for(book):
    entries = read_changes({"a-first.md": FIRST, "b-second.md": SECOND})
    views = [shown(entry) for entry in entries]
    root = ElementTree.fromstring(feed(book, views, "https://x.org"))
    one = root.findall(f"{{{ATOM}}}entry")
    assert root.tag == f"{{{ATOM}}}feed" and root.find(f"{{{ATOM}}}author/{{{ATOM}}}name").text == book.name
    for element in [root, *one]:
        for name in ("id", "title", "updated"):
            assert element.find(f"{{{ATOM}}}{name}").text
        datetime.fromisoformat(element.find(f"{{{ATOM}}}updated").text)
    ids = [element.find(f"{{{ATOM}}}id").text for element in [root, *one]]
    assert len(set(ids)) == 3 and all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id) for id in ids)
    assert root.find(f"{{{ATOM}}}updated").text == "2026-03-04T00:00:00Z"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{{{ATOM}}}link")}
    assert links == {"self": "https://x.org/changes/feed.xml", "alternate": "https://x.org/changes/"}
    assert (
        one[0].find(f"{{{ATOM}}}content").text == str(views[0].text) and one[0].find(f"{{{ATOM}}}content").get("type") == "html"
    )


def shown(entry):
    return ChangeView(
        anchor=entry.anchor,
        title=entry.title,
        date="",
        day=entry.day.isoformat(),
        version=entry.version,
        text=Html(Markup("<p>{}</p>").format(entry.markdown)),
    )


def test_the_real_entries_are_in_form():
    files = {str(path): path.read_text("utf-8") for path in (ROOT / "docs" / "changes").glob("*.md")}
    assert files and change_faults(files) == []


def test_what_diff_prints_is_an_entry(tmp_path):
    changed = tmp_path / "rules.yaml"
    changed.write_text(LIBRARY.read_text("utf-8").replace("value: 8", "value: 9"), "utf-8")
    old, new = check(LIBRARY)[0], check(changed)[0]
    text = f"Title: Dearer\nDate: 2026-05-06\nVersion: {old.version} → {new.version}\n\n{markdown(diff(old, new), old, new)}\n"
    (entry,) = read_changes({"dearer.md": text})
    assert "cheap_book" in entry.markdown and entry.version == f"{old.version} → {new.version}"
