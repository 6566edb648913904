"""What buyers type leads to what they mean: everything by its own title, plain words, slips of the finger; and what it weighs."""

import re

import brotli
import pytest

from tests.searching import entries_of, searching_site
from tests.test_found import pages

pytestmark = pytest.mark.slow  # the whole site is built first
SITUATION, QUESTION, OUTCOME, GUIDE, PAGE, FACT = range(6)
MOST_BYTES, MOST_LOADER_BYTES = 30_000, 1_000  # brotli


@pytest.fixture(scope="module")
def find(site):
    with searching_site(site.folder) as find:
        yield find


@pytest.fixture(scope="module")
def entries(site):
    return entries_of(site.folder)


def test_all_kinds_are_there_whole(site, entries):
    count = [sum(kind == each for kind, *_ in entries) for each in range(6)]
    situations = len(list((site.folder / "situations").iterdir()))
    facts = sum(path.read_text("utf-8").count('class="fact"') for path in site.folder.glob("sources/*/index.html"))
    headings = sum(len(re.findall(r"<h2 id=", path.read_text("utf-8"))) for path in site.folder.glob("guide/*/index.html"))
    topics = len(list(site.folder.glob("guide/*/index.html")))
    assert (count[SITUATION], count[FACT], count[GUIDE]) == (situations, facts, headings + topics)
    assert count[QUESTION] == 13 and count[OUTCOME] > 200 and count[PAGE] > 20


def test_everything_is_among_the_first_three_for_its_own_title(find, entries):
    asked = {index: f"{one[1]} {one[3]}" if one[0] in (OUTCOME, PAGE) else one[1] for index, one in enumerate(entries)}
    missed = [(one[:3], find(asked[index])[:3]) for index, one in enumerate(entries) if one not in find(asked[index])[:3]]
    assert missed == []


def test_every_address_is_there(site, entries):
    ids = {name: set(re.findall(r' id="([^"]+)"', path.read_text("utf-8"))) for name, path in html(site).items()}
    wrong = [
        url
        for _, _, url, *_ in entries
        for path, _, id in [url.partition("#")]
        if path not in ids or (id and id not in ids[path])
    ]
    assert wrong == []


def html(site):
    return {f"/{path.parent.relative_to(site.folder).as_posix()}/": path for path in site.folder.rglob("index.html")}


@pytest.mark.parametrize(
    "typed, url",
    [
        ("broken", "/situations/damaged/"),
        ("broken", "/situations/does_not_work/"),
        ("brokn", "/situations/damaged/"),
        ("scam", "/situations/counterfeit/"),
        ("scam", "/situations/wrong_item/"),
        ("fake", "/situations/counterfeit/"),
        ("counterfeit", "/situations/counterfeit/"),
        ("conterfit", "/situations/counterfeit/"),
        ("refund not received", "/situations/refund_not_come/"),
        ("refund not recieved", "/situations/refund_not_come/"),
        ("lost", "/situations/never_arrived/"),
        ("lost package", "/situations/never_arrived/"),
        ("postage", "/faq/#faq-who_pays"),
        ("return shipping", "/faq/#faq-who_pays"),
        ("chargeback", "/faq/#faq-if_refused-card_issuer"),
        ("charge back", "/faq/#faq-if_refused"),
        ("proof", "/faq/#faq-evidence"),
        ("screenshot", "/faq/#faq-evidence"),
        ("how long does the refund take", "/faq/#faq-when_money"),
        ("too late", "/faq/#faq-route"),
        ("button is missing", "/faq/#faq-what_now-no_button"),
        ("empty box", "/situations/empty_parcel/"),
        ("wrong size", "/situations/does_not_fit/"),
        ("customs", "/situations/never_arrived/"),
        ("headphones one side silent", "/situations/does_not_work/"),
        ("AliExpress decided against me", "/faq/#faq-if_refused"),
    ],
)
def test_the_words_of_buyers_lead_to_what_they_mean(find, typed, url):
    assert url in [one[2] for one in find(typed)[:5]]


def test_a_fault_of_the_seller_comes_before_one_of_ones_own(find):
    assert find("wrong colour")[0][2] == "/situations/wrong_detail/"


def test_results_show_no_ids_of_facts(entries):
    assert [title for _, title, *_ in entries if re.search(r"\b[FTX]\d+\b", title)] == []


def test_the_search_is_light(site):
    weight = {path.name: len(brotli.compress(path.read_bytes())) for path in (site.folder / "search").iterdir()}
    assert weight.keys() == {"loader.js", "search.js"}
    assert weight["loader.js"] <= MOST_LOADER_BYTES and sum(weight.values()) <= MOST_BYTES


def test_every_page_with_a_frame_has_it_but_the_one_about_embedding(site):
    without = {name for name in pages(site.folder) if 'data-module="search"' not in (site.folder / name).read_text("utf-8")}
    assert without == {"embed/index.html", "widget/index.html"}
