"""The subject stands in rules.yaml and content/ and nowhere else: no word of it in the engine, nor in a site on something else."""

import re
from dataclasses import fields, is_dataclass

import pytest
from rulebook.load import load

from tests.conftest import ROOT
from tests.test_second_subject import plain

SENTENCE = 30  # so many letters on, a sentence is somebody's own


@pytest.mark.parametrize("place", ["plugins", "theme", "pelicanconf.py", "publishconf.py"])
def test_plugin_and_theme_know_nothing_of_the_subject(place):
    top = ROOT / place
    files = [top] if top.is_file() else [path for path in top.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert not [str(path) for path in files if b"aliexpress" in path.read_bytes().lower()]


@pytest.mark.slow
def test_nothing_in_it_comes_from_the_first_subject(tariff):
    files = [path for path in tariff.rglob("*") if path.suffix in (".html", ".json", ".js", ".xml", ".txt", ".css", ".svg")]
    assert not [path.name for path in files if b"aliexpress" in path.read_bytes().lower()]
    told = sentences_of_the_first()
    assert len(told) > 1_000
    for path in tariff.rglob("*.html"):
        words = plain(path.read_text("utf-8"))
        assert not [sentence for sentence in told if sentence in words], path


def sentences_of_the_first():
    """Return every sentence of the first rulebook and of its pages that is long enough to be its own."""
    book, _ = load(ROOT / "rules.yaml")
    texts = [*strings(book), *(path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md"))]
    pieces = (" ".join(piece.split()) for text in texts for piece in re.split(r"(?<=[.!?:])\s|\{\{.*?\}\}|[*\[\]()\n]", text))
    return {piece for piece in pieces if len(piece) >= SENTENCE and " " in piece}


def strings(value):
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, (dict, list, tuple)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)
