"""Nasty words in a rulebook or on the command line: findings or plain text, never markup, a traceback or a file elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st
from rulebook.cli.main import main

from tests.conftest import ROOT

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}{% raw %}</template>]]>=cmd|' /C calc'!A0"
RULES = {
    "title": f"Title {NASTY}".replace("{{7*7}}", ""),
    "language": "en",
    "inputs": {
        "problem": {
            "question": 'What is "wrong" & why\'s that?',
            "label": "the \"problem\" & 'more'",
            "type": "choice",
            "options": {
                "one": {"label": '=1+1 & "quoted"'},
                "two": {"label": "@two 'single' ]]> -->", "phrase": 'it\'s "two" & more'},
            },
        }
    },
    "decisions": {
        "what": {
            "question": 'What now, & "then"?',
            "label": "what & how",
            "outcomes": {
                "act": {"label": 'Act "now" & don\'t wait -->', "text": 'Ampersand & *emphasis* and `code` "quoted".'},
                "wait": {"label": "-wait ]]>", "letter": 'Dear "seller" & co, it\'s #1 $5 @home \\ end.'},
            },
            "rules": [
                {
                    "id": "one",
                    "when": {"problem": "one"},
                    "then": "act",
                    "because": 'It\'s "so" & -->',
                    "examples": [{"problem": "one"}],
                },
                {"id": "two", "when": {"problem": "two"}, "then": "wait", "examples": [{"problem": "two"}]},
            ],
        }
    },
}


def test_raw_html_in_any_text_is_a_finding(tmp_path):
    text = json.dumps(RULES).replace("Ampersand", NASTY.replace("\\", "").replace('"', '\\"'))
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    done = command("--rules", tmp_path / "rules.yaml", "check", "--json")
    assert done.returncode == 1
    assert "raw HTML" in done.stdout or "HTML" in done.stdout


def test_what_is_allowed_is_escaped_on_every_page(tmp_path, new_page):
    rules = RULES | {"title": "Quotes \"and\" 'more' & --> ]]>"}
    (tmp_path / "rules.yaml").write_text(json.dumps(rules), encoding="utf-8")
    output = tmp_path / "output"
    words = [
        sys.executable,
        "-m",
        "rulebook.cli.build",
        "--rules",
        tmp_path / "rules.yaml",
        "--content",
        tmp_path / "content",
        "--output",
        output,
    ]
    done = subprocess.run([str(word) for word in words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    page = new_page()
    for file in sorted(output.resolve().rglob("*.html")):
        page.goto(f"file://{file}")
        assert page.locator("script:not([src]):not([type*=json])").count() == 0, file
        for block in page.locator("script[type*=json]").all_text_contents():
            json.loads(block)
    assert 'Act "now" & don\'t wait -->' in page_text(page, output, "decisions/what/index.html")


def page_text(page, output, name):
    page.goto(f"file://{output.resolve() / name}")
    return page.locator("main").text_content()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "<b>", "a" * 10_000, "a b", "CON", "", "ключ", "__proto__", "a/b", "x\u0000y"]
)
def test_ids_that_are_paths_or_markup_are_findings(name, tmp_path):
    rules = json.loads(json.dumps(RULES))
    rules["decisions"][name] = rules["decisions"].pop("what")
    (tmp_path / "rules.yaml").write_text(json.dumps(rules), encoding="utf-8")
    found = json.loads(command("--rules", tmp_path / "rules.yaml", "check", "--json").stdout)
    assert any(one["kind"] == "form" and one["line"] >= 1 for one in found)
    assert all(len(one["message"]) < 1_000 for one in found)


@pytest.mark.slow
@settings(max_examples=150)
@given(words=st.lists(st.text(max_size=30), max_size=4))
def test_no_words_on_the_command_line_raise(words, rules_file):
    try:
        assert main(["--rules", rules_file, "ask", "--json", "--", *words]) in (0, 1, 2)
    except SystemExit as stopped:
        assert stopped.code == 2


@pytest.fixture(scope="module")
def rules_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("nasty") / "rules.yaml"
    path.write_text(json.dumps(RULES | {"title": "Plain"}), encoding="utf-8")
    return str(path)


def command(*words):
    done = subprocess.run([sys.executable, "-m", "rulebook.cli", *map(str, words)], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr
    return done
