"""Imports follow the table in ARCHITECTURE.md: data flows one way, and each outside package has its one place."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLUGIN = ROOT / "plugins" / "rulebook"
IN_BOTH_WORLDS = ("geometry.bounds", "evaluate", "next_question", "wording.quantities", "browser.")


def allowed():
    """Return {module: outside packages}, in the order of the table."""
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("<!-- imports -->")[1].split("<!-- /imports -->")[0]
    rows = re.findall(r"^\| ([\w.]+) \| ?([\w, ]*?) *\|$", table, re.M)
    return {module: set(filter(None, outside.split(", "))) for module, outside in rows if module != "module"}


ALLOWED = allowed()
FILES = [
    path
    for path in sorted(PLUGIN.rglob("*.py"))
    if path.read_text(encoding="utf-8").count("import") and path.parent.name != "__pycache__"
]


def stage(dotted):
    """Return the table's row for a module: the module itself, or the folder it stands in."""
    return next((row for row in sorted(ALLOWED, key=len, reverse=True) if (dotted + ".").startswith(row + ".")), None)


def imports(path):
    """Yield the dotted names that a file imports, those of the plugin without its own name and made absolute."""
    inside = path.relative_to(PLUGIN).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ["rulebook", *inside][: len(inside) + 1 - node.level] if node.level else []
            name = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{name}.{alias.name}" if is_module(f"{name}.{alias.name}") else name for alias in node.names)


def is_module(dotted):
    path = PLUGIN.parent.joinpath(*dotted.split("."))
    return dotted.startswith("rulebook.") and (path.is_dir() or path.with_suffix(".py").is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_a_module_imports_only_what_the_table_allows(path):
    own = ".".join(path.relative_to(PLUGIN).with_suffix("").parts).removesuffix(".__init__")
    row = stage(own)
    if own in ("__init__", "browser"):
        return
    assert row, f"{own} is not in the table of ARCHITECTURE.md: give it its place there"
    order = list(ALLOWED)
    for name in imports(path):
        if name.startswith("rulebook."):
            other = stage(name.removeprefix("rulebook."))
            assert other and order.index(other) <= order.index(row), f"{own} imports {name}, which comes after it"
        elif name.split(".")[0] not in ALLOWED[row] and name != "rulebook":
            assert name.split(".")[0] in sys.stdlib_module_names, f"{own} imports {name}: see ARCHITECTURE.md"
            assert not row.startswith(IN_BOTH_WORLDS), f"{own} runs in the browser and must not import {name}"


def test_every_row_of_the_table_is_a_module():
    for row in ALLOWED:
        path = PLUGIN.joinpath(*row.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), f"{row} stands in ARCHITECTURE.md and nowhere else"


@pytest.mark.parametrize("path", sorted(PLUGIN.rglob("*.py")), ids=lambda path: str(path.relative_to(PLUGIN)))
def test_no_module_outgrows_250_lines(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 250, f"{path.name} has {lines} lines: split it into a folder of smaller stages"


def test_no_file_name_stands_twice():
    """So that it says which module is meant without its folder."""
    names = [path.name for path in PLUGIN.rglob("*.py") if path.name != "__init__.py"]
    assert sorted(names) == sorted(set(names))


def test_no_pattern_is_possessive():
    """Python 3.11.2, Debian's, finds nothing where a possessive group should find something."""
    possessive = re.compile(r"(?<!\\)(?:(?=[*+?}]\+)|\(\?>)")
    for path in PLUGIN.rglob("*.py"):
        for pattern in re.findall(r"re\.compile\((.*?)\n?\)\n", path.read_text("utf-8"), re.DOTALL):
            assert not possessive.search(re.sub(r"\[[^\]]*\]", "[]", pattern)), (path.name, pattern)
