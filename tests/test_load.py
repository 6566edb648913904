"""load: a file becomes values, whatever is in it; what is wrong is told with its place, and nothing is ever raised."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.load import load, nodes, stale, uncited_facts, unused_figures
from rulebook.model import AskFor, Citation, Interval

from tests.test_load_parsers import PARSERS

LAMPS = """\
title: Lamps
language: en
reviewed: 2026-11-22
review_within: 180
sources:
  guide: {title: A guide, facts: facts.md}
units:
  euro: {before: "€"}
  day: {one: day, other: days}
figures:
  line: {label: the line, value: 50, unit: euro, source: guide F01 F02}
  reply: {label: time to reply, between: [5, 15], unit: day, source: guide F02}
inputs:
  problem: {question: What is wrong?, label: problem, type: choice, options: {broken: {label: Broken}, late: {label: Late}}}
  left: {question: How many days are left?, label: left, type: integer, unit: day, unknown: No idea, ask_for: {date: end, question: When does it end?, minus: today}}
  worth: {question: What is it worth?, label: worth, type: number, unit: euro, range: "[0..1000]"}
  dear: {question: Is postage dearer?, label: dear, type: choice, options: {"yes": {label: "Yes"}, "no": {label: "No"}}, ask_for: {amount: quote, question: How much?, compare: "> worth"}}
decisions:
  refund:
    question: Do I get my money back?
    label: refund
    outcomes:
      full: {label: In full, tone: good, aliases: all_of_it}
      nothing: {label: No, text: "After {{ reply }}."}
    rules:
      - id: broken_dear
        when: {problem: broken, worth: "> line", left: [">= reply.low", unknown], dear: "-"}
        then: full
        source: guide F01
        examples: [{problem: broken, worth: 51, end: 2026-12-31, today: 2026-11-22}]
      - {id: rest, when: {problem: not(broken)}, then: nothing, source: [guide F02, guide F03]}
"""
FACTS = "Title: Facts\n\n## Money\n\n- F01 Above it\n  all comes back.\n- F02 Below, nothing.\n\nWords.\n\n## Time\n- F03 Late is late.\n- no fact\n"


@pytest.fixture(scope="module", params=PARSERS, ids=lambda parser: parser.__name__, autouse=True)
def parser(request):
    """Let every test here hold for both parsers: libyaml's, and Python's own where there is no libyaml."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "Loader", request.param)
        yield


@pytest.fixture
def lamps(tmp_path):
    """Yield a function that writes a rulebook beside its facts page and loads it."""
    (tmp_path / "facts.md").write_text(FACTS, encoding="utf-8")

    def write_and_load(content=LAMPS):
        path = tmp_path / "lamps.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(path)

    return write_and_load


def test_a_correct_rulebook_has_no_findings(lamps):
    assert lamps()[1] == []


@pytest.mark.slow
def test_the_real_rulebook_has_no_findings():
    assert load(Path(__file__).parent.parent / "rules.yaml")[1] == []


def test_things_keep_their_order_and_their_lines(lamps):
    rulebook, _ = lamps()
    assert list(rulebook.inputs) == ["problem", "left", "worth", "dear"]
    assert [rule.line for rule in rulebook.decisions["refund"].rules] == [26, 31]
    assert rulebook.decisions["refund"].rules[0].when["worth"].line == 27
    assert rulebook.inputs["worth"].line == 16


def test_the_parts_of_a_rule_are_resolved(lamps):
    rulebook, _ = lamps()
    first, rest = rulebook.decisions["refund"].rules
    assert list(first.when) == ["problem", "worth", "left"]
    assert first.when["worth"].intervals == (Interval(50, None),)
    assert (first.when["left"].intervals, first.when["left"].unknown) == ((Interval(5, None, True),), True)
    assert first.examples[0].answers == {"problem": "broken", "worth": "51", "end": "2026-12-31", "today": "2026-11-22"}
    assert rest.source == (Citation("guide", "F02"), Citation("guide", "F03"))
    assert rest.when["problem"].options == {"late"}


def test_the_parts_of_an_input_are_resolved(lamps):
    inputs = lamps()[0].inputs
    assert inputs["worth"].range == Interval(0, 1000, True, True)
    assert inputs["left"].ask_for == AskFor("date", "end", "When does it end?")
    assert inputs["dear"].ask_for == AskFor("amount", "quote", "How much?", ">", "worth")


def test_what_is_not_written_has_its_default(lamps):
    rulebook, _ = lamps()
    assert (rulebook.name, rulebook.situations) == ("Lamps", "problem")
    assert rulebook.decisions["refund"].hit_policy == "unique"
    assert rulebook.decisions["refund"].rules[0].basis == "guide"


def test_facts_keep_their_heading_and_go_on_over_lines(lamps):
    facts = lamps()[0].sources["guide"].facts
    assert [(fact.id, fact.text, fact.heading, fact.line) for fact in facts.values()] == [
        ("F01", "Above it all comes back.", "Money", 5),
        ("F02", "Below, nothing.", "Money", 7),
        ("F03", "Late is late.", "Time", 12),
    ]


def test_the_version_does_not_depend_on_line_ends(lamps):
    unix = lamps()[0].version
    assert unix.startswith("2026-11-22-") and len(unix) == 19
    assert lamps(LAMPS.replace("\n", "\r\n"))[0].version == unix
    assert lamps(b"\xef\xbb\xbf" + LAMPS.encode())[0].version == unix
    assert lamps(LAMPS.replace("Lamps", "Lamp"))[0].version != unix


def test_a_review_in_time_is_not_stale(lamps):
    rulebook, _ = lamps()
    assert stale(rulebook, date(2027, 5, 21)) == []
    assert [finding.kind for finding in stale(rulebook, date(2027, 5, 22))] == ["stale"]


def test_pages_count_as_use(lamps):
    rulebook, _ = lamps(
        LAMPS.replace("guide F03", "guide F02").replace(
            "line: {", "spare: {label: spare, value: 1, source: guide F01}\n  line: {"
        )
    )
    assert [finding.line for finding in uncited_facts(rulebook)] == [12]
    assert uncited_facts(rulebook, {Citation("guide", "F03")}) == []
    assert [finding.line for finding in unused_figures(rulebook)] == [11]
    assert unused_figures(rulebook, {"spare"}) == []


NOT_A_RULEBOOK = {
    "empty": b"",
    "only a comment": b"# nothing\n",
    "a list": b"- a\n",
    "a word": b"word",
    "binary": bytes(range(256)),
    "latin 1": "title: Gr\xfc\xdfe\n".encode("latin-1"),
    "utf 16": LAMPS.encode("utf-16"),
    "tabs": b"\t\t\n",
    "deep": b"[" * 100_000,
    "deep maps": b"{a: " * 100_000,
    "deep blocks": b"- " * 50_000,
    "deep indentation": b"".join(b" " * i + b"a:\n" for i in range(2_000)),
    "aliases": b"".join(b"a%d: &a%d [%s]\n" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 9) if i else b"x") for i in range(12)),
    "an alias in itself": b"a: &a [*a]\n",
    "two documents": b"---\ntitle: a\n---\ntitle: b\n",
    "a directive": b"%YAML 3.0\n---\na: b\n",
    "a tag": b"title: !!python/object/apply:os.system [ls]\n",
    "huge": b"# x\n" * 6_000_000,
    "a key that is a list": b"? [a, b]\n: c\n",
    "merge": b"<<: {title: a}\n",
    "lone surrogate": b'title: "\\ud800"\n',
    "escape out of range": b'title: "\\UFFFFFFFF"\n',
}


@pytest.mark.parametrize("content", NOT_A_RULEBOOK.values(), ids=NOT_A_RULEBOOK)
def test_what_is_no_rulebook_is_told_so_with_a_place(lamps, content):
    rulebook, findings = lamps(content)
    assert rulebook is None
    assert findings and all(finding.line >= 1 and finding.cure for finding in findings)


@pytest.mark.parametrize("path", ["/no/such/file", "/", "a\0b", ""])
def test_what_cannot_be_read_is_a_finding(path):
    assert [finding.kind for finding in load(path)[1]] == ["form"]


@settings(max_examples=300)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_random_bytes_never_raise(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "random.yaml"
    path.write_bytes(content)
    load(path)


SNIPPETS = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "-",
        "- ",
        ",",
        '"',
        "'",
        "#",
        " #",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "\n",
        "\n  ",
        "\t",
        "~",
        "null",
        "no",
        "{{ f }}",
        "{{",
        "> 50",
        "[30..80)",
        "not(a, b)",
        "1_000",
        ".nan",
        "<<: ",
        "%",
        "@",
        "\0",
        "\u2028",
        "\ud7ff",
        "<b>",
        "](javascript:x)",
        "2026-01-01",
        "unknown",
        "",
    ]
)


@pytest.mark.slow
@settings(max_examples=400)
@given(st.lists(st.tuples(st.integers(0, len(LAMPS)), st.integers(0, 12), SNIPPETS), min_size=1, max_size=4))
def test_mutated_rulebooks_never_raise(tmp_path_factory, changes):
    text = LAMPS
    for start, length, snippet in changes:
        text = text[:start] + snippet + text[start + length :]
    path = tmp_path_factory.getbasetemp() / "mutated.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    rulebook, findings = load(path)
    assert rulebook is not None or any(finding.severity == "error" for finding in findings)
    assert all(1 <= finding.line <= text.count("\n") + text.count("\r") + 2 for finding in findings if finding.file == str(path))
