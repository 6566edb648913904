"""Hand-written pages: placeholders and links are held against the rulebook before they are printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rulebook.check import check
from rulebook.content.extension import RulebookExtension, to_html
from rulebook.content.page_check import check_content
from rulebook.content.pages import read_pages
from rulebook.locale import words
from rulebook.site.outline import Outline
from rulebook.wording.context import view_context

LIBRARY = Path(__file__).parent / "rulebooks" / "library" / "rules.yaml"
RULEBOOK = check(LIBRARY)[0]
HEAD = "Title: A page\n\n"

FAULTS = {
    "a figure that is none": (HEAD + "It is {{ fine_per_dya }}.", "reference", 3, "fine_per_day"),
    "a misspelt end": (HEAD + "It is {{ repair.lwo }}.", "reference", 3, "low"),
    "a part of a single number": (HEAD + "It is {{ fine_per_day.low }}.", "reference", 3, "fine_per_day.bare"),
    "a figure in an address": (HEAD + "[x](https://x.org/{{ repair }})", "form", 3, "words that people read"),
    "a view in a line": (HEAD + "See {{ table payment }} here.", "form", 3, "alone on its line"),
    "a view of nothing": (HEAD + "{{ table paymnt }}", "reference", 3, "payment"),
    "an outcome that is none": (HEAD + "{{ outcome payment.fin }}", "reference", 3, "fine"),
    "a preset that is none": (HEAD + "{{ checker state=tron }}", "reference", 3, "torn"),
    "a faq of what is no situation": (HEAD + "{{ faq payment dearer_to_post=yes }}", "reference", 3, "state"),
    "an ill-formed view": (HEAD + "{{ faq payment state }}", "form", 3, "{{ faq decision input=option }}"),
    "a rule that is none": (HEAD + "[x](ref:payment/chep)", "reference", 3, "payment/cheap"),
    "a page that is none": (HEAD + "text\n\n[x](/fqa/)", "link", 5, "/faq/"),
    "an anchor that is none": (HEAD + "[x](/decisions/payment/#rule-chep)", "link", 3, "rule-cheap"),
    "a scheme that is none": (HEAD + "[x](mailto:a@b.org)", "link", 3, "https:"),
    "a source that is none": ("Title: A\nSource: law A1\n\nx", "reference", 2, "none"),
    "a figure in a title": ("Title: {{ repair }}\n\nx", "form", 1, "Summary"),
    "no title": ("Just text.", "form", 1, "Title:"),
    "a slug of its own": ("Title: A\nSlug: other\n\nx", "form", 2, "rename"),
}


def found(files, rulebook=RULEBOOK):
    return check_content(Outline(rulebook, pages=read_pages(files)))


@pytest.mark.parametrize("text, kind, line, cure", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_with_its_line_and_its_cure(text, kind, line, cure):
    findings = found({"pages/page.md": text})
    assert [(one.kind, one.line, one.file) for one in findings] == [(kind, line, "content/pages/page.md")]
    assert cure in findings[0].cure


def test_a_faq_of_a_situation_where_no_input_names_any_is_told():
    numbers = {name: spec for name, spec in RULEBOOK.inputs.items() if spec.type != "choice"}
    assert numbers
    (one,) = found(
        {"pages/page.md": HEAD + f"{{{{ faq payment {next(iter(numbers))}=torn }}}}"}, replace(RULEBOOK, inputs=numbers)
    )
    assert (one.kind, one.line) == ("reference", 3)
    assert "{{ faq payment }}" in one.cure


def test_an_address_of_the_rulebook_cannot_be_taken():
    findings = found({"pages/faq.md": HEAD + "x"})
    assert [one.kind for one in findings] == ["form"]


def test_what_is_right_or_code_is_not_found():
    text = (
        "Title: A\nSummary: It takes {{ repair }}.\nMenu: 3\n\n`{{ no }}` usually {{ repair.low }}\n\n```\n{{ nor }} [x](/nowhere/)\n```\n\n"
        "{{ timeline }}\n\n{{ faq payment state=torn }}\n\n[x](ref:payment/cheap) [y](/guide/b/#any) [z](/check/?state=torn)"
    )
    assert found({"pages/a.md": text, "guide/b.md": HEAD + "x"}) == []


def test_pages_know_their_place_and_their_order():
    pages = read_pages(
        {
            "guide/late.md": "Title: L\nOrder: 2",
            "guide/soon.md": "Title: S\nOrder: 1",
            "pages/home.md": "Title: H",
            "notes/x.md": "",
        }
    )
    assert [page.url for page in pages] == ["/guide/soon/", "/guide/late/", "/"]


def printed(text):
    def render(asked):
        return f"<section>{asked}</section>" if asked.decision != "none" else None

    context = view_context(RULEBOOK, words("en"), "https://x.org")
    return to_html(text, {"extensions": [RulebookExtension(context, render)]})


def test_figures_and_links_are_printed_in_the_line():
    assert printed("*{{ repair }}* <{{ repair.low }}> [r](ref:payment/cheap) [f](/faq/)") == (
        "<p><em>usually 5 to 10\u00a0days</em> &lt;5\u00a0days&gt; "
        '<a href="https://x.org/decisions/payment/#rule-cheap">r</a> <a href="https://x.org/faq/">f</a></p>'
    )


def test_views_stand_in_the_place_of_their_lines():
    html = printed("a\n{{ faq payment state=torn }}\nb")
    assert "<p>a</p>" in html and "<p>b</p>" in html
    assert "<section>Call(view='faq', decision='payment', outcome='', input='state', option='torn')</section>" in html


def test_what_is_unknown_prints_as_written_and_never_raises():
    assert printed("{{ table none }}") == "<p>{{ table none }}</p>"
    assert printed("{{ nothing_like_it }}") == "<p>nothing_like_it</p>"
