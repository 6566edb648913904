"""What an author writes is read in time that grows with its length and no faster, however it repeats itself."""

from __future__ import annotations

import json
import time

import pytest
from rulebook.check import examine
from rulebook.load import load
from rulebook.load.shape import MAX_TEXT

MANY = 64_000  # characters; what is quadratic takes half a minute for them
ENOUGH = 3  # seconds: thirty times what it takes
REPEATED = [
    "{{ ",
    "{{",
    "{{ f }} ",
    "{{ f ",
    "[a](",
    "[a](<",
    '[a](/x "',
    "](",
    "[",
    "[[a] ",
    "[a]: ",
    "<a",
    "1,",
    "7 ",
    "# ",
    "`",
    "**",
    " ",
]
RULES = {
    "title": "Small",
    "language": "en",
    "units": {"day": {"one": "day", "other": "days"}},
    "figures": {"f": {"label": "f", "between": [1, 7], "unit": "day", "hedge": "about"}},
    "inputs": {"a": {"question": "A?", "label": "a", "type": "choice", "options": {"x": {"label": "X"}, "y": {"label": "Y"}}}},
    "decisions": {
        "d": {
            "question": "D?",
            "label": "d",
            "outcomes": {"o": {"label": "O", "text": "{{ f }}"}},
            "rules": [{"id": "r", "then": "o", "examples": [{"a": "x"}]}],
        }
    },
}


def written(folder, text, key="text"):
    """Write the rulebook with a text in one place, and return its path."""
    outcome = RULES["decisions"]["d"]["outcomes"]["o"] | {key: text}
    decision = RULES["decisions"]["d"] | {"outcomes": {"o": outcome}}
    (folder / "rules.yaml").write_text(json.dumps(RULES | {"decisions": {"d": decision}}), encoding="utf-8")
    return folder / "rules.yaml"


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("around", [("", ""), ("{{ table", "b"), ("# a", "b"), ("[a](", "")], ids=str)
def test_a_text_or_a_page_that_repeats_itself_is_read_in_time(tmp_path, piece, around):
    text = around[0] + piece * (MANY // len(piece)) + around[1]
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "x.md").write_text(f"Title: X\nSummary: {text}\n\n{text}\n", encoding="utf-8")
    started = time.process_time()
    examine(written(tmp_path, text))
    assert time.process_time() - started < ENOUGH


@pytest.mark.parametrize("key", ["text", "label", "next"])
def test_a_text_longer_than_anybody_reads_is_a_finding(tmp_path, key):
    assert load(written(tmp_path, "a" * MAX_TEXT, key))[1] == []
    (found,) = load(written(tmp_path, "a" * (MAX_TEXT + 1), key))[1]
    assert found.message == f'd: outcome "o": {key} has 10,001 characters, and a text may have 10,000.'
