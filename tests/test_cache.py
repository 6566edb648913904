"""What takes long to make is kept: the same ingredients give the same thing, others never, and a broken entry costs only time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, strategies as st
from rulebook import cache as cache_module
from rulebook.cache import file_cache

PARTS = st.lists(st.binary(max_size=40), max_size=4)


def never():
    raise AssertionError("it was made anew")


@given(PARTS, PARTS)
def test_what_was_made_of_the_same_ingredients_is_given_back_whole(ingredients, made):
    with tempfile.TemporaryDirectory() as folder:
        cache = file_cache(Path(folder))
        assert cache(ingredients, lambda: made) == made
        assert cache(iter(ingredients), never) == made


@given(PARTS, PARTS)
def test_other_ingredients_are_never_taken_for_these(one, other):
    assume(one != other)
    with tempfile.TemporaryDirectory() as folder:
        cache = file_cache(Path(folder))
        cache(one, lambda: [b"one"])
        assert cache(other, lambda: [b"other"]) == [b"other"]


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"", lambda data: data[:40] + b"?" + data[41:]]
)
def test_an_entry_that_was_cut_short_or_changed_is_made_anew_and_mended(tmp_path, harm):
    cache = file_cache(tmp_path)
    cache([b"a"], lambda: [b"good", b"whole"])
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(harm(entry.read_bytes()))
    assert cache([b"a"], lambda: [b"new"]) == [b"new"]
    assert cache([b"a"], never) == [b"new"]


def test_what_another_python_or_zlib_made_is_made_anew(tmp_path, monkeypatch):
    cache = file_cache(tmp_path)
    cache([b"a"], lambda: [b"theirs"])
    monkeypatch.setattr(cache_module, "TOOLS", b"another")
    assert cache([b"a"], lambda: [b"ours"]) == [b"ours"]


def test_where_nothing_can_be_kept_everything_is_made(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")
    cache = file_cache(in_the_way / "cache")
    assert [cache([b"a"], lambda: [b"made"]) for _ in range(2)] == [[b"made"], [b"made"]]
    assert in_the_way.read_text() == "mine"


def test_a_fault_while_making_is_told_and_leaves_nothing(tmp_path):
    def fail():
        raise ValueError("why")

    with pytest.raises(ValueError, match="why"):
        file_cache(tmp_path)([b"a"], fail)
    assert not list(tmp_path.iterdir())


def test_entries_unused_for_longest_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr(cache_module, "MAX_ENTRIES", 2)
    cache = file_cache(tmp_path)
    for name in (b"a", b"b"):
        cache([name], lambda: [b""])
    for at, path in enumerate(sorted(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(path, (at, at))
    cache([b"a"], never)  # used: now b has been unused for longest
    cache([b"c"], lambda: [b""])
    assert cache([b"a"], never) == [b""]
    assert cache([b"b"], lambda: [b"again"]) == [b"again"]
