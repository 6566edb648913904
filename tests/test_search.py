"""The search: what can be found in it, under which words, and how far a word may be off."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from rulebook import search
from rulebook.search.entries import KINDS
from rulebook.search.topics import Section, topic

from tests import small_site
from tests.searching import entries_of, searching

ENTRIES = [
    [0, "It came damaged", "/situations/damaged/", "", "broken cracked"],
    [0, "I think it is a fake", "/situations/fake/", "", "counterfeit"],
    [1, "When does the money come?", "/faq/#when", "", "refund"],
    [2, "The law may give more", "/faq/#law", "What else may apply?", "", "warranty café"],
    [4, "Refunds by card take days.", "/sources/guide/#F1", "A guide"],
    [4, "A parcel that came broken was damaged before.", "/sources/guide/#F2", "A guide"],
]
IGNORED = ["it", "a", "is", "i", "the", "that"]


@pytest.fixture(scope="module")
def find():
    """Give what the page's own script finds, as titles, best first."""
    with searching(files(search).joinpath("matching.js").read_text("utf-8"), ENTRIES, IGNORED) as find:
        yield lambda text: [one[1] for one in find(text)]


@pytest.mark.parametrize("at", range(len(ENTRIES)))
def test_everything_is_found_first_by_its_own_title(find, at):
    assert find(ENTRIES[at][1])[0] == ENTRIES[at][1]


@pytest.mark.parametrize(
    "typed, title",
    [
        ("counterfeit", "I think it is a fake"),
        ("Counterfeit!", "I think it is a fake"),
        ("counterfeits", "I think it is a fake"),
        ("conterfiet", "I think it is a fake"),  # a letter left out, two that changed places
        ("counter", "I think it is a fake"),
        ("borken", "It came damaged"),
        ("cracke", "It came damaged"),
        ("CAFE", "The law may give more"),
        ("waranty", "The law may give more"),
        ("what else", "The law may give more"),
    ],
)
def test_other_words_beginnings_plurals_accents_and_slips_are_understood(find, typed, title):
    assert find(typed)[0] == title


@pytest.mark.parametrize("typed", ["", "the", "xyzzy", "kae", "fakkkee", "lawn mower", "???"])
def test_what_is_not_there_is_not_found(find, typed):
    assert find(typed) == []


def test_a_title_counts_more_than_a_text_and_a_situation_more_than_a_fact(find):
    assert find("damaged") == ["It came damaged", "A parcel that came broken was damaged before."]
    assert find("refund") == ["When does the money come?", "Refunds by card take days."]


def test_each_kind_has_its_weight():
    weights = re.search(r"KIND_WEIGHTS = \[([^\]]*)\]", files(search).joinpath("matching.js").read_text("utf-8"))[1]
    assert len(weights.split(",")) == len(KINDS)


def test_a_page_of_the_guide_is_found_by_its_sections():
    made = topic(
        "Money", "/guide/money/", "<p>In short.</p>", '<p>All of <b>it</b>.</p><h2 id="card">By <i>card</i></h2><p>Days.</p>'
    )
    assert made.sections == (Section("", "", "In short. All of it ."), Section("By card", "#card", "Days."))


def test_the_index_stands_in_the_script_and_every_address_in_it_is_there(small_one):
    found = entries_of(small_one.folder)
    assert {KINDS[kind] for kind, *_ in found} == {"situation", "question", "outcome", "page"}
    for _, title, url, *_ in found:
        path, _, anchor = url.partition("#")
        page = (small_one.folder / path.strip("/") / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in page, title


@pytest.mark.slow
def test_other_words_are_in_the_index_and_on_no_page(tmp_path):
    folder = small_site.project(tmp_path)
    rules = folder / "rules.yaml"
    text = rules.read_text("utf-8")
    assert "{label: Pages are torn," in text
    rules.write_text(text.replace("{label: Pages are torn,", "{label: Pages are torn, also: [shredded, ripped up],"), "utf-8")
    done = small_site.build(folder)
    assert done.returncode == 0, done.stderr
    assert entries_of(folder / "output")[2][:5] == [0, "Pages are torn", "/situations/torn/", "", "shredded ripped up"]
    assert [path for path in (folder / "output").rglob("*.html") if "shredded" in path.read_text("utf-8")] == []
