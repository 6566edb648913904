"""A figure can stand in every text that a reader meets: wherever one is met, its words are read and never its braces."""

from __future__ import annotations

import html
import io
import re

import pytest
from pypdf import PdfReader
from rulebook.check import examine
from rulebook.cli.ask import answer, format_answer
from rulebook.cli.diff import diff, formats
from rulebook.cli.impact import impact
from rulebook.export import FORMATS, export
from rulebook.locale import words
from rulebook.wording.conditions import cell, conditions
from rulebook.wording.context import view_context
from rulebook.wording.quantities import interval_condition
from rulebook.wording.resolve import with_figures_in_words

from tests import small_site
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "rulebooks" / "placeholders"
RULES = FOLDER / "rules.yaml"
FEE = "about $49.90"
MARKED = re.compile(r"([A-Za-z]+) \*?\{\{ fee \}\}")
CONTENT = {
    "pages/home.md": "Title: Home\nSummary: Magnolia {{ fee }}.\n\nMahogany {{ fee }}.\n\n{{ checker }}\n\n{{ timeline }}\n",
    "guide/first.md": "Title: First\nOrder: 1\n\nMyrtle {{ fee }}.\n\n{{ table pay }}\n\n{{ faq bring }}\n\n{{ outcome pay.all }}\n",
}
ANSWERS = [("state", "torn"), ("price", "60"), ("left", "3"), ("dearer", "yes")]


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Yield the words of every file of the site, by its path; scripts and sheets hold none of the rulebook's."""
    folder = small_site.project(tmp_path_factory.mktemp("placeholders"), CONTENT)
    for name in ("rules.yaml", "facts.md"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    done = small_site.build(folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    files = dict(small_site.bytes_of((folder / "output").resolve()))
    return {path: said(path, data) for path, data in files.items() if not path.endswith((".js", ".css", ".png", ".woff2"))}


def said(path, data):
    text = pdf_words(data) if path.endswith(".pdf") else data.decode("utf-8", "replace")
    return " ".join(html.unescape(text).replace("\u00a0", " ").split())


def pdf_words(data):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.fixture(scope="module")
def checked():
    found = examine(RULES)
    assert found.findings == []
    return found


def test_no_file_of_a_site_shows_a_placeholder(output):
    assert len(output) > 20
    shown = {path: re.findall(r".{20}\{\{.{20}", text) for path, text in output.items() if "{{" in text}
    assert not shown


def test_every_text_is_read_with_its_figure(output):
    everything = re.sub(r"</?(em|a|p|li)\b[^>]*>", "", " ".join(output.values()))
    written = RULES.read_text("utf-8") + (FOLDER / "facts.md").read_text("utf-8") + "".join(CONTENT.values())
    marks = MARKED.findall(written)
    assert len(marks) >= 50
    assert [mark for mark in marks if f"{mark} {FEE}".lower() not in everything.lower()] == []


@pytest.mark.parametrize("format", FORMATS)
def test_no_export_shows_a_placeholder(checked, format):
    files = export(checked.rulebook, format)
    assert files and all(b"{{" not in data and b"$49.90" in data for data in files.values())


def test_ask_shows_neither_placeholders_nor_markdown(checked):
    shown = format_answer(checked, answer(checked, ANSWERS)) + format_answer(checked, answer(checked, []))
    assert "{{" not in shown and "*" not in shown and "](" not in shown
    assert "because Walnut about $49.90, willow about $49.90." in shown and f"price: Larch {FEE}?" in shown


def test_diff_says_figures_as_they_are_printed(checked, tmp_path):
    for name in ("rules.yaml", "facts.md"):
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8").replace("49.9", "60"), "utf-8")
    new = examine(tmp_path / "rules.yaml").rulebook
    assert f"figure fee: {FEE} → about $60" in formats.text(diff(checked.rulebook, new), checked.rulebook, new)


def test_every_use_of_a_figure_is_listed_under_it(output):
    sources = output["sources/index.html"]
    for mark in ("Larch", "Poplar", "Aster", "Elm"):
        assert f"{mark} {FEE}?" in sources


def test_impact_names_the_questions_that_print_a_figure(checked):
    assert set(impact(checked.rulebook, "F1", ()).questions) == {"state", "price", "left", "dearer", "pay", "bring"}


def test_a_threshold_is_spelt_alike_in_table_and_faq_and_checker_and_ask(checked):
    context = view_context(checked.rulebook, words("en"))
    rule = context.rulebook.decisions["pay"].rules[0]
    threshold = f"above {FEE}"
    assert cell(context, "price", rule.when["price"]) == threshold
    assert conditions(context, {"price": rule.when["price"]}) == f"laurel {FEE} is {threshold}"
    assert interval_condition([49.9, 1], None, context.inputs["price"], context.words) == f"laurel {FEE} is {threshold}"
    shown = format_answer(checked, answer(checked, [("state", "torn"), ("price", "1")]))
    assert f"if laurel {FEE} is {threshold}: all (dear)" in shown


def test_a_threshold_is_spelt_alike_on_pages_and_in_print(output):
    for path in ("decisions/pay/index.html", "faq/index.html", "faq.pdf"):
        assert f"above {FEE}" in output[path], path


def test_resolving_is_done_once_and_leaves_what_prints_no_figure_alone(checked):
    resolved = with_figures_in_words(checked.rulebook, words("en"))
    assert with_figures_in_words(resolved, words("en")) is resolved
    assert resolved.figures == checked.rulebook.figures and resolved.units == checked.rulebook.units


BROKEN = {
    "in a figure's label": ("label: the fee,", 'label: "the {{ wait }}",', "form", "printed"),
    "in a hedge": ("hedge: about", 'hedge: "{{ wait }}"', "form", "printed"),
    "in a unit": ("{one: day, other: days}", '{one: day, other: "{{ fee }}"}', "form", "printed"),
    "in the address of a source": ("https://example.org/guide", "https://example.org/{{ fee }}", "form", "not possible"),
    "in the address of a link": ("(ref:pay/rest)", "(https://example.org/{{ fee }})", "form", "into an address"),
    "of no figure, in a label": ("laurel {{ fee }}", "laurel {{ fe }}", "reference", 'there is no figure "fe"'),
    "of no figure, in an unused fact's reason": ("Dogwood {{ fee }}", "Dogwood {{ fe }}", "reference", 'no figure "fe"'),
    "of no part, in a phrase": ("hazel {{ fee }}", "hazel {{ wait.mid }}", "reference", 'has no part "mid"'),
    "never closed, in a question": ("Olive {{ fee }}?", "Olive {{ fee?", "form", "not understood"),
    "typed, in a label": ("laurel {{ fee }}", "laurel $49.90", "figure", "typed into a text"),
    "typed, in a title": ("Birch {{ fee }}", "Birch 5 days", "figure", "typed into a text"),
    "typed, in a figure's label": ("label: the fee,", "label: the $49.90,", "figure", "typed into a text"),
    "bare of its hedge, in a label": ("laurel {{ fee }}", "laurel {{ fee.bare }}", "citation", "drops"),
}


@pytest.mark.parametrize("old, new, kind, message", BROKEN.values(), ids=BROKEN)
def test_a_placeholder_that_cannot_be_printed_is_found(tmp_path, old, new, kind, message):
    text = RULES.read_text("utf-8")
    assert old in text
    (tmp_path / "rules.yaml").write_text(text.replace(old, new, 1), "utf-8")
    (tmp_path / "facts.md").write_text((FOLDER / "facts.md").read_text("utf-8"), "utf-8")
    found = examine(tmp_path / "rules.yaml").findings
    assert (kind, True) in [(one.kind, message in one.message) for one in found], found
    assert {one.kind for one in found} <= {kind, "citation"}, found


def test_a_fact_with_a_placeholder_of_nothing_is_found_where_it_stands(tmp_path):
    (tmp_path / "rules.yaml").write_bytes(RULES.read_bytes())
    (tmp_path / "facts.md").write_text((FOLDER / "facts.md").read_text("utf-8").replace("Lotus {{ fee }}", "Lotus {{ fe }}"))
    (found,) = examine(tmp_path / "rules.yaml").findings
    assert (found.kind, found.line, found.file) == ("reference", 2, str(tmp_path / "facts.md"))


@pytest.mark.parametrize("text", ["laurel {{ lonely }}", "laurel {{lonely.bare}}"])
def test_a_figure_that_only_a_label_prints_is_used(tmp_path, text):
    with_one_more = RULES.read_text("utf-8").replace(
        "figures:\n", "figures:\n  lonely: {label: alone, value: 7, unit: day, source: guide F1}\n"
    )
    (tmp_path / "facts.md").write_bytes((FOLDER / "facts.md").read_bytes())
    for name, wanted in (("without", 1), ("with", 0)):
        book = tmp_path / f"{name}.yaml"
        book.write_text(with_one_more.replace("laurel {{ fee }}", text) if name == "with" else with_one_more, "utf-8")
        assert sum("lonely" in one.message for one in examine(book).findings) == wanted
