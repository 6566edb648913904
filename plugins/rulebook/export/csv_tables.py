"""Write each decision as a table for spreadsheets: a row of headings, one row a rule, nothing that runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from rulebook.export.provenance import BASES, cited
from rulebook.export.unary_tests import cell
from rulebook.geometry.notation import PLAIN
from rulebook.model import Decision, Rule, Rulebook

# Headings of our own are capitalised: no id is, so that no column is named twice.
BEFORE, AFTER = ("Rule",), ("Outcome", "Label", "Because", "Basis", "Source", "Hit policy")
BOM = "\ufeff"  # without it Excel reads UTF-8 in the machine's own code page

# A cell runs as a formula if it begins with one of SIGNS, whatever blanks and invisible characters stand before it. So
# does what follows a ";", a "|", a tab or a line's end, where the spreadsheet takes that for its separator.
BLANKS = '[\\s\x00-\x1f\x7f\xa0\xad\u200b-\u200f\u2060\ufeff"]*'
SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
SIGN = re.compile(f"((?:\\A|[;|\t\r\n]){BLANKS})('*{SIGNS})")
SIGN_ESCAPED = re.compile(f"((?:\\A|[;|\t\r\n]){BLANKS})'('*{SIGNS})")
BLANK = re.compile("\\A('*[\t\r\n])")
BLANK_ESCAPED = re.compile("\\A'('*[\t\r\n])")


def csv_table(rulebook: Rulebook, decision: Decision, plain: Callable[[str | None], str]) -> bytes:
    """Return a decision's table: RFC 4180, UTF-8 with a byte order mark."""
    return _written(_rows(rulebook, decision, plain))


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe before what could start a formula. `rearm` takes it out again."""
    return BLANK.sub(r"'\1", SIGN.sub(r"\1'\2", text))


def unescape_formula(text: str) -> str:
    """Return the text that `disarm` was given."""
    return SIGN_ESCAPED.sub(r"\1\2", BLANK_ESCAPED.sub(r"\1", text))


def _rows(rulebook: Rulebook, decision: Decision, plain: Callable[[str | None], str]) -> Iterable[Sequence[str]]:
    columns = rulebook.columns(decision)
    yield (*BEFORE, *columns, *AFTER)
    for rule in decision.rules:
        tests = (cell(rulebook, column, rule.when.get(column), PLAIN) for column in columns)
        yield (rule.id, *tests, *_conclusion(decision, rule, plain))


def _conclusion(decision: Decision, rule: Rule, plain: Callable[[str | None], str]) -> tuple[str, ...]:
    labels = " / ".join(plain(decision.outcomes[outcome].label) for outcome in rule.then)
    return ", ".join(rule.then), labels, plain(rule.because), BASES[rule.basis], cited(rule.source), decision.hit_policy


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([escape_formula(each) for each in row] for row in rows)
    return (BOM + text.getvalue()).encode("utf-8", "replace")
