"""Passages: said once in the file, they stand wherever they are called, and carry along what they rest on."""

from __future__ import annotations

import json
import time

import pytest
from rulebook.check import examine
from rulebook.cli.impact import impact
from rulebook.export import export
from rulebook.load import load
from rulebook.load.passages import named
from rulebook.locale import words
from rulebook.views.book import views
from rulebook.wording.context import view_context

from tests import small_site
from tests.conftest import ROOT

RULES = """\
title: Lamps
language: en
sources: {guide: {title: A guide, facts: facts.md}}
units: {euro: {before: "€"}}
figures:
  fee: {label: the fee, value: 5, unit: euro, source: guide F01}
passages:
  ask: {text: "Ask at {{ passage desk }}.", source: guide F02}
  desk: the desk, for *{{ fee }}*
  going: {steps: [Go in., "{{ passage ask }}"], source: guide F03}
  all: ["{{ passage going }}", Go out.]
inputs:
  state:
    question: How is it at {{ passage desk }}?
    label: state
    help: "{{ passage ask }}"
    type: choice
    options: {new: {label: New}, old: {label: Old}}
decisions:
  what:
    question: What now?
    label: what
    outcomes:
      keep:
        label: Keep it
        text: "{{ passage ask }} Now. {{passage  ask}}"
        next: [First., "{{ passage all }}"]
        letter: "{{ passage ask }}"
        source: guide F01
      sell: {label: Sell it}
    rules:
      - {id: new, when: {state: new}, then: keep, because: "{{ passage ask }}", examples: [{state: new}]}
      - {id: old, when: {state: old}, then: sell, source: guide F01, examples: [{state: old}]}
"""
SAID = "Ask at the desk, for *{{ fee }}*."
PAGE = """\
Title: Desk
Summary: {{ passage ask }}

Hello. {{ passage ask }}

{{ passage all }}

Written `{{ passage ask }}`.
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    (tmp_path / "facts.md").write_text("- F01 The fee.\n- F02 The desk.\n- F03 The door.\n", "utf-8")
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "desk.md").write_text(PAGE, "utf-8")
    return tmp_path


@pytest.fixture
def checked(project):
    found = examine(project / "rules.yaml")
    assert found.findings == []
    return found


def test_a_passage_stands_in_every_text_that_calls_it(checked):
    keep = checked.rulebook.decisions["what"].outcomes["keep"]
    assert keep.text == f"{SAID} Now. {SAID}" and keep.letter == SAID
    assert checked.rulebook.inputs["state"].help == SAID
    assert checked.rulebook.decisions["what"].rules[0].because == SAID


def test_steps_stand_one_by_one_where_they_are_called(checked):
    assert checked.rulebook.decisions["what"].outcomes["keep"].next == ("First.", "Go in.", SAID, "Go out.")


def test_what_says_a_passage_rests_on_what_the_passage_rests_on(checked):
    keep, new = checked.rulebook.decisions["what"].outcomes["keep"], checked.rulebook.decisions["what"].rules[0]
    assert [one.fact for one in keep.source] == ["F01", "F02", "F03"]
    assert [one.fact for one in new.source] == ["F02"]


def test_a_fact_behind_a_passage_reaches_all_that_say_it(checked):
    found = impact(checked.rulebook, "F02", checked.pages)
    assert found.passages == ("ask", "going", "all")
    assert (found.rules, found.outcomes, found.pages) == (("what/new",), ("what.keep",), ("/desk/",))
    assert impact(checked.rulebook, "F03", checked.pages).passages == ("going", "all")


def test_a_figure_inside_a_passage_is_in_use_where_the_passage_is(checked):
    (fee,) = views(view_context(checked.rulebook, words("en"))).figures
    assert {link.url for link in fee.uses} >= {"/decisions/what/#outcome-keep", "/decisions/what/#rule-new"}


@pytest.mark.slow
def test_every_output_says_the_passage_and_none_the_call(project, checked):
    for format in ("csv", "json", "dmn"):
        for name, data in export(checked.rulebook, format).items():
            assert format == "json" or not named(data.decode("utf-8-sig")), name
            assert b"the desk, for" in data, name
    assert not named(json.dumps(json.loads(export(checked.rulebook, "json")["rulebook.json"])["decisions"]))
    done = small_site.build(project)
    assert done.returncode == 0, done.stderr
    for page in ("desk/index.html", "checker/pieces.html", "decisions/what/index.html"):
        html = (project / "output" / page).read_text("utf-8")
        assert "Ask at the desk, for <em>€5</em>." in html, page
        assert not named(html.replace("<code>{{ passage ask }}", "")), page


@pytest.mark.slow
def test_a_page_of_content_says_passages_and_lists_their_steps(project):
    assert small_site.build(project).returncode == 0
    html = (project / "output/desk/index.html").read_text("utf-8")
    assert "<p>Hello. Ask at the desk" in html and "<li>Go in.</li>" in html and "<li>Go out.</li>" in html


def test_a_page_that_calls_what_is_not_there_is_told(project):
    page = project / "content/pages/desk.md"
    page.write_text("Title: Desk\n\n{{ passage aks }}\n\nThen {{ passage all }}\n", "utf-8")
    found = [(one.kind, one.line, one.message) for one in examine(project / "rules.yaml").findings]
    assert found == [
        ("reference", 3, 'there is no passage "aks".'),
        ("form", 5, 'the passage "all" is a list of steps.'),
    ]


def test_a_passage_that_only_a_page_says_is_in_use(project):
    rules = project / "rules.yaml"
    rules.write_text(RULES.replace("passages:\n", "passages:\n  lone: Only there.\n"), "utf-8")
    assert [one.message for one in examine(rules).findings] == ['passage "lone": nothing uses it.']
    page = project / "content/pages/desk.md"
    page.write_text(PAGE + "\n{{ passage lone }}\n", "utf-8")
    assert examine(rules).findings == []


def test_passages_that_would_grow_beyond_all_bounds_are_refused_at_once(tmp_path):
    doubling = "".join(f'  p{at}: "{{{{ passage p{at - 1} }}}} {{{{ passage p{at - 1} }}}}"\n' for at in range(1, 60))
    path = tmp_path / "rules.yaml"
    text = RULES.replace("passages:\n", f"passages:\n  p0: Ha.\n{doubling}").replace(
        "Sell it}", 'Sell it, text: "{{ passage p59 }}"}'
    )
    path.write_text(text, "utf-8")
    (tmp_path / "facts.md").write_text("- F01 The fee.\n- F02 The desk.\n- F03 The door.\n", "utf-8")
    before = time.process_time()
    found = load(path)[1]
    assert [one.kind for one in found] == ["too_large"] and time.process_time() - before < 5


@pytest.mark.slow
def test_a_long_chain_of_passages_is_no_trouble(tmp_path):
    chain = "".join(f'  p{at}: "{{{{ passage p{at - 1} }}}}"\n' for at in range(1, 3000))
    path = tmp_path / "rules.yaml"
    text = RULES.replace("passages:\n", f"passages:\n  p0: Ha.\n{chain}").replace(
        "Sell it}", 'Sell it, text: "{{ passage p2999 }}"}'
    )
    path.write_text(text, "utf-8")
    (tmp_path / "facts.md").write_text("- F01 The fee.\n- F02 The desk.\n- F03 The door.\n", "utf-8")
    rulebook, found = load(path)
    assert found == [] and rulebook.decisions["what"].outcomes["sell"].text == "Ha."


def test_nothing_long_stands_three_times_in_the_rulebook():
    """What is said three times is a passage: a sentence of eight words or more stands at most twice as it is written."""
    rulebook, _ = load(ROOT / "rules.yaml")
    times: dict[str, int] = {}
    for prose in rulebook.texts:
        for sentence in {one.strip(" .") for one in " ".join(prose.text.split()).split(". ")}:
            if len(sentence.split()) >= 8:
                times[sentence] = times.get(sentence, 0) + 1
    assert [sentence for sentence, count in times.items() if count > 2] == []
