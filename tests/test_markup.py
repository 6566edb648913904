"""Hand-written pages are Markdown: raw HTML, scripts and other addresses are told with their lines, code and text are not."""

from __future__ import annotations

import random
import re

import pytest
from rulebook.check import check
from rulebook.content.markup import markup_faults

from tests.rounds import rounds
from tests.small_site import CONTENT, build, bytes_of, project

RAW, ACTIVE, HANDLER = "is raw HTML.", "policy keeps from working", "has the script"
IMPOSSIBLE, FOREIGN, UNSAID = "is not possible here", "loaded from elsewhere", "without saying so"
WRONG = {  # a page → what is told, line by line
    "x\n\n<script>alert(1)</script>\n": [(3, ACTIVE)],
    "a <script src=x></script> b": [(1, ACTIVE)],
    "> a\n> <script>x</script>": [(2, ACTIVE)],
    "- a\n- <iframe></iframe>": [(2, ACTIVE)],
    "\\<script>": [(1, ACTIVE)],
    '<iframe src="https://e.example/"></iframe>': [(1, FOREIGN), (1, ACTIVE)],
    "x\n\n<div class=a\n  onclick='x()'>hi</div>": [(4, HANDLER), (3, RAW)],
    "x <svg/onload=alert(1)> y": [(1, HANDLER), (1, ACTIVE)],
    "<p>\nx\n<img src=x OnError=y>\n</p>": [(1, RAW), (3, HANDLER), (3, RAW)],
    "one\ntwo <b>x</b> three <b>y</b>": [(2, RAW)],
    "`<b>` is bold\n\n    <b>\n\n<b>so</b>": [(5, RAW)],
    "<base href=//e.example>": [(1, UNSAID), (1, ACTIVE)],
    "<style>\np{}\n</style>": [(1, ACTIVE)],
    "a <a href='JaVa&#9;ScRiPt:x'>y</a>": [(1, IMPOSSIBLE), (1, RAW)],
    "[x][1]\n\n[1]: javascript:alert(1)": [(3, IMPOSSIBLE)],
    "[x][1]\n\n[1]: &#x6A;avascript:alert(1)": [(3, IMPOSSIBLE)],
    "[x]\n\n[x]: <data:text/html,hi>": [(3, IMPOSSIBLE)],
    "![x]\n\n[x]: https://e.example/x.png": [(3, FOREIGN)],
    "a [b\nc](javascript:x) d": [(2, IMPOSSIBLE)],
    "a [b [c [d]]](javascript:x)": [(1, IMPOSSIBLE)],
    "see <javascript:alert(1)>": [(1, IMPOSSIBLE)],
    "see <ftp://e.example/x>": [(1, IMPOSSIBLE)],
    "a ![x](https://e.example/x.png)": [(1, FOREIGN)],
    "a ![x](http://e.example/x.png)": [(1, FOREIGN)],
    "a ![x](data:image/png;base64,AA)": [(1, IMPOSSIBLE)],
    "a ![x](//e.example/x.png)": [(1, UNSAID)],
    "a ![x](/\\e.example/x.png)": [(1, UNSAID)],
    '# A {: onclick="x()" }\n\n[x](/check/){: onmouseover=a }': [(1, HANDLER), (3, HANDLER)],
    "[x](/check/){: href=javascript:a }": [(1, IMPOSSIBLE)],
    "   ```\n<script>x</script>\n   ```": [(2, ACTIVE)],
    "```\n<script>x</script>": [(2, ACTIVE)],
    "a\n\n<p><![": [(3, "begins what no page can hold")],
}
RIGHT = [
    "a `<script>` and ``[x](javascript:1) ` `` b",
    "    <script>x</script>",
    "```\n<script>\n\n[x](javascript:a)\n```",
    "~~~html\n<iframe src='https://e.example/'>\n~~~",
    "1 < 2, a<2, 3>2, x <3, &lt;script&gt;, &copy;",
    "<!-- a note <b> -->\n\ntext",
    "![x](/files/x.png) ![y][1]\n\n[1]: /files/y.png",
    "[a](/check/) [b](ref:payment/cheap) [c](https://e.example/) <https://e.example/> [d](#e) <a@e.example>",
    "an option {: .class }\n\ndata: javascript: https://e.example/x.png",
    "{{ table payment }}\n\n| a | b |\n|---|---|\n| {{ repair }} | c |",
]
PIECES = [
    *"<>()[]`'\"\\*_#|-! \n\t=/",
    "\n\n",
    "    ",
    "```",
    "~~~",
    "<script",
    "</",
    "<!--",
    "-->",
    "<![",
    "CDATA[",
    "]]>",
    "<?",
    "&#106;",
]
PIECES += [
    "javascript:",
    "[x]",
    "[1]:",
    "onclick=",
    "{:",
    "}",
    "href=",
    "//",
    "https://e.x",
    "<a@b.c>",
    "<p",
    "é",
    "{{ t }}",
    "\x00",
    "\ufeff",
]


def told(text):
    return [(line, message) for _, _, line, message, _ in markup_faults(list(enumerate(text.splitlines(), 1)))]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_markdown_is_told_with_its_line(text):
    found = told(text)
    assert [line for line, _ in found] == [line for line, _ in WRONG[text]], found
    assert all(part in message for (_, message), (_, part) in zip(found, WRONG[text], strict=True)), found


@pytest.mark.parametrize("text", RIGHT)
def test_markdown_and_code_are_not_taken_for_markup(text):
    assert told(text) == []


def test_whatever_a_page_holds_nothing_is_raised_and_every_line_is_one_of_the_page():
    for seed in rounds(400):
        chosen = random.Random(seed)
        text = "".join(chosen.choice(PIECES) for _ in range(chosen.randrange(1, 25)))
        lines = text.splitlines() or [""]
        assert all(1 <= line <= len(lines) for line, _ in told(text)), (seed, text)


@pytest.mark.parametrize("name", ["guide/first.md", "pages/home.md"])
def test_a_check_tells_file_and_line_and_how_much_it_matters(tmp_path, name):
    text = CONTENT[name].replace("\n\n", "\n\nAn <em>old</em> habit.\n\n<script>x</script>\n\n", 1)
    folder = project(tmp_path, CONTENT | {name: text})
    _, found = check(folder / "rules.yaml")
    first = text.splitlines().index("An <em>old</em> habit.") + 1
    assert [(one.severity, one.kind, one.line) for one in found] == [("error", "form", first + 2), ("warning", "form", first)]
    assert all(one.file.endswith(name) for one in found)


def test_a_summary_is_read_as_well(tmp_path):
    folder = project(tmp_path, CONTENT | {"pages/words.md": "Title: Words\nSummary: <img src=x onerror=y>\n\nx\n"})
    assert {(one.line, one.severity) for one in check(folder / "rules.yaml")[1]} == {(2, "error"), (2, "warning")}


@pytest.mark.slow
def test_what_is_shown_as_code_is_code_on_the_page(tmp_path):
    code = "\n```\n<script>x</script>\n\n{{ table payment }}\n```\n"
    folder = project(tmp_path, CONTENT | {"pages/words.md": "Title: Words\n" + code})
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    page = (folder / "output/words/index.html").read_text("utf-8")
    assert "&lt;script&gt;x&lt;/script&gt;" in page and "<script>x" not in page and "{{ table payment }}" in page


STATUSES = {
    "pages/plan.md": "Title: Planned\nMenu: 2\nStatus: Draft\n\nMending takes {{ nothing }}. [x](/nowhere/)\n",
    "guide/third.md": "Title: Third\nOrder: 3\nStatus: draft\n\nMore.\n",
    "guide/fourth.md": "Title: Fourth\nOrder: 4\nStatus: hidden\n\nFor those who know.\n",
    "pages/notice.md": "Title: Notice\nMenu: 2\nStatus: hidden\n\nFor those who know. {{ repair }}\n",
    "pages/skipped.md": "Title: Skipped\nMenu: 2\nStatus: skip\n\nNot this.\n",
    "pages/shown.md": "Title: Shown\nMenu: 2\nStatus: published\n\n[Know](/notice/)\n",
}


@pytest.mark.slow
def test_drafts_are_not_published_and_hidden_pages_are_listed_nowhere(tmp_path):
    folder = project(tmp_path, CONTENT | STATUSES)
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    files = bytes_of((folder / "output").resolve())
    assert {"notice/index.html", "guide/fourth/index.html", "shown/index.html"} <= files.keys()
    names = "".join(files)
    assert not re.search("plan|third|skipped|draft", names)
    for word in (b"Planned", b"Third", b"Skipped", b"guide/third"):
        assert [name for name, data in files.items() if word in data] == [], word
    assert [name for name, data in files.items() if b"/notice/" in data and not name.startswith("notice/")] == [
        "shown/index.html"
    ]
    assert [name for name, data in files.items() if b"/guide/fourth/" in data and not name.startswith("guide/fourth/")] == []


def test_a_link_to_a_draft_is_dead_and_a_status_that_is_none_is_told(tmp_path):
    pages = {"pages/plan.md": STATUSES["pages/plan.md"], "pages/x.md": "Title: X\nStatus: drafted\n\n[Plan](/plan/)\n"}
    _, found = check(project(tmp_path, CONTENT | pages) / "rules.yaml")
    assert [(one.line, one.message) for one in found] == [
        (2, 'Status "drafted" is none that a page can have.'),
        (4, "there is no page /plan/."),
    ]
    assert "draft" in found[0].cure


def test_what_only_a_draft_uses_is_in_use(tmp_path):
    folder = project(tmp_path, CONTENT | {"pages/plan.md": "Title: Plan\nStatus: draft\n\n{{ spare }}\n"})
    rules = folder / "rules.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("figures:\n", "figures:\n  spare: {label: spare, value: 3, unit: day}\n", 1), "utf-8"
    )
    assert check(rules)[1] == []


@pytest.mark.slow
def test_entries_of_changes_are_held_to_the_same(tmp_path):
    folder = project(tmp_path, CONTENT)
    (folder / "docs/changes").mkdir(parents=True)
    (folder / "docs/changes/a.md").write_text("Title: A\nDate: 2026-01-02\nVersion: x\n\nx\n\n<script>x</script>\n")
    done = build(folder)
    assert done.returncode == 1 and "docs/changes/a.md:7" in done.stderr and ACTIVE in done.stderr


def test_a_line_that_nobody_reads_to_its_end_is_told_and_not_read():
    assert told("[a](" * 20_000) == [(1, "this line has 80,000 characters, and a line of a page may have 5,000.")]
