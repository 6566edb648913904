"""What stands in content/ and is no page, or holds what nobody sees: told with its place before Pelican begins."""

from __future__ import annotations

import os

import pytest
from rulebook.check import examine

from tests.small_site import CONTENT, build, bytes_of, project

STRAY = {
    "pages/old.html": ("error", "this ends in .html"),
    "guide/old.htm": ("error", "this ends in .htm"),
    "pages/notes.rst": ("error", "this ends in .rst"),
    "pages/more.markdown": ("error", "this ends in .markdown"),
    "pages/LOUD.MD": ("error", "this ends in .MD"),
    "guide/deep/er/page.md": ("error", "pages stand in guide/ itself"),
    "pages/picture.png": ("warning", "it is no page, and is not published"),
    "guide/deep/list.csv": ("warning", "it is no page, and is not published"),
}
NOBODYS = ("pages/.draft.md", "pages/home.md~", "pages/#home.md#", "guide/.DS_Store", "pages/.git/page.html", "files/.hidden")
COPIED = ("files/a.html", "files/b.md", "files/deep/c.rst", "files/picture.png")


def written(folder, paths):
    for path in paths:
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"Title: Odd\n\nWords.\n")
    return folder


def told(folder, severity="error"):
    found = examine(folder / "rules.yaml").findings
    return {(one.file.partition("content/")[2], one.line): one.message for one in found if one.severity == severity and one.cure}


@pytest.mark.parametrize("path", STRAY)
def test_a_file_that_is_no_page_is_told_and_nothing_of_it_is_built(tmp_path, path):
    folder = written(project(tmp_path, CONTENT), [path])
    severity, message = STRAY[path]
    assert list(told(folder, severity)) == [(path, 1)] and message in told(folder, severity)[path, 1]


@pytest.mark.slow
def test_a_build_stops_before_pelican_reads_what_is_no_page(tmp_path):
    done = build(written(project(tmp_path, CONTENT), STRAY))
    assert done.returncode == 1 and "Could not process" not in done.stderr and "Nothing was built" in done.stderr
    assert all(f"content/{path}:1" in done.stderr for path in STRAY)


@pytest.mark.slow
def test_what_editors_leave_is_left_alone_and_files_are_copied_as_they_are(tmp_path):
    folder = written(project(tmp_path, CONTENT), [*NOBODYS, *COPIED])
    (folder / "content/pages/.#home.md").symlink_to("somebody@here.1")
    assert told(folder) == told(folder, "warning") == {}
    done = build(folder, "--strict")
    site = bytes_of((folder / "output").resolve())
    assert (done.returncode, done.stderr) == (0, "")
    assert {path for path in site if path.startswith("files/")} == set(COPIED)
    assert all(site[path] == b"Title: Odd\n\nWords.\n" for path in COPIED) and not any("odd" in path for path in site)


@pytest.mark.slow
@pytest.mark.parametrize("link, target", [("pages/self", "."), ("files/up", "../.."), ("guide/there", "../pages")])
def test_a_link_that_leads_in_circles_is_told_and_followed_once(tmp_path, link, target):
    folder = project(tmp_path, CONTENT)
    (folder / "content/files").mkdir()
    (folder / "content" / link).symlink_to(target)
    (folder / "content/pages/back").symlink_to("../guide")
    done = build(folder)
    assert done.returncode == 1 and "there would be no end of it" in done.stderr


@pytest.mark.slow
def test_a_linked_folder_of_files_is_part_of_the_site(tmp_path):
    folder = project(tmp_path, CONTENT | {"guide/third.md": "Title: Third\n\nThe [list](/files/shared/list.csv).\n"})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/list.csv").write_text("a,b\n")
    (folder / "content/files").mkdir()
    (folder / "content/files/shared").symlink_to(tmp_path / "elsewhere")
    assert build(folder, "--strict").returncode == 0
    assert (folder / "output/files/shared/list.csv").read_text() == "a,b\n"


def test_a_link_among_the_files_that_leads_nowhere_is_told(tmp_path):
    folder = written(project(tmp_path), ["files/a.txt"])
    (folder / "content/files/gone.pdf").symlink_to("nowhere")
    assert list(told(folder)) == [("files/gone.pdf", 1)]


@pytest.mark.slow
def test_what_belongs_to_another_rulebook_is_not_even_read(tmp_path):
    folder = written(project(tmp_path, CONTENT), STRAY)
    (folder / "content/rulebook.txt").write_text("Another")
    (folder / "content/pages/gone.md").symlink_to("nowhere")
    (folder / "content/pages/wide.md").write_text("Title: Wide\n\nWords.\n", encoding="utf-16")
    done = build(folder)
    assert done.returncode == 0 and "Could not process" not in done.stderr and "is left out" in done.stderr


@pytest.mark.parametrize("name", ["a%2fb", "a?b", "a#b", 'a"b', "a<b", "a\\b"])
def test_a_name_that_no_address_can_hold_is_told(tmp_path, name):
    path = f"pages/{name}.md"
    assert "no address can hold" in told(project(tmp_path, {path: "Title: A\n\nWords.\n"}))[path, 1]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["Title", "Source", "Menu", "Other"])
def test_metadata_that_goes_on_and_on_is_told(tmp_path, key):
    folder = project(tmp_path, {"pages/about.md": f"Title: A\n{key}: {'a ' * 500_000}\n\nWords.\n"})
    found = examine(folder / "rules.yaml").errors
    assert any("it may have 5,000" in one.message for one in found) and all(len(one.message) < 500 for one in found)


UNSEEN = [
    "\x00",
    "\x08",
    "\x1b[2K",
    "\x7f",
    "\x85",
    "\x9b31m",
    "\x0c",
    "\u200b",
    "\u2028",
    "\u202e",
    "\u2060",
    "\u2066",
    "\ufffa",
]


@pytest.mark.slow
@pytest.mark.parametrize("odd", UNSEEN, ids=ascii)
@pytest.mark.parametrize(
    "text, line",
    [
        ("Title: No{}body\n\nWords.\n", 1),
        ("Title: A\nSummary: Some{} words\n\nWords.\n", 2),
        ("Title: A\n\nWords.\n\nMore{} words.\n", 5),
        ("Title: A\n\n```\nsome {}code\n```\n", 4),
        ("Title: A\nMenu{}: 1\n\nWords.\n", 2),
    ],
)
def test_a_control_character_in_a_page_is_told_with_its_line(tmp_path, odd, text, line):
    folder = project(tmp_path, {"pages/about.md": text.format(odd)})
    assert told(folder)["pages/about.md", line] == f"there is a control character (U+{ord(odd[0]):04X}) in this line."


@pytest.mark.parametrize("place", ["pages/{}.md", "guide/{}.md", "files/{}.txt", "files/{}/a.txt"])
@pytest.mark.parametrize("odd", ["a\x1bb", "a\x9bb", "a\u202eb", "a\nb", "a\tb", "a\u200bb"], ids=ascii)
def test_a_control_character_in_a_name_is_told(tmp_path, place, odd):
    path = place.format(odd)
    assert "in the name of this file" in told(written(project(tmp_path), [path]))[path, 1]


@pytest.mark.parametrize(
    "word", ["na\u00efve", "co\u00adop", "\U0001f469\u200d\U0001f527", "\u0645\u06cc\u200c\u062e", "a\tb", "\u2026"]
)
def test_what_only_looks_odd_is_text(tmp_path, word):
    assert told(project(tmp_path, {"pages/about.md": f"Title: {word}\n\n{word}\n"})) == {}


def test_a_change_holds_no_control_characters_either(tmp_path):
    changes = project(tmp_path) / "docs/changes"
    changes.mkdir(parents=True)
    (changes / "one.md").write_text("Title: A\nDate: 2026-11-22\nVersion: 1\n\nWo\x1brds.\n", encoding="utf-8")
    found = [one for one in examine(tmp_path / "rules.yaml").errors if one.file.endswith("one.md")]
    assert [(one.line, one.message) for one in found] == [(5, "there is a control character (U+001B) in this line.")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path):
    folder = written(project(tmp_path, CONTENT), ["guide/page.md"])
    (folder / "content/guide").chmod(0)
    assert told(folder) == {("guide", 1): "it cannot be read: Permission denied."}
