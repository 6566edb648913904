"""Leaflets, booklet and poster: whole, on as many pages as they promise, tagged, legible, the same every time."""

import io
import re
from itertools import pairwise
from random import Random

import pytest
from pypdf import PdfReader
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate
from rulebook.load import load
from rulebook.model import UNKNOWN
from rulebook.print import leaflets, printed
from rulebook.print.answer_pages import numbers
from rulebook.print.booklet import booklet_pages
from rulebook.print.layout import lay_out
from rulebook.print.letters import letter
from rulebook.print.pictures import qr_code
from rulebook.print.poster import poster_page
from rulebook.site.outline import Outline
from rulebook.site.paper import sheets
from rulebook.site.settings import A4, PAPERS, US_LETTER
from rulebook.wording.markdown import words_of

from tests.remembered import remembered
from tests.rounds import rounds
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


@pytest.mark.parametrize("path", [*BOOKS[1:], *(pytest.param(path, marks=pytest.mark.slow) for path in (BOOKS[0], MANY))])
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
        assert squeezed(words_of(here.lead.text)) in said
        for label in {one.label for one in verdicts(here)}:
            assert squeezed(label) in said, f"{sheet.url}: {label}"
        steps = [words(step["text"]) for step in leaflets.leaflet(book(), here.id, SITE)["steps"]]
        assert set(steps) == {squeezed(words_of(step)) for one in verdicts(here) for step in one.next}
        assert len(steps) == len(set(steps)) and all(step in said for step in steps), sheet.url


def verdicts(situation):
    """Return what the headline can say at the stages that a leaflet tells of."""
    return {one for stage in situation.leaflet.stages for line in stage.verdicts.all for one in line.outcomes}


def test_a_leaflet_tells_of_the_stages_that_its_lead_speaks_of():
    """Whoever was promised a refund is mostly past the dispute; who ordered the wrong thing has none."""
    told = {one.id: [stage.words for stage in one.leaflet.stages] for one in book().situations}
    first = book().situations[0].stage
    assert told["refund_not_come"] == [first, book().words["print_later"]]
    assert {id for id, stages in told.items() if stages != [first]} == {"refund_not_come"}
    for one in book().situations:
        linked = re.findall(rf"{book().for_people[0].url}#outcome-(\w+)", one.lead.text.markup)
        assert linked and set(linked) <= {verdict.id for verdict in verdicts(one)}, one.id


def test_a_leaflet_has_a_line_for_every_stage_that_it_does_not_tell_of():
    """Whoever has a dispute already finds what to do in it, on whichever leaflet, and from where it is told in full."""
    outcomes = {one.id: one for one in book().for_people[0].outcomes}
    number = numbers(book())
    for one in book().situations:
        told = {verdict.id for verdict in verdicts(one)}
        there = {verdict.id for stage in one.later for line in stage.verdicts.all for verdict in line.outcomes} - told
        lines = leaflets.leaflet(book(), one.id, SITE)["further"]
        assert {each["id"] for line in lines for each in line["outcomes"]} == there, one.id
        assert all(line["numbers"] == number[outcomes[line["outcomes"][0]["id"]].url] for line in lines)
        assert sorted(line["rank"] for line in lines) == list(range(len(lines)))


@pytest.mark.slow
@pytest.mark.parametrize("site_url", [SITE, ""])
def test_no_leaflet_stops_where_a_dispute_is_running(site_url):
    for sheet, leaflet in read(kind="leaflet", site_url=site_url):
        said, lines = text_of(leaflet.pages), leaflets.leaflet(book(), sheet.situation, site_url)["further"]
        shown = [line for line in lines if squeezed(f"{line['outcomes'][0]['label']}{line['numbers']}") in said]
        assert len(shown) >= min(2, sum(line["needed"] for line in lines)), sheet.url
        assert all(line["numbers"] in said for line in lines), f"{sheet.url}: what is left out is not said"


def test_what_happens_next_has_the_letters_of_the_verdicts_after_which_it_may():
    """Of a size that fits the listing nothing is disputed, so no seller has time to answer."""
    laid_out = leaflets.leaflet(book(), "does_not_fit", SITE)
    assert {step["cases"] for step in laid_out["course"]} == {laid_out["letters"]["open_wrong_size"]}
    laid_out = leaflets.leaflet(book(), "refund_not_come", SITE)
    assert laid_out["course"][0]["cases"] == laid_out["letters"]["promise_only"]


def test_lines_whose_order_counts_say_so_and_those_that_count_first_stand_first():
    for one in book().situations:
        for answer in leaflets.leaflet(book(), one.id, SITE)["others"]:
            above = [group["above"] for group in answer["groups"]]
            assert book().words["print_first_fits"] not in above[1:], one.id
            assert not any(each.startswith(book().words["lines_otherwise"]) for each in above), one.id


def test_no_letter_on_a_leaflet_reads_as_a_word():
    assert [letter(at) for at in (0, 7, 8, 24, 25)] == ["A", "H", "J", "Z", "AA"]


def test_poster_leaflets_and_reference_edition_give_a_situation_the_same_number():
    found = [line["number"] for line in poster_page(book(), SITE)["map"]]
    assert found == [leaflets.leaflet(book(), one.id, SITE)["number"] for one in book().situations]
    named = book().words["print_no"]
    assert [page["no"] for page in lay_out(book(), SITE)["situations"]] == [named.format(number=each) for each in found]


def test_the_letters_of_an_answer_are_those_of_the_verdicts_that_it_comes_with():
    rulebook, _ = load(ROOT / "rules.yaml")
    compiled, chance = program(rulebook), Random(1)
    stage, headline = rulebook.inputs[rulebook.stages], book().for_people[0].id
    decisions = {one.question: one.id for one in book().for_people}
    for one in book().situations:
        for _ in rounds(30):
            case = {spec.id: chance.choice(values_of(spec)) for spec in rulebook.inputs.values()}
            case |= {rulebook.situations or "problem": one.id, stage.id: next(iter(stage.options))}
            given = {id: result["outcome"] for id, result in evaluate(compiled, case)["decisions"].items()}
            for answer in one.leaflet.answers:
                said = given[decisions[answer.question]]
                for outcome, found in answer.verdicts.items():
                    there = outcome.id in said if isinstance(said, list) else outcome.id == said
                    assert not there or given[headline] in found.ids, (case, outcome.id)
                    assert there or not (found.always and given[headline] in found.ids), (case, outcome.id)


def values_of(spec):
    """Return answers that an input may have: its options, some numbers, unknown."""
    return [*(spec.options or (-3, 0, 1, 12, 49, 75, 300)), *([UNKNOWN] if spec.unknown else [])]


@pytest.mark.slow
@pytest.mark.parametrize("site_url", [SITE, ""])
def test_what_a_leaflet_leaves_out_stands_in_a_sheet_that_it_names(site_url):
    number = numbers(book())
    for sheet, leaflet in read(kind="leaflet", site_url=site_url):
        said, here = text_of(leaflet.pages), situation(sheet)
        elsewhere = said.partition(squeezed(book().words["print_texts_elsewhere"].partition("{cases}")[2].partition("{")[0]))[2]
        for one in [one for one in verdicts(here) if one.letter]:
            assert squeezed(one.letter) in said or number[one.url] in elsewhere, f"{sheet.url}: {one.label}"
        in_another = squeezed(book().words["print_questions_all"])
        assert squeezed(book().words["what_to_do"]) in said, sheet.url
        assert (squeezed(book().words["other_questions"]) in said) != (in_another in said), sheet.url
        for each in leaflets.leaflet(book(), here.id, site_url)["others"]:
            assert squeezed(each["question"]) in said or in_another in said, f"{sheet.url}: {each['question']}"


def test_a_condition_that_verdicts_stand_under_is_said_once_on_a_leaflet():
    for one in book().situations:
        laid_out = leaflets.leaflet(book(), one.id, "")
        answers = [*laid_out["gather"], *laid_out["others"][: laid_out["most"]]]
        shared = {group["above"] for stage in laid_out["stages"] for group in stage["groups"] if group["above"].endswith("over:")}
        assert not shared & {group["above"] for answer in answers for group in answer["groups"]}, one.id


@pytest.mark.slow
def test_whoever_follows_one_letter_meets_the_steps_of_that_verdict_in_order():
    for one in book().situations:
        laid_out = leaflets.leaflet(book(), one.id, SITE)
        outcomes = {each.id: each for each in verdicts(one)}
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


@pytest.mark.parametrize("path", ["tests/rulebooks/library/rules.yaml", pytest.param("rules.yaml", marks=pytest.mark.slow)])
def test_without_an_address_a_sheet_has_no_code_and_names_other_sheets_in_place_of_the_site(path):
    for sheet, reader in read(path, site_url=""):
        said = text_of(reader.pages)
        assert squeezed(book().words[f"print_elsewhere_{sheet.kind}"]) in said and "/check/" not in said
        assert "thesite" not in said.lower() and squeezed(book().words["print_check"]) not in said, sheet.url
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
        for line in booklet_pages(book(), SITE)["further"]:
            assert squeezed(f"{line['outcomes'][0]['label']}{line['numbers']}") in said


def test_the_booklet_says_of_later_stages_what_most_leaflets_say():
    on_leaflets = [{line["when"] for line in leaflets.leaflet(book(), one.id, SITE)["further"]} for one in book().situations]
    for line in booklet_pages(book(), SITE)["further"]:
        assert sum(line["when"] in lines for lines in on_leaflets) > len(on_leaflets) / 2, line["when"]


@pytest.mark.slow
@pytest.mark.parametrize("path", [*BOOKS, MANY])
def test_the_poster_is_one_page_with_what_to_know_first_and_every_situation(path):
    for _, reader in read(path, "poster"):
        (page,) = reader.pages
        said = text_of([page])
        for text in (*map(words_of, book(path).brand.know_first), *(one.label for one in book(path).situations)):
            assert said.count(squeezed(text)) >= 1
        lines = [squeezed(one["label"]) for one in poster_page(book(path), SITE)["map"]]
        assert len(lines) == len(set(lines)), "a situation stands there twice"


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
