"""The checker's scripts: what may be in them, how large they may be, and that V8 says what CPython says."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from rulebook import bundle
from rulebook.browser import reading, state, steps
from rulebook.bundle.module import MODULES
from rulebook.evaluate import evaluate
from rulebook.publish import publish

from benchmarks import weights
from tests.brython_host import brython
from tests.test_reading import TODAY, TYPED, WORDS
from tests.test_state import NAMES, PROGRAM, TEXTS

# Brotli, of all scripts that the checker fetches, as benchmarks/delivery.py counts them. A later feature may add what is named here, and nothing else:
MOST_BYTES = 100_000
MOST_SCRIPT_BYTES, MOST_LOADER_BYTES = 1_000, 1_500
MOST_EMBED_BYTES = 1_700  # with an element of its own, and with pages that make, move, copy and take away what it works on
FOLDER = Path(bundle.__file__).parent.parent
IN_PAGE = ("browser", "javascript")


@pytest.fixture(scope="module")
def assets():
    return bundle.assets()


@pytest.fixture(scope="module")
def call():
    with brython() as call:
        yield call


def test_the_browser_imports_only_the_page_and_its_own_parts():
    for path in MODULES:
        for node in ast.walk(ast.parse((FOLDER / f"{path}.py").read_text("utf-8"))):
            assert not isinstance(node, ast.Import), f"{path} imports {node.names[0].name}: use from … import …"
            if isinstance(node, ast.ImportFrom):
                assert node.module in IN_PAGE or node.module.startswith("rulebook."), f"{path} imports {node.module}"
                touches_page = path.startswith("browser/view/") or path == "browser/checker"
                assert touches_page or node.module not in IN_PAGE, f"{path} must not know the page"


def test_modules_stand_in_the_order_of_their_imports_and_no_public_name_stands_twice():
    seen = {}
    for path in MODULES:
        tree = ast.parse((FOLDER / f"{path}.py").read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module.startswith("rulebook."):
                assert all(seen.get(alias.name) == node.module for alias in node.names), f"{path}: {ast.unparse(node)}"
                assert not any(alias.asname for alias in node.names), f"{path} renames an import; they are joined without"
            for name in _names(node):
                assert name not in seen, f"{name} stands in {seen[name]} and in {path}: rename one of them"
                seen[name] = "rulebook." + path.replace("/", ".")


def test_nothing_writes_html():
    for path in MODULES:
        source = (FOLDER / f"{path}.py").read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bhtml\b", source), path


@pytest.mark.slow
def test_the_budgets_hold(assets, tmp_path):
    page = "".join(f'<script src="/checker/{name}.js"></script>' for name in ("loader", "widget", "configure"))
    for path, data in {**assets, "index.html": page.encode(), "checker/pieces.html": b""}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    publish(tmp_path, "", "", date(2026, 11, 25))
    for script in ("widget", "configure"):
        assert weights.packed(weights.asset(tmp_path, script)) < MOST_SCRIPT_BYTES, script
    assert weights.packed(tmp_path / "embed.js") <= MOST_EMBED_BYTES
    assert weights.packed(weights.loader(tmp_path, "checker")) <= MOST_LOADER_BYTES
    assert weights.whole_checker(tmp_path) <= MOST_BYTES


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes(assets):
    assert bundle.assets() == assets


def test_brythons_licence_travels_along(assets):
    assert b"Pierre Quentel" in assets["licenses/brython.txt"]
    for path in ("checker/runtime.js", "checker/whole.js"):
        assert b"Pierre Quentel" in assets[path][:200] and b"/licenses/brython.txt" in assets[path][:200], path


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TEXTS)), max_size=6))
def test_brython_reads_addresses_as_cpython_does(call, pairs):
    found = state.read(PROGRAM, pairs, TODAY)
    assert call("read", PROGRAM, pairs, TODAY) == found
    assert call("query", PROGRAM, found["given"]) == state.query(PROGRAM, found["given"])
    result = evaluate(PROGRAM, found["answers"])
    outcomes = {id: one["outcome"] for id, one in result["decisions"].items()}
    assert call("steps_that_hold", PROGRAM, found["answers"], outcomes) == steps.steps_that_hold(
        PROGRAM, found["answers"], outcomes
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED, st.integers(-700_000, 2_900_000))
def test_brython_reads_what_people_type_as_cpython_does(call, text, today):
    assert call("date", text, today, WORDS) == reading.date(text, today, WORDS)
    assert call("amount", text, WORDS) == reading.amount(text, WORDS)


def _names(node):
    if isinstance(node, ast.FunctionDef):
        names = [node.name]
    elif isinstance(node, ast.Assign):
        names = [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    else:
        names = []
    return [name for name in names if not name.startswith("_")]
