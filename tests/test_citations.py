"""A source cited as a whole, without a fact, is named by its title wherever something says what it rests on."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from rulebook.check import check, examine
from rulebook.content.pages import citations, read_pages
from rulebook.export import export
from rulebook.model import Citation
from rulebook.site import urls

from tests.small_site import LIBRARY, build, project

LAW = 'sources:\n  law: {title: The library act, url: "https://example.org/act"}\n  notes: {title: Our notes}\n'
PAGE = "Title: Words\nSource: law\n\nAs the act says.\n"


@pytest.fixture(scope="module")
def cited(tmp_path_factory):
    """Yield the library's project, its rules and a page resting on a source that has no list of facts."""
    folder = project(tmp_path_factory.mktemp("cited"), {"pages/words.md": PAGE})
    text = LIBRARY.read_text("utf-8").replace("language: en\n", "language: en\n" + LAW, 1)
    text = text.replace("{id: pay_book, ", "{id: pay_book, source: [law, notes], ")
    text = text.replace("{label: The price of the book, ", "{label: The price of the book, source: law, ")
    (folder / "rules.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(cited):
    done = build(cited)
    assert done.returncode == 0, done.stderr
    return (cited / "output").resolve()


LINK = re.compile(r'<a class="cites__link" href="([^"]*)"([^>]*)>([^<]*)</a>')


@pytest.mark.parametrize("page", ["decisions/payment/", "words/", "faq/", "checker/pieces.html", "situations/torn/"])
def test_no_page_says_that_something_rests_on_nothing(site, page):
    found = LINK.findall((site / urls.file_of(page)).read_text("utf-8"))
    assert all(words.strip() for _, _, words in found)


def test_rules_outcomes_and_pages_link_to_the_source_by_its_title(site):
    decision = LINK.findall((site / "decisions/payment/index.html").read_text("utf-8"))
    assert ("/sources/law/", "", "The library act") in decision and ("/sources/notes/", "", "Our notes") in decision
    assert ("/sources/law/", "", "The library act") in LINK.findall((site / "words/index.html").read_text("utf-8"))
    assert '["","/sources/law/","The library act"]' in (site / "checker/pieces.html").read_text("utf-8"), (
        "the checker tells it too"
    )


def test_a_source_lists_what_rests_on_it_as_a_whole(site):
    page = (site / "sources/law/index.html").read_text("utf-8")
    assert 'href="/decisions/payment/#rule-pay_book"' in page and 'href="/words/"' in page


def test_the_print_names_the_source(site):
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO((site / "faq.pdf").read_bytes())).pages
    )
    assert re.search(r"\d\.\d The library act", text)  # by the number of what rests on it


def test_exports_name_it_by_its_id(cited):
    rulebook = examine(cited / "rules.yaml").rulebook
    table = export(rulebook, "csv")["payment.csv"].decode()
    assert ',"law, notes",' in table
    assert {(one.kind, one.severity) for one in check(cited / "rules.yaml")[1]} == {
        ("citation", "warning")
    }  # the others cite nothing


@pytest.mark.parametrize(
    "written, meant",
    [
        ("law", [("law", "")]),
        ("law F1 F2; notes", [("law", "F1"), ("law", "F2"), ("notes", "")]),
        ("law, notes T1", [("law", ""), ("notes", "T1")]),
        ("", []),
    ],
)
def test_a_page_cites_a_source_as_a_whole_or_by_its_facts(written, meant):
    (page,) = read_pages({"pages/x.md": f"Title: X\nSource: {written}\n\nx\n"})
    assert citations(page, ["law", "notes"]) == [Citation(*one) for one in meant]
