"""The printed FAQ: complete, in order, tagged, the same every time, and never run as code."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from rulebook.load import load
from rulebook.locale import words
from rulebook.print import US_LETTER, layout, pdf, typeset
from rulebook.print.pictures import qr_code
from rulebook.views.book import views
from rulebook.wording.context import view_context
from rulebook.wording.markdown import words_of

from tests.remembered import remembered

ROOT = Path(__file__).parent.parent
LIBRARY = "tests/rulebooks/library/rules.yaml"
SITE = "https://dispute-first.example"
NASTY = r"""#panic("no") #import "x" $x^2$ @here <there> *a* _b_ `c` \ \u{41} // c /* d */ [e] {f} ~ -- '"' = g"""
MOST_BYTES = 480_000
MOST_PAGES = 74


@remembered
def book(path="rules.yaml", site_url=SITE):
    rulebook, _ = load(ROOT / path)
    return views(view_context(rulebook, words(rulebook.language), site_url=site_url))


@remembered
def printed(path="rules.yaml", site_url=SITE):
    return pdf(book(path, site_url), site_url)


@remembered
def reader(path="rules.yaml", site_url=SITE):
    return PdfReader(io.BytesIO(printed(path, site_url)))


@remembered
def texts(path="rules.yaml", site_url=SITE):
    """Return what each page says, with its line breaks."""
    return [page.extract_text() for page in reader(path, site_url).pages]


def text_of(pages):
    """Return what pages say, without regard to how lines break."""
    return squeezed(" ".join(page.extract_text() for page in pages))


def squeezed(text):
    return re.sub(r"[\s\u2060]+", "", text)  # Typst sets a word joiner where a space must not break


def elements(found):
    """Yield every element of the structure tree, in reading order."""
    nodes = [found.trailer["/Root"]["/StructTreeRoot"]]
    while nodes:
        node = nodes.pop()
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, dict):
            yield node
            children = node.get("/K", [])
            nodes += reversed(children if isinstance(children, list) else [children])


@pytest.mark.slow
def test_every_answer_to_every_question_is_there_in_order():
    said = squeezed(" ".join(texts()))
    place = said.index(squeezed(book().words["by_decision"] + "1" + book().for_people[0].question))
    for at, decision in enumerate(book().for_people, 1):
        for number, outcome in enumerate(decision.outcomes, 1):
            wanted = squeezed(f"{outcome.label}{words_of(outcome.text)}")
            found = said.find(wanted, place)
            assert found > 0, f"{at}.{number} {outcome.label} is missing, or out of order"
            place = found


@pytest.mark.slow
def test_every_situation_says_something_on_every_question():
    said = squeezed(" ".join(texts()))
    starts = [said.index(f"/check/{situation.query}") for situation in book().situations]
    assert starts == sorted(starts)
    for situation, start, end in zip(
        book().situations, starts, [*starts[1:], said.index(squeezed(book().words["by_decision"]), starts[-1])], strict=True
    ):
        for answer in situation.answers:
            assert squeezed(answer.question) in said[start:end], f"{situation.label}: {answer.question}"


@pytest.mark.slow
def test_what_a_situation_leaves_to_numbers_is_exactly_what_it_leaves_out_in_words():
    data = layout.lay_out(book(), SITE)
    number = {entry["place"]: entry["number"] for decision in data["decisions"] for entry in decision["entries"]}
    for page, situation in zip(data["situations"], book().situations, strict=True):
        told = sorted([*page["answers"], *page["rest"]], key=lambda one: int(one["chapter"]))
        assert [one["place"] for one in told] == [answer.url for answer in situation.answers]
        for printed_answer, answer in zip(told, situation.answers, strict=True):
            given = [line["number"] for line in printed_answer["own"]]
            for span in printed_answer["shared"]:
                first, _, last = span.partition("–")
                chapter, low = first.split(".")
                given += [f"{chapter}.{each}" for each in range(int(low), int((last or first).split(".")[1]) + 1)]
            assert sorted(given) == sorted(number[case.outcome.url] for case in answer.outcomes)


def test_the_code_beside_a_situation_holds_its_address():
    for page, situation in zip(layout.lay_out(book(), SITE)["situations"], book().situations, strict=True):
        assert page["code"] == qr_code(f"{SITE}/check/{situation.query}")


@pytest.mark.slow
def test_a_book_made_for_no_address_prints_no_code_and_no_address_and_says_so():
    found = reader(LIBRARY, site_url="")
    said = text_of(found.pages)
    assert "/check/" not in said and squeezed(book().words["print_elsewhere_booklet"]) in said
    alts = [each.get("/Alt", "") for each in elements(found) if each.get("/S") == "/Figure"]
    assert not any(alt.startswith(book().words["print_code_alt"][:8]) for alt in alts)
    assert any(
        alt.startswith(book().words["print_code_alt"][:8]) for alt in (each.get("/Alt", "") for each in elements(reader(LIBRARY)))
    )


@pytest.mark.slow
def test_addresses_are_links_where_the_site_has_an_address():
    links = [note.get_object() for page in reader().pages for note in page.get("/Annots", [])]
    found = {link["/A"]["/URI"] for link in links if "/A" in link}
    assert {f"{SITE}/check/{situation.query}" for situation in book().situations} <= found
    assert all(link.get("/Contents") for link in links), "a link without words for it"


def test_links_inside_lead_to_pages_of_the_book():
    pages = {page.indirect_reference.idnum for page in reader().pages}
    links = [note.get_object() for page in reader().pages for note in page.get("/Annots", [])]
    inside = [link["/Dest"] for link in links if "/Dest" in link]
    assert len(inside) > len(book().decisions)
    assert all(dest.get_object()[0].idnum in pages for dest in inside)


def test_it_is_a_tagged_book_with_title_language_and_bookmarks():
    root = reader().trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert reader().metadata.title == f"{book().name}: {book().title}"
    assert book().words["by_decision"] in [mark.title for mark in reader().outline if not isinstance(mark, list)]


def test_headings_tables_lists_and_pictures_are_marked_as_what_they_are():
    found = list(elements(reader()))
    kinds = [each.get("/S") for each in found]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/Figure", "/TOC"} <= set(kinds)
    assert kinds.count("/Table") == len(book().decisions)
    assert all(each.get("/Alt") for each in found if each.get("/S") == "/Figure")


@pytest.mark.slow
def test_ids_of_facts_stand_nowhere_but_where_it_is_said_what_answers_rest_on():
    said = [text_of([page]) for page in reader().pages]
    start = next(at for at, page in enumerate(said) if page.startswith(squeezed(f"{book().name}{book().words['by_decision']}")))
    end = next(at for at in range(len(said) - 1, 0, -1) if squeezed(book().words["sources_title"]) in said[at])
    assert start < end
    for page in said[:end]:
        assert not re.search(r"[FTX]\d\d?[FTX]\d\d?", page), page
    entries = [entry for chapter in layout.lay_out(book(), SITE)["decisions"] for entry in chapter["entries"]]
    last = "".join(said[end:]).rpartition(squeezed(book().words["comes_from"] + "1" + book().for_people[0].question))[2]
    id_of_a_fact = r"F\d\d|T\d\d|X\d"
    assert re.findall(id_of_a_fact, last) == [id for entry in entries for id in re.findall(id_of_a_fact, entry["cites"])]


def test_every_font_is_in_the_file():
    fonts = [font.get_object() for page in reader().pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        below = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile3" in below and "Libertinus" in below["/FontName"]


def test_a_table_says_every_test_of_every_rule_in_columns_or_in_words():
    decisions = [*book().for_people, *book().for_decisions]
    for table, decision in zip(layout.lay_out(book(), SITE)["tables"], decisions, strict=True):
        heads = [head.text for head in decision.table.columns]
        for row, rule in zip(table["rows"], decision.table.rules, strict=True):
            said = dict(zip(table["columns"], row["cells"], strict=True))
            words_ = said.get(book().words["print_also"], "")
            for head, cell in zip(heads, rule.cells, strict=True):
                one_by_one = "\n".join(cell.parts)
                assert cell.any or said.get(head) in (cell.words, one_by_one) or f"{head}: {cell.words}" in words_
                assert "," not in "".join(cell.parts[:-1]) or head not in said or said[head] != cell.words or not cell.parts[1:]
            assert not any(cell.any and said.get(head) for head, cell in zip(heads, rule.cells, strict=True))


def test_a_condition_beside_an_answer_needs_no_other_read_before_it():
    words_ = book().words
    before, rest = words_["rule_otherwise_if"].partition("{conditions}")[0], words_["rule_otherwise"]
    said = [
        each["sentence"]
        for chapter in layout.lay_out(book(), SITE)["decisions"]
        for one in chapter["entries"]
        for each in one["when"]
    ]
    assert any(each.sentence.startswith(before) for one in book().for_people for each in one.table.rules)
    assert not any(each.startswith(before) or each == rest for each in said)


@pytest.mark.slow
def test_it_wastes_no_paper():
    assert len(reader().pages) <= MOST_PAGES
    letter = PdfReader(io.BytesIO(pdf(book(), SITE, US_LETTER)))
    assert len(letter.pages) <= MOST_PAGES + 6  # a lower page


@pytest.mark.slow
def test_it_is_small():
    assert len(printed()) < MOST_BYTES


@pytest.mark.slow
def test_the_same_book_gives_the_same_bytes():
    assert pdf(book(), SITE) == printed()


def test_one_parameter_changes_the_paper():
    page = PdfReader(io.BytesIO(pdf(book(LIBRARY), SITE, US_LETTER))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)
    with pytest.raises(ValueError):
        pdf(book(LIBRARY), SITE, "napkin")


@pytest.mark.slow
def test_packing_changes_no_word_and_no_tag(monkeypatch):
    monkeypatch.setattr(typeset, "packed", lambda plain: plain)
    plain = PdfReader(io.BytesIO(pdf(book(), SITE)))
    assert len(plain.pages) == len(reader().pages)
    assert [page.extract_text() for page in plain.pages[::4]] == texts()[::4]
    assert [each.get("/S") for each in elements(plain)] == [each.get("/S") for each in elements(reader())]


def test_nothing_a_rulebook_says_is_run(tmp_path):
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(nasty(tmp_path, NASTY), SITE))).pages)
    assert squeezed(said).count(squeezed(NASTY)) > 10


def test_letters_that_the_fonts_lack_do_not_stop_the_press(tmp_path):
    assert pdf(nasty(tmp_path, "日本 \U0001f600 ok"), SITE).startswith(b"%PDF")


def nasty(folder, text):
    """Return the book of a tiny rulebook that says one thing wherever it can."""
    quoted = "'" + text.replace("'", "''") + "'"
    path = folder / "rules.yaml"
    path.write_text(TINY.replace("TEXT", quoted), encoding="utf-8")
    rulebook, findings = load(path)
    assert rulebook, findings
    return views(view_context(rulebook, words("en"), site_url=SITE))


TINY = """
name: TEXT
title: TEXT
language: en
reviewed: 2026-01-01
inputs:
  state:
    question: TEXT
    label: TEXT
    help: TEXT
    type: choice
    options:
      a: {label: TEXT, phrase: TEXT, help: TEXT}
      b: {label: TEXT, phrase: TEXT}
decisions:
  first:
    question: TEXT
    label: TEXT
    help: TEXT
    hit_policy: unique
    outcomes:
      x: {label: TEXT, tone: good, text: TEXT, next: [TEXT, TEXT], letter: TEXT}
      y: {label: TEXT, tone: silent, text: TEXT}
    rules:
      - {id: one, when: {state: a}, then: x, because: TEXT, examples: [{state: a}]}
      - {id: two, when: {state: b}, then: y, because: TEXT, examples: [{state: b}]}
  second:
    question: TEXT
    label: TEXT
    hit_policy: collect
    none: TEXT
    outcomes:
      z: {label: TEXT, text: TEXT}
    rules:
      - {id: three, when: {state: a}, then: z, because: TEXT, examples: [{state: a}]}
timeline:
  - {label: TEXT, text: TEXT, when: {state: a}}
"""
