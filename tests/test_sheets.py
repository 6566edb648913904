"""Leaflets, booklet and poster: whole, on as many pages as they promise, tagged, legible, the same every time."""

import io
import re
from itertools import pairwise

import pytest
from pypdf import PdfReader
from rulebook.load import load
from rulebook.print import leaflets, printed
from rulebook.print.pictures import qr_code
from rulebook.print.poster import poster_page
from rulebook.site.outline import Outline
from rulebook.site.paper import sheets
from rulebook.site.settings import A4, PAPERS, US_LETTER
from rulebook.wording.markdown import words_of

from tests.remembered import remembered
from tests.small_site import CONTENT, build, project
from tests.test_print import NASTY, ROOT, SITE, book, elements, nasty, squeezed, text_of

BOOKS = ["rules.yaml", *(f"tests/rulebooks/{name}" for name in ("flight/rules.yaml", "library/rules.yaml", "parcel.yaml"))]
MANY = "tests/rulebooks/tariff/rules.yaml"
POINTS = {A4: (841.89, 595.28), US_LETTER: (792, 612)}  # of a leaflet, which lies on its side
SMALLEST = 9  # points
MOST_BYTES = {"leaflet": 60_000, "booklet": 120_000, "poster": 60_000}


@remembered
def made(path="rules.yaml", site_url=SITE):
    """Return every sheet but the reference edition, with its PDF."""
    listed = [sheet for sheet in sheets(Outline(load(ROOT / path)[0])) if sheet.kind != "reference"]
    done = printed(book(path, site_url), listed, site_url, epoch=1)
    return {sheet: done[sheet.url] for sheet in listed}


def read(path="rules.yaml", kind="", site_url=SITE):
    """Return the sheets of a kind, opened."""
    return [(sheet, PdfReader(io.BytesIO(one.data))) for sheet, one in made(path, site_url).items() if kind in ("", sheet.kind)]


def situation(sheet, path="rules.yaml"):
    return next(each for each in book(path).situations if each.id == sheet.situation)


@pytest.mark.parametrize("path", [*BOOKS, pytest.param(MANY, marks=pytest.mark.slow)])
def test_there_is_a_leaflet_for_each_situation_on_one_page_of_each_paper(path):
    found = read(path, "leaflet")
    assert [(sheet.situation, sheet.paper) for sheet, _ in found] == [
        (one.id, paper) for one in book(path).situations for paper in PAPERS
    ]
    for sheet, leaflet in found:
        (page,) = leaflet.pages
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(POINTS[sheet.paper], abs=0.1)


@pytest.mark.slow
def test_a_leaflet_says_lead_verdicts_and_each_step_once():
    for sheet, leaflet in read(kind="leaflet"):
        said, here = text_of(leaflet.pages), situation(sheet)
        outcomes = [one for line in here.answers[0].now.all for one in line.outcomes]
        assert squeezed(words_of(here.lead.text)) in said
        for label in {one.label for one in outcomes}:
            assert squeezed(label) in said, f"{sheet.url}: {label}"
        for step in {words_of(step) for one in outcomes for step in one.next}:
            assert said.count(squeezed(step)) == 1, f"{sheet.url}: {step}"


@pytest.mark.slow
def test_whoever_follows_one_letter_meets_the_steps_of_that_verdict_in_order():
    for one in book().situations:
        laid_out = leaflets.leaflet(book(), one.id, SITE)
        outcomes = {each.id: each for line in one.answers[0].now.all for each in line.outcomes}
        for id, outcome in outcomes.items():
            own = [step["text"] for step in laid_out["steps"] if id not in laid_out["letters"] or named(laid_out, step, id)]
            assert [words(step) for step in own] == [squeezed(words_of(step)) for step in outcome.next]


def named(laid_out, step, id):
    """Return whether a step is marked with a verdict's letter, alone or within a span."""
    wanted = laid_out["letters"][id]
    return any(low <= wanted <= (high or low) for low, _, high in (part.partition("–") for part in step["cases"].split(", ")))


def words(parts):
    return squeezed("".join(part if isinstance(part, str) else words(part["parts"]) for part in parts))


def test_what_comes_next_is_what_can_come_in_that_situation():
    steps = {one.id: [step.label for step in one.course] for one in book("tests/rulebooks/library/rules.yaml").situations}
    assert [len(each) for each in steps.values()] == [1, 2, 2, 1]  # only what is stained or torn is mended


@pytest.mark.slow
def test_the_code_on_a_sheet_holds_the_address_printed_beside_it():
    for one in book().situations:
        laid_out = leaflets.leaflet(book(), one.id, SITE)
        assert laid_out["code"] == qr_code(laid_out["web"]) and laid_out["web"] == f"{SITE}/check/{one.query}"
    whole = poster_page(book(), SITE)
    assert whole["code"] == qr_code(f"{SITE}/check/")
    for sheet, reader in read():
        address = f"{SITE}/check/{situation(sheet).query if sheet.situation else ''}"
        links = [
            note.get_object()["/A"]["/URI"]
            for page in reader.pages
            for note in page.get("/Annots", [])
            if "/A" in note.get_object()
        ]
        assert address in links and squeezed(address.partition("://")[2]) in text_of(reader.pages)


def test_without_an_address_there_is_no_code_and_where_to_look_is_said_in_words():
    for sheet, reader in read("tests/rulebooks/library/rules.yaml", site_url=""):
        said = text_of(reader.pages)
        assert squeezed(book().words["print_how_path"]) in said and "/check/" not in said
        alts = [each.get("/Alt", "") for each in elements(reader) if each.get("/S") == "/Figure"]
        assert not any("QR" in alt for alt in alts), sheet.url


def test_the_booklet_has_every_question_with_its_answer_on_twelve_pages_to_fold():
    for _, booklet in read(kind="booklet"):
        assert len(booklet.pages) <= 12 and len(booklet.pages) % 4 == 0
        said = text_of(booklet.pages[2:])
        places = [said.find(squeezed(f"{one.question}{words_of(one.answer.text)}")) for one in book().for_people]
        assert places[0] == 0 and all(one < other for one, other in pairwise(places))
        for decision in book().for_people:
            for outcome in {one for line in decision.stages[0].lines.all for one in line.outcomes}:
                assert squeezed(outcome.label) in said


@pytest.mark.slow
@pytest.mark.parametrize("path", [*BOOKS, MANY])
def test_the_poster_is_one_page_with_what_to_know_first_and_every_situation(path):
    for _, reader in read(path, "poster"):
        (page,) = reader.pages
        said = text_of([page])
        for text in (*map(words_of, book(path).brand.know_first), *(one.label for one in book(path).situations)):
            assert squeezed(text) in said


@pytest.mark.slow
def test_every_sheet_is_tagged_has_its_fonts_and_says_what_it_is():
    for sheet, reader in read():
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
        assert book().name in reader.metadata.title or book().title in reader.metadata.title
        kinds = [each.get("/S") for each in elements(reader)]
        assert "/H1" in kinds or sheet.kind == "booklet"
        assert all(each.get("/Alt") for each in elements(reader) if each.get("/S") == "/Figure")
        fonts = [font.get_object() for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()]
        assert fonts and all("/FontFile3" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts)


@pytest.mark.slow
def test_nothing_is_set_smaller_than_nine_points():
    for sheet, reader in read():
        sizes = set()
        for page in reader.pages:
            page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.add(round(abs(tm[3] * cm[3]) * size, 1)) if text.strip() else None)  # fmt: skip  # noqa: B023
        assert min(sizes) >= SMALLEST, f"{sheet.url}: {sorted(sizes)}"


@pytest.mark.slow
def test_sheets_are_small_and_the_same_every_time():
    for sheet, one in made().items():
        assert len(one.data) <= MOST_BYTES[sheet.kind], sheet.url
    some = [sheet for sheet in made() if sheet.situation in ("", book().situations[0].id)]
    again = printed(book(), some, SITE, epoch=1)
    assert all(again[sheet.url].data == made()[sheet].data for sheet in some)


@pytest.mark.slow
def test_the_number_of_pages_is_that_of_the_file():
    for sheet, one in made().items():
        assert one.pages == len(PdfReader(io.BytesIO(one.data)).pages), sheet.url


@pytest.mark.slow
@pytest.mark.parametrize("text", [NASTY, "A word and another one. " * 120], ids=["markup", "long"])
def test_what_does_not_fit_goes_on_and_nothing_is_cut_or_run(text, tmp_path):
    full = nasty(tmp_path, text)
    listed = [sheet for sheet in sheets(Outline(load(tmp_path / "rules.yaml")[0])) if sheet.kind != "reference"]
    for sheet in listed:
        (one,) = printed(full, [sheet], SITE).values()
        said = text_of(PdfReader(io.BytesIO(one.data)).pages)
        assert said.count(squeezed(text)) >= (1 if sheet.kind == "poster" else 4), sheet.url


@pytest.mark.slow
def test_the_page_of_what_is_printed_lists_every_file_with_its_pages(tmp_path):
    folder = project(tmp_path, CONTENT)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "output" / "print" / "index.html").read_text("utf-8")
    for sheet in sheets(Outline(load(folder / "rules.yaml")[0])):
        pages = len(PdfReader(folder / "output" / sheet.url.lstrip("/")).pages)
        after = page.partition(f'href="{sheet.url}"')[2]
        assert re.search(r"(\d+) page", after)[1] == str(pages), sheet.url
