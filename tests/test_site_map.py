"""One list of pages and files: what is planned is made, what is made may be linked to, and nothing else may."""

from __future__ import annotations

import pytest
from rulebook.check import check, examine
from rulebook.content.changes import read_changes
from rulebook.content.page_check import check_content, check_texts
from rulebook.content.pages import read_pages
from rulebook.export import FORMATS, addresses
from rulebook.plugin.environment import TEMPLATES
from rulebook.site import urls
from rulebook.site.outline import Outline
from rulebook.site.page_kinds import KINDS
from rulebook.site.site_map import site_map

from tests.small_site import CONTENT, LIBRARY, build, bytes_of, project

RULEBOOK = check(LIBRARY)[0]
ENTRY = (
    "Title: First\nDate: 2026-01-02\nVersion: 2026-01-02\n\nSee [the rule](ref:payment/cheap) and [fees](/decisions/payment/).\n"
)
MADE = {
    "the reference edition": "/faq.pdf",
    "a leaflet": "/print/leaflets/torn-letter.pdf",
    "the booklet": "/print/booklet-a4.pdf",
    "what there is on paper": "/print/#leaflet",
    "a table": "/decisions/payment/payment.csv",
    "the whole as DMN": "/rulebook.dmn",
    "the whole as JSON": "/rulebook.json",
    "the page for addresses without one": "/404.html",
    "the widget": "/widget/",
    "the script of the widget": "/embed.js",
    "a card": "/cards/faq.png",
    "the licence of what is shipped": "/licenses/brython.txt",
    "the sitemap": "/sitemap.xml",
    "a copied file": "/files/form.txt",
    "a default page": "/about/",
    "a topic": "/guide/first/",
    "a place in the FAQ": "/faq/#faq-payment-fine",
    "an answer in the FAQ": "/faq/#answer-torn-payment",
}
WITH_ENTRIES = {"the page of changes": "/changes/", "an entry": "/changes/#first", "its feed": "/changes/feed.xml"}
NEVER_MADE = {
    "a misspelt table": "/decisions/payment/paymnt.csv",
    "a table elsewhere": "/decisions/payment.csv",
    "a file that nobody copied": "/files/no.txt",
    "a leaflet about nothing": "/print/leaflets/tron-letter.pdf",
    "a paper that is none": "/print/booklet-a3.pdf",
    "a format that is none": "/rulebook.xlsx",
    "a card that is none": "/cards/about.png",
    "a place that is none": "/faq/#faq-paymnt",
    "an entry that is none": "/changes/#second",
}


def outline(text, entries=True):
    pages = {**CONTENT, "pages/page.md": f"Title: A page\n\n{text}\n"}
    changes = read_changes({"docs/changes/first.md": ENTRY} if entries else {})
    return Outline(RULEBOOK, read_pages(pages), changes, files=("/files/form.txt",))


@pytest.mark.parametrize("address", [*MADE.values(), *WITH_ENTRIES.values()], ids=[*MADE, *WITH_ENTRIES])
def test_a_link_to_what_is_made_is_right(address):
    assert check_content(outline(f"See [this]({address}).")) == []


@pytest.mark.parametrize("address", NEVER_MADE.values(), ids=NEVER_MADE)
def test_a_link_to_what_is_not_made_is_an_error(address):
    (finding,) = check_content(outline(f"See [this]({address})."))
    assert (finding.kind, finding.severity, finding.line) == ("link", "error", 3)


@pytest.mark.parametrize("address", WITH_ENTRIES.values(), ids=WITH_ENTRIES)
def test_without_entries_there_is_no_page_of_changes_to_link_to(address):
    (finding,) = check_content(outline(f"See [this]({address}).", entries=False))
    assert "there is no page" in finding.message


def test_the_rulebooks_own_texts_may_link_to_files(tmp_path):
    for address, faults in (("/faq.pdf", 0), ("/decisions/payment/payment.csv", 0), ("/faq.pfd", 1), ("/changes/", 1)):
        rules = tmp_path / "rules.yaml"
        rules.write_text(LIBRARY.read_text("utf-8").replace("[the other rule](ref:payment/cheap)", f"[it]({address})"), "utf-8")
        found = examine(rules, content=tmp_path / "none")
        assert len(check_texts(found.outline)) == faults, address


def test_an_entry_is_held_to_its_links_before_anything_is_built():
    changes = read_changes({"docs/changes/x.md": ENTRY.replace("payment/cheap", "payment/chep") + "\n{{ no_such_figure }}\n"})
    found = check_content(Outline(RULEBOOK, changes=changes))
    assert [(one.file, one.line, one.kind) for one in found] == [
        ("docs/changes/x.md", 7, "reference"),
        ("docs/changes/x.md", 5, "reference"),
    ]


@pytest.mark.parametrize("name", ["changes", "decisions", "widget", "faq", "check", "sources"])
def test_no_page_of_content_takes_the_address_of_another(name):
    pages = read_pages({f"pages/{name}.md": "Title: Mine\n\nx\n"})
    found = check_content(Outline(RULEBOOK, pages, read_changes({"docs/changes/first.md": ENTRY})))
    assert ["belongs to a page made from the rulebook" in one.message for one in found] == [True]


@pytest.mark.slow
def test_what_is_planned_is_made_and_what_is_made_is_planned(tmp_path):
    folder = project(tmp_path, {**CONTENT, "files/form.txt": "A form."})
    (folder / "docs" / "changes").mkdir(parents=True)
    (folder / "docs" / "changes" / "first.md").write_text(ENTRY, "utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    made = {name for name in bytes_of((folder / "output").resolve()) if not name.startswith(("theme/", "rulebook/"))}
    checked = examine(folder / "rules.yaml")
    assert made == {urls.file_of(url) for url in site_map(checked.outline)}
    listed = (folder / "output" / "sitemap.xml").read_text("utf-8")
    pages = {url for url in site_map(checked.outline) if url.endswith("/")}
    assert {url for url in pages if f"<loc>{url}</loc>" in listed} == pages - {urls.WIDGET, urls.REPORT, urls.GALLERY}
    pieces = (folder / "output" / urls.file_of(urls.PIECES)).read_text("utf-8")
    assert urls.PIECES not in listed and '<meta name="robots" content="noindex">' in pieces


def test_every_kind_of_page_has_a_name_and_a_template_of_its_own():
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not (TEMPLATES / "rulebook" / f"{name}.html").is_file()] == []


def test_downloads_come_from_the_registry_of_formats():
    assert {address.rpartition(".")[2] for address in addresses(RULEBOOK)} == set(FORMATS)
