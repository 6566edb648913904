"""An exported table has the rules of its decision, and no cell of it runs as a formula."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from rulebook.export import export
from rulebook.export.csv_tables import escape_formula, unescape_formula
from rulebook.load.unary import Column, parse
from rulebook.locale import words
from rulebook.wording.context import view_context

from tests.exported import as_a_spreadsheet_sees_them, checked, rows, tricky, with_texts

NASTY = ["<b>&amp;\"'", "]]><!--", "=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "a;=1", "a\n=1", "'=1"]
NASTY += ["\uff1d1", "\ufeff=1", "“é”", "a\u0301\u2028🙂"]


def read_back(rulebook, column, text):
    """Return what a cell lets through, read by the loader's own reader of tests."""
    if not text:
        return None
    spec = rulebook.inputs.get(column)
    options = rulebook.decisions[column].outcomes if spec is None else spec.options
    reads = Column(column, tuple(options) or None, spec and spec.unit, spec is not None and spec.unknown is not None)
    test, faults = parse([text] if text.startswith("not(") else text.split(", "), reads, rulebook.figures)
    assert not faults, (column, text, faults)
    return test.options, test.intervals, test.unknown


@pytest.mark.slow
def test_a_table_read_back_has_the_rules_of_its_decision(checked):
    for decision in checked.rulebook.decisions.values():
        columns = checked.rulebook.columns(decision)
        heading, *body = rows(export(checked.rulebook, "csv")[f"{decision.id}.csv"])
        assert heading == ["Rule", *columns, "Outcome", "Label", "Because", "Basis", "Source", "Hit policy"]
        assert [(row[0], row[-6].split(", "), row[-1]) for row in body] == [
            (rule.id, list(rule.then), decision.hit_policy) for rule in decision.rules
        ]
        for rule, row in zip(decision.rules, body, strict=True):
            for column, text in zip(columns, row[1:], strict=False):
                test = rule.when.get(column)
                passing = test and (test.options, test.intervals, test.unknown)
                assert read_back(checked.rulebook, column, text) == passing, (rule.id, text)


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_runs_as_a_formula_and_none_is_lost(tricky, text):
    said = view_context(tricky.rulebook, words("en")).plain(text)
    for content in export(with_texts(tricky.rulebook, text), "csv").values():
        assert {row[-4] for row in rows(content)[1:]} == {said}
        for row in as_a_spreadsheet_sees_them(content):
            for cell in row:
                assert not cell or cell[0] not in "=+-@\t\r\n"
                for part in cell.replace("|", ";").replace("\n", ";").replace("\r", ";").replace("\t", ";").split(";"):
                    assert not part.lstrip(' "\ufeff\u200b\xa0').startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))


@given(st.text(st.sampled_from("='+-@;|\t\r\n \"ab\ufeff\uff1d"), max_size=12))
def test_what_is_disarmed_can_be_rearmed(text):
    assert unescape_formula(escape_formula(text)) == text
    assert escape_formula(text)[:1] not in tuple("=+-@\t\r\n")
