"""A second subject that hurts: a tariff of several hundred rules loads clean, builds whole, and is asked like the first."""

import html
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest
from rulebook.browser.state import read
from rulebook.check import examine
from rulebook.cli.ask import answer
from rulebook.cli.statistics import statistics
from rulebook.diagram.compile import diagrams
from rulebook.evaluate import evaluate
from rulebook.verify.redundancy import never_matters

from tests.browser.answering import ALL_DRAWN, asked, choose, open_offer, question, submit, until
from tests.conftest import TARIFF, serving

TODAY = date(2027, 3, 1)


@pytest.fixture(scope="module")
def checked():
    return examine(TARIFF / "rules.yaml", TODAY)


@pytest.fixture(scope="module")
def address(tariff):
    with serving(tariff) as url:
        yield url


def test_nothing_is_wrong_with_it(checked):
    assert checked.findings == []


def test_it_is_as_large_and_as_chained_as_it_should_be(checked):
    book = checked.rulebook
    assert len(book.decisions["carriage"].rules) >= 350
    assert max(len(spec.options) for spec in book.inputs.values()) >= 40
    assert {decision.hit_policy for decision in book.decisions.values()} == {"unique", "first", "collect"}
    assert {spec.type for spec in book.inputs.values()} == {"choice", "integer", "number"}
    assert {spec.ask_for.kind for spec in book.inputs.values() if spec.ask_for} == {"date", "amount"}
    assert sum(spec.type != "choice" for spec in book.inputs.values()) >= 4 and not book.timeline


def test_every_example_is_decided_by_its_own_rule(checked):
    for decision in checked.rulebook.decisions.values():
        for rule in decision.rules:
            assert rule.examples, rule.id
            for example in rule.examples if decision.hit_policy != "collect" else ():
                given = read(checked.program, list(example.answers.items()), 0)
                assert given["notes"] == []
                said = evaluate(checked.program, given["answers"])["decisions"][decision.id]
                assert (said["outcome"], said["rules"]) == (rule.then[0], [rule.id]), (decision.id, rule.id, example)


def test_an_empty_collect_is_decided(checked):
    said = answer(checked, [("sending", "books"), ("declared_value", "3")], TODAY)
    assert said["decisions"]["papers"]["outcome"] == []


# What it taught


def test_options_sorted_into_one_list_upstream_are_no_fault(checked):
    """48 islands in 8 zones: people look for their island, no rule tells those of a zone apart, and none should."""
    book = checked.rulebook
    compiled = [diagram for decision in book.decisions.values() for diagram in diagrams(book, decision)]
    assert list(never_matters(book, compiled)) == []
    zone = book.decisions["zone"]
    alone = replace(book, decisions={"zone": zone}, inputs={id: book.inputs[id] for id in ("destination", "miles")})
    told = [finding.message for finding in never_matters(alone, diagrams(alone, zone))]
    assert len(told) == 1 and '"lannoch", "port_merrin"' in told[0] and "more such groups" in told[0]


def test_a_rule_whose_example_leaves_questions_out_counts_as_exercised(checked):
    counts = statistics(checked.rulebook, checked.program)
    assert counts.untested_rules == () and counts.questions_most == 9


def test_a_unit_keeps_the_space_that_parts_it_from_the_number(checked):
    assert checked.rulebook.units["kg"].after == " kg" and checked.rulebook.units["percent"].after == "%"


# The site


@pytest.mark.slow
def test_every_decision_and_every_situation_has_its_page(tariff, checked):
    for name in ["", "check", "faq", "widget", "decisions", "sources/sheet", "sources/house", *pages(checked.rulebook)]:
        assert (tariff / name / "index.html").is_file(), name


@pytest.mark.slow
def test_units_and_figures_are_printed_as_the_rulebook_says(tariff):
    home = plain((tariff / "index.html").read_text("utf-8"))
    assert "heavier than 70 kg" in home and "125 crowns" in home and "{{" not in home
    extras = plain((tariff / "decisions" / "extras" / "index.html").read_text("utf-8"))
    assert "depending on the sea 5 to 20 crowns" in extras and "10% off" in extras
    assert "Nothing is added to the price of the carriage." in extras


@pytest.mark.slow
def test_decimals_are_printed_as_they_are_written(tariff):
    odd = {found for path in tariff.rglob("*.html") for found in re.findall(r"\d+\.\d{6,}", plain(path.read_text("utf-8")))}
    assert odd == set()


@pytest.mark.slow
def test_no_page_is_too_large_to_read(tariff):
    size = {path.relative_to(tariff).as_posix(): path.stat().st_size for path in tariff.rglob("*.html")}
    assert {name: bytes for name, bytes in size.items() if bytes > 400_000} == {}


@pytest.mark.slow
def test_a_link_to_a_rule_opens_its_group_without_script(address, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}/decisions/carriage/")
    assert not page.locator("#rule-h_express_large_to_20").is_visible()
    page.goto(f"{address}/decisions/carriage/#rule-h_express_large_to_20")
    assert page.locator("#rule-h_express_large_to_20").is_visible() and page.locator("details.ledger[open]").count() == 1


CASES = [
    "sending=fuel",
    "sending=books",
    "goods=hive&destination=wetherstone&weight=3",
    "sending=tools&destination=orsa&weight=5&length=80&days_left=3&declared_value=100&replacing_dearer=no",
    "sending=tools&destination=unknown&miles=6.1&weight=2&length=45&needed_by=2027-03-01&declared_value=unknown",
    "sending=spirits&packed=own_box&destination=pharos&weight=12&length=60&needed_by=2027-03-04&declared_value=300&price_of_new=500",
    "sending=glassware&packed=unknown&destination=kyrre&weight=70&length=240&days=0&declared_value=5000&price_of_new=5000",
    "sending=clothes&weight=unknown&length=241",
    "destination=tarvie&weight=1&length=35&days_left=unknown",
]


@pytest.mark.slow
def test_the_checker_says_what_ask_says(address, page, checked):
    for query in CASES:
        page.goto(f"{address}/check/?{query}&today={TODAY}")
        page.wait_for_selector("[data-module=checker][data-state=ready]", timeout=20_000)
        said = answer(checked, parse_qsl(f"{query}&today={TODAY}"))
        told = {id: said["decisions"][id]["outcome"] for id in checked.program["people"]}
        decided = {id: held if isinstance(held, list) else [held] for id, held in told.items() if held is not None}
        verdict = checked.program["people"][0] in decided
        page.evaluate(ALL_DRAWN)
        assert outcomes_shown(page) == (decided if verdict else {}), query
        assert (asked(page) is None) == verdict and bool(said["open"]) == bool(asked(page) or offered(page)), query


@pytest.mark.slow
def test_the_checker_leads_from_the_first_question_to_a_result(address, page):
    page.goto(f"{address}/check/")
    page.wait_for_selector("[data-module=checker][data-state=ready]", timeout=20_000)
    given = {
        "sending": "books",
        "destination": "pharos",
        "weight": "4.5",
        "length": "40",
        "needed_by": "20 June 2027",
        "declared_value": "80",
        "price_of_new": "120",
    }
    seen = []
    while name := asked(page) or offered(page):
        seen.append(name)
        if page.locator(".offered").count():
            open_offer(page)
        if question(page).locator("input[name]").count():
            question(page).locator("input[name]").fill(given[name])
            submit(page)
        else:
            choose(page, given[name])
        until(page, f"location.search.includes({name + '='!r})")
    assert sorted(seen) == sorted(given)
    assert outcomes_shown(page)["cover"] == ["too_low"] and outcomes_shown(page)["zone"] == ["h"]


def pages(book):
    return [*(f"decisions/{id}" for id in book.decisions), *(f"situations/{id}" for id in book.inputs["sending"].options)]


def offered(page):
    """Return the first question that a result offers, None where nothing is left."""
    return page.evaluate(
        "(one => one ? one.querySelector('input[name]')?.name ?? one.dataset.question : null)(document.querySelector('.offered .ask'))"
    )


def outcomes_shown(page):
    """Return {decision: [outcomes]} as the page shows them."""
    pairs = page.eval_on_selector_all("[data-decision]", "all => all.map(one => [one.dataset.decision, one.dataset.outcome])")
    found = {}
    for decision, outcome in pairs:
        found.setdefault(decision, []).extend([outcome] if outcome else [])
    return found


def plain(page):
    """Return the words of a page."""
    text = re.sub(r"<script.*?</script>|<[^>]*>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+([,.;:!?%)])", r"\1", " ".join(html.unescape(text).split()))
