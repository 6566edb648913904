"""What is left out of a script: only what was never called, only of the script that was watched, and it still is a script."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from py_mini_racer import JSEvalException, MiniRacer
from rulebook import bundle
from rulebook.bundle import lean, runtime
from rulebook.plugin.run_pelican import run_pelican

from tests.conftest import PARCEL, ROOT

FILE = Path(lean.__file__)
STUB = "gone()"
USED = "function used(a) { return [a, 'function () { }'].length }\n"
IDLE = {  # each form of a function: as it is written, and with the stub in it
    "declaration": ("function f(a, b) { return a + b }", "function f(a, b) {gone()}"),
    "default with a brace": ("function f(a = {b: ')'}) { return a }", "function f(a = {b: ')'}) {gone()}"),
    "comment": ("function f(a /* ) { */) { return a }", "function f(a /* ) { */) {gone()}"),
    "expression": ("x = function (a) { return a }", "x = function (a) {gone()}"),
    "arrow": ("x = (a, b) => { return a }", "x = (a, b) => {gone()}"),
    "arrow of one": ("x = a => { return a }", "x = a => {gone()}"),
    "arrow without braces": ("x = a => ({b: a, c: [a]})", "x = a => gone()"),
    "arrow in a call": ("x = [1].filter(a => a + 'long enough')", "x = [1].filter(a => gone())"),
    "generator": ("function* f(a) { yield a + 'long' }", "function* f(a) {gone()}"),
    "async": ("async function f(a) { await a + 1 }", "async function f(a) {gone()}"),
    "async arrow": ("x = async (a) => { await a + 1 }", "x = async (a) => {gone()}"),
    "method": ("x = {f(a) { return a + 'long' }}", "x = {f(a) {gone()}}"),
    "computed method": ("x = {[g(1)](a) { return a + 'long' }}", "x = {[g(1)](a) {gone()}}"),
    "outermost": ("function f() { function g() { return 'inside' } return g }", "function f() {gone()}"),
    "unit of two": ("function f(a = '😀') { return '😀😀😀😀' }", "function f(a = '😀') {gone()}"),
    "no longer than its stub": ("function f() { }", "function f() { }"),
}
FUNCTION = re.compile(r"(?:async )?(?:function\*? ?\w*\(|\(a(?:, b)?\) =>|a =>|(?:f|\[g\(1\)\])\(a\)).*", re.DOTALL)


def report(script, *calls, url="https://x.org/one.js"):
    """Return what V8 reports: (text of a function, its calls)."""
    return {"result": [{"url": url, "functions": [{"ranges": [ranged(script, text, count)]} for text, count in calls]}]}


def ranged(script, text, count):
    start = len(script[: script.index(text)].encode("utf-16-le")) // 2
    return {"startOffset": start, "endOffset": start + len(text.encode("utf-16-le")) // 2, "count": count}


def body(text):
    """Return the function in one line of IDLE, without what stands around it."""
    found = FUNCTION.search(text)[0]
    for bracket in ("]", "}", ")"):
        while found.count(bracket) > found.count({"]": "[", "}": "{", ")": "("}[bracket]) and found.endswith(bracket):
            found = found[:-1]
    return found


@pytest.mark.parametrize("name", IDLE)
def test_of_a_function_that_nobody_called_only_the_stub_is_left(name):
    text, expected = IDLE[name]
    script = USED + text + "\n" + USED.replace("used", "too")
    spans = lean.unused(script, [report(script, (USED.strip(), 1), (body(text), 0))], "/one.js", STUB)
    assert lean.cut(script, spans, STUB) == script.replace(text, expected)
    MiniRacer().eval(f"void function () {{ {lean.cut(script, spans, STUB)} }}")


def test_one_call_in_one_report_keeps_a_function_and_other_scripts_do_not_count():
    text = "function f() { return 'something' }"
    script = USED + text
    never, once = report(script, (text, 0)), report(script, (text, 1))
    assert lean.unused(script, [never, once], "/one.js", STUB) == []
    elsewhere = report(script, (text, 1), url="https://x.org/other.js")
    assert len(lean.unused(script, [never, elsewhere], "/one.js", STUB)) == 1


def test_what_was_called_can_be_taken_off_a_list_whatever_stands_around_it():
    inner, outer = "function f() { return 'something' }", "function g() { return 'something else' }"
    script = f"function around() {{ {inner} }}\n{outer}"
    of_all = lean.unused(script, [report(script, (script.splitlines()[0], 1), (inner, 0), (outer, 0))], "/one.js", STUB)
    a_part = [report(script, (script.splitlines()[0], 0), (inner, 0), (outer, 1))]
    assert [span in lean.used(script, a_part, "/one.js") for span in of_all] == [False, True]


def test_a_list_holds_for_its_own_script_and_no_other():
    spans = [(3, 9), (12, 40)]
    text = lean.written("one", spans)
    assert lean.read(text, "one") == spans
    for other in ("two", ""):
        with pytest.raises(lean.OtherScript):
            lean.read(text, other)
    with pytest.raises(lean.OtherScript):
        lean.read("", "one")


def test_the_file_is_a_command_by_itself(tmp_path):
    """It needs no other file, and knows neither what it is used for here nor by whom."""
    text = "function f() { return 'something' }"
    script = USED + text
    shutil.copy(FILE, tmp_path / "lean.py")
    (tmp_path / "one.js").write_text(script)
    (tmp_path / "coverage.json").write_text(json.dumps(report(script, (text, 0))))
    (tmp_path / "list.txt").write_text(run(tmp_path, "list", "one.js", "coverage.json").stdout)
    assert run(tmp_path, "cut", "one.js", "list.txt").stdout == USED + "function f() {leftOut()}"
    (tmp_path / "one.js").write_text(script + " ")
    refused = run(tmp_path, "cut", "one.js", "list.txt")
    assert refused.returncode == 1 and refused.stderr == "list.txt: The list was made from another script. Record it anew.\n"
    assert not re.search("rulebook|brython|checker|dispute", FILE.read_text("utf-8"), re.IGNORECASE)


def run(folder, *arguments):
    return subprocess.run([sys.executable, "-I", "lean.py", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_what_is_left_out_was_recorded_from_this_brython():
    assert bundle.is_lean(), "Brython has changed: make lean"


@pytest.mark.slow
def test_of_another_brython_nothing_is_left_out_and_the_build_names_the_command(monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(runtime, "recorded", lambda: "sha256 of something else\n0 9\n")
    run_pelican(ROOT / "pelicanconf.py", PARCEL, tmp_path / "none", tmp_path / "output")
    made = (tmp_path / "output/checker/runtime.js").read_bytes()
    assert b"leftOut" not in made and made == (tmp_path / "output/checker/whole.js").read_bytes()
    assert "make lean" in caplog.text


@pytest.mark.slow
def test_both_run_times_are_scripts():
    with pytest.raises(JSEvalException):
        MiniRacer().eval("void function () { ( }")
    for name, data in bundle.assets().items():
        if name.endswith(".js"):
            MiniRacer().eval(f"void function () {{ {data.decode()}\n}}")
