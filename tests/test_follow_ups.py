"""One misspelt word is one finding: what rests on it is not judged, and nothing is said of what is only missing because of it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from rulebook.check import examine

ROOT = Path(__file__).parent.parent
BOOKS = [ROOT / "rules.yaml", *sorted(ROOT.glob("tests/rulebooks/*/rules.yaml"))]
TODAY, MISSPELT = date(2026, 11, 25), "qqzq"
# Where a word stands that other parts of the file rest on: the outcome of a rule, the type of an input
WORDS = {"outcome": re.compile(r"\bthen: \[?([a-z_]+)"), "type": re.compile(r"\btype: ([a-z]+)")}
MOST = 12  # of each kind in a book; the first of them, one of each decision or input


def misspelt(text, pattern):
    """Return copies of a text, each with one word misspelt: the first of each block that begins two spaces from the edge."""
    blocks = [match.start() for match in re.finditer(r"^  \w+:", text, re.M)] + [len(text)]
    found = [match for start, end in pairwise(blocks) if (match := pattern.search(text, start, end))]
    return [text[: match.start(1)] + MISSPELT + text[match.end(1) :] for match in found[:MOST]]


def found(path):
    return {(one.kind, one.message): one for one in examine(path, TODAY).findings}


@pytest.mark.slow
@pytest.mark.parametrize("kind", WORDS)
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.relative_to(ROOT).as_posix())
def test_a_misspelt_word_is_one_finding(book, kind, tmp_path):
    copy = tmp_path / "rules.yaml"
    shutil.copytree(
        ROOT / "content" if book.parent == ROOT else book.parent,
        tmp_path / ("content" if book.parent == ROOT else "."),
        dirs_exist_ok=True,
    )
    shutil.copy(book, copy)
    before, texts = found(copy), misspelt(book.read_text("utf-8"), WORDS[kind])
    assert texts
    for text in texts:
        copy.write_text(text, "utf-8")
        new = [one for key, one in found(copy).items() if key not in before]
        assert new and all(MISSPELT in one.message for one in new), [(one.line, one.message) for one in new]
