"""Exports lose no value and no text breaks them; the command and the site offer them, the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import example, given, settings, strategies as st
from lxml import etree
from rulebook.check import examine
from rulebook.cli.main import main
from rulebook.export import FORMATS, downloads, export
from rulebook.export.json_book import LEFT_OUT
from rulebook.geometry.requirements import requirements
from rulebook.locale import words
from rulebook.wording.resolve import with_figures_in_words

from tests.exported import ROOT, SCHEMA, TRICKY, checked, rows, tricky, with_texts

CONTROL = "\x00\x08\x1f\ufffe\ud800"


@settings(max_examples=40)
@given(text=st.text(st.characters(codec=None), max_size=20))
@example(text=CONTROL)
@example(text='<a b="c">&amp;]]>')
def test_no_text_breaks_the_file(tricky, text):
    book = with_texts(tricky.rulebook, text)
    for format in FORMATS:
        for name, content in export(book, format).items():
            if name.endswith(".dmn"):
                assert SCHEMA.validate(etree.fromstring(content)), SCHEMA.error_log
            elif name.endswith(".json"):
                json.loads(content)
            else:
                assert len({len(row) for row in rows(content)}) == 1


def test_json_holds_every_value_of_the_model_with_its_figures_in_words(checked):
    book = json.loads(export(checked.rulebook, "json")["rulebook.json"])
    assert book["version"] == checked.rulebook.version
    same(with_figures_in_words(checked.rulebook, words(checked.rulebook.language)), book)


def same(value, data):
    """Assert that JSON data says what a value of the model says, but for where it stands in the file."""
    if is_dataclass(value):
        for each in fields(value):
            if each.name not in LEFT_OUT:
                same(getattr(value, each.name), data[each.name])
    elif isinstance(value, frozenset):
        assert value == set(data)
    elif hasattr(value, "keys"):
        assert list(value) == list(data)
        for key in value:
            same(value[key], data[key])
    elif isinstance(value, tuple | list):
        assert len(value) == len(data)
        for one, other in zip(value, data, strict=True):
            same(one, other)
    else:
        assert (value.isoformat() if hasattr(value, "isoformat") else value) == data


@pytest.mark.slow
def test_the_same_rulebook_gives_the_same_bytes(checked):
    again = examine(checked.rulebook.file).rulebook
    assert downloads(again) == downloads(checked.rulebook)


def test_the_site_offers_the_whole_and_a_table_for_each_decision(checked):
    tables = {f"/decisions/{id}/{id}.csv" for id in checked.rulebook.decisions}
    assert set(downloads(checked.rulebook)) == {"/rulebook.dmn", "/rulebook.json"} | tables


def test_in_the_requirements_graph_everything_stands_above_what_it_needs_and_nothing_overlaps(checked):
    whole = requirements(checked.rulebook)
    nodes = {node.id: node for node in whole.nodes}
    assert set(checked.rulebook.decisions) <= set(nodes)
    decisions = checked.rulebook.decisions.values()
    assert {(column, one.id) for one in decisions for column in checked.rulebook.columns(one)} == set(whole.edges)
    assert all(nodes[below].y > nodes[above].y for below, above in whole.edges)
    assert len({(node.x, node.y) for node in whole.nodes}) == len(nodes)
    assert all(0 <= node.x <= whole.width - node.width and 0 <= node.y <= whole.height - node.height for node in whole.nodes)
    for one in checked.rulebook.decisions:
        part = requirements(checked.rulebook, around=one, inputs=False)
        assert one in {node.id for node in part.nodes} <= set(checked.rulebook.decisions)


LIBRARY = str(ROOT / "tests" / "rulebooks" / "library" / "rules.yaml")


@pytest.mark.parametrize("format", ["dmn", "json"])
def test_one_file_is_printed_unless_a_folder_is_named(format, tmp_path, capfdbinary):
    assert main(["--rules", LIBRARY, "export", "--format", format]) == 0
    printed = capfdbinary.readouterr().out
    assert main(["--rules", LIBRARY, "export", "--format", format, "--output", str(tmp_path / "new" / "folder")]) == 0
    assert printed == (tmp_path / "new" / "folder" / f"rulebook.{format}").read_bytes()


def test_csv_needs_a_folder_and_says_so(tmp_path, capsys):
    assert main(["--rules", LIBRARY, "export", "--format", "csv"]) == 2
    assert "--output FOLDER" in capsys.readouterr().err
    assert main(["--rules", LIBRARY, "export", "--format", "csv", "--output", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"condition.csv", "payment.csv", "bring.csv"}


def test_a_folder_that_cannot_be_written_is_a_bad_argument(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["--rules", LIBRARY, "export", "--format", "json", "--output", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_rulebook_with_errors_is_not_exported(tmp_path, capsys):
    path = tmp_path / "rules.yaml"
    path.write_text(TRICKY.replace("      - {id: rest, when: {}, then: and}\n", ""), encoding="utf-8")
    assert main(["--rules", str(path), "export", "--format", "dmn"]) == 1
    assert capsys.readouterr().out == ""
