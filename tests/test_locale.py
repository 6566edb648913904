"""Interface words: each is used, each that is used is there, and a language without all of them is refused."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml
from rulebook import locale
from rulebook.check import check
from rulebook.export import FORMATS
from rulebook.locale import UnknownWord, catalogue, catalogues, words
from rulebook.plugin.environment import TEMPLATES
from rulebook.site.default_pages import DEFAULTS
from rulebook.views.in_page import SAID, SAID_TOO

from tests.conftest import ROOT
from tests.small_site import LIBRARY

PLUGIN = ROOT / "plugins" / "rulebook"
ENGLISH = words()
IN_TEMPLATES = re.compile(r"\b(?:words|w)\.([a-z_]+)")
IN_TYPST = re.compile(r"\bwords\.([a-z_]+)")
IN_BULK = ("print_", *SAID)  # words that begin so are handed on together: to be handed on is not to be used
NAMED = re.compile(r"[a-z]+(?:_[a-z]+)*")


def templates():
    yield from TEMPLATES.rglob("*.html")
    yield from (ROOT / "theme" / "templates").rglob("*.html")


def texts_of(path):
    """Yield the texts that stand in a module, and the patterns of those that are put together: `tone_{tone}` as `tone_*`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


@pytest.fixture(scope="module")
def used():
    """Return every name that templates ask for, and every text and pattern of a text that stands in a module."""
    asked = {name for path in templates() for name in IN_TEMPLATES.findall(path.read_text("utf-8"))} - {"items", "get"}
    asked |= {name for path in PLUGIN.rglob("*.typ") for name in IN_TYPST.findall(path.read_text("utf-8"))}
    told = {text for path in PLUGIN.rglob("*.py") for text in texts_of(path)}
    return asked, told


def test_every_word_that_a_template_asks_for_is_there(used):
    asked, _ = used
    assert asked - set(ENGLISH) == set()


def test_every_word_is_used_somewhere(used):
    asked, told = used
    starts = {text + "*" for text in told if text.endswith("_") and text not in IN_BULK}
    shapes = {shape for shape in starts | told if "*" in shape and NAMED.match(shape)}
    patterns = [re.compile(re.escape(shape).replace(r"\*", "[a-z_]+")) for shape in shapes]
    made = {f"download_{format}" for format in FORMATS} | {"list_or", "list_and_apart"}  # list_words puts its name together
    made |= {f"{page.slug}_{part}" for page in DEFAULTS for part in ("title", "description")}
    unused = [key for key in ENGLISH if key not in asked | told | made and not any(one.fullmatch(key) for one in patterns)]
    assert not unused, f"nothing uses {', '.join(unused)}"


def test_every_word_the_script_says_is_handed_to_it():
    scripts = "\n".join(
        path.read_text("utf-8") for path in [*(PLUGIN / "browser").rglob("*.py"), PLUGIN / "wording" / "quantities.py"]
    )
    said = {name for name in re.findall(r'"([a-z]+(?:_[a-z]+)*)"', scripts) if name in ENGLISH}
    assert not [name for name in said if name.startswith("say_") and name not in ENGLISH]
    assert all(key in ENGLISH for key in SAID_TOO) and all(any(key.startswith(start) for key in ENGLISH) for start in SAID)


def test_no_word_is_hidden_behind_a_method_of_its_mapping():
    assert not [key for key in ENGLISH if hasattr(dict, key)]


def test_a_misspelt_word_is_an_error_that_names_it():
    with pytest.raises(UnknownWord, match='"mispelt"'):
        ENGLISH["mispelt"]


def test_no_word_stands_twice_and_every_one_is_text():
    class Unique(yaml.SafeLoader):
        def construct_mapping(self, node, deep=False):
            keys = [key.value for key, _ in node.value]
            assert len(set(keys)) == len(keys), sorted(key for key in keys if keys.count(key) > 1)
            return super().construct_mapping(node, deep)

    read = yaml.load((locale.FOLDER / "en.yaml").read_text("utf-8"), Unique)
    assert read == ENGLISH and all(isinstance(text, str) and text for text in read.values())


def test_words_are_read_without_the_c_part_of_yaml(monkeypatch):
    monkeypatch.setattr(locale, "LOADER", yaml.SafeLoader)
    assert locale._read.__wrapped__("en") == ENGLISH


@pytest.mark.parametrize("language", ["en", "en-GB", "en-US", "en-Latn-GB"])
def test_a_region_has_the_words_of_its_language(language):
    assert catalogue(language) == "en" and words(language) == ENGLISH


@pytest.mark.parametrize("language", ["fr", "de-AT", "eng", "es-MX"])
def test_a_language_without_words_is_refused_where_it_is_named(tmp_path, language):
    path = tmp_path / "rules.yaml"
    path.write_text(LIBRARY.read_text("utf-8").replace("language: en", f"language: {language}"), "utf-8")
    found = [one for one in check(path)[1] if one.severity == "error"]
    assert [(one.kind, one.line, one.file) for one in found] == [("form", line_of_language(path), str(path))]
    assert f'"{language}"' in found[0].message and ", ".join(catalogues()) in found[0].cure


def test_a_language_counts_only_with_every_word(tmp_path, monkeypatch):
    for name, count in (("en", None), ("xx", None), ("yy", -1)):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(dict(list(ENGLISH.items())[:count])), "utf-8")
    monkeypatch.setattr(locale, "FOLDER", tmp_path)
    for cached in (locale._read, locale.catalogues):
        cached.cache_clear()
    try:
        assert catalogues() == ("en", "xx") and catalogue("yy") is None and catalogue("xx-YY") == "xx"
    finally:
        monkeypatch.undo()
        for cached in (locale._read, locale.catalogues):
            cached.cache_clear()


def line_of_language(path: Path) -> int:
    return next(at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.startswith("language:"))
