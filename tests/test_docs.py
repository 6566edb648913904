"""The documents: links lead somewhere, command lines are understood, and what they name in the code is there."""

from __future__ import annotations

import ast
import re
import shlex
from importlib.util import find_spec

import pytest
from rulebook.cli import build
from rulebook.cli.arguments import COMMANDS, parser
from rulebook.cli.reference import PAGE

from tests.conftest import ROOT

PLUGIN = ROOT / "plugins" / "rulebook"
DOCS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "deploy/*.md", "benchmarks/*.md", "tests/schemas/**/*.md")
    for path in ROOT.glob(pattern)
    if "changes" not in path.parts
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
COMMAND = re.compile(
    r"(?:^|`)((?:[A-Z_]+=\S+ )*(?:\.venv/bin/rulebook|make|python -m) [^`\n#]*?)[ ]*(?:#[^`\n]*)?(?=`|$)", re.MULTILINE
)
IN_CODE = re.compile(r"`([\w/]+\.py):(\w+)(?:\.(\w+))?")
FILE = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|html|css|js|yaml|md|typ|txt|in|toml)|(?:[\w.-]+/)+)(?=[:`])")
MADE = {  # by a build, or by whoever has a site of their own
    "output/": "what is built",
    ".cache/": "what is kept between builds",
    ".builds/output.by-hand/": "what somebody put into a build",
    "colours.css": "made of the brand",
    "runtime.js": "Brython, lean: a file of the built site",
    "whole.js": "Brython without its compiler: a file of the built site",
    "sw.js": "made by publishing, or what takes its place",
    "security.txt": "made where there is a contact",
    "content/files/": "files of one's own",
    "rulebook.txt": "names the rulebook that a folder of texts belongs to",
    "facts.md": "a source's page of facts, by any name",
}
OUTSIDE = re.compile(r"\b(?:design|look|style)\.md|\b[Ii]ssues? \d|\b\d of 8\b|\b[Dd]esign §")
EVERY = pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())


@EVERY
def test_every_link_leads_somewhere(path):
    for found in LINK.finditer(CODE.sub("", path.read_text("utf-8"))):
        target = found[1] or found[2]
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there.read_text("utf-8")), target


def anchors(text):
    """Return the anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@EVERY
def test_every_command_line_is_understood(path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for line in COMMAND.findall(path.read_text("utf-8")):
        words = [word for word in shlex.split(line) if not re.match(r"[A-Z_]+=", word)]
        if words[0] == "make":
            assert set(words[1:]) <= targets, line
        elif words[0] == "python":
            assert find_spec(words[2]), line
        elif words[1][0] not in "[…":  # a pattern of one
            parsed(words[1:], line)


def parsed(words, line):
    try:
        parser(dict.fromkeys(COMMANDS)).parse_args(words)
    except SystemExit:
        pytest.fail(f"the command line does not take: {line}")


def test_there_are_command_lines_to_try():
    found = [line for path in DOCS for line in COMMAND.findall(path.read_text("utf-8"))]
    assert len(found) > 20
    assert any(line.startswith(".venv/bin/rulebook ask") for line in found)


def test_every_command_and_option_is_documented():
    page = (ROOT / PAGE).read_text("utf-8").partition("## 13. Commands")[2]
    commands = next(action.choices for action in parser(dict.fromkeys(COMMANDS))._actions if action.choices)
    for name, command in commands.items():
        assert f"\n### {name}\n" in page
        options = {option for action in command._actions for option in action.option_strings if option.startswith("--")}
        assert not [option for option in options - {"--help"} if option not in page], name


@EVERY
def test_every_file_and_folder_that_is_named_is_there(path):
    """A path is seen from the project, the plugin, the tests or the document; a file's name alone may stand anywhere."""
    for name in set(FILE.findall(re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL))) - MADE.keys():
        known = any((base / name).exists() for base in (ROOT, PLUGIN, ROOT / "tests", path.parent))
        assert known or ("/" not in name[:-1] and any(PLUGIN.rglob(name.rstrip("/")))), name


def test_there_are_files_and_names_to_look_for():
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert len(FILE.findall(page)) > 25 and len(IN_CODE.findall(page)) > 15
    assert "plugin/templates/rulebook/macros/table.html" in FILE.findall(page)


@EVERY
def test_what_is_named_in_the_code_is_there(path):
    for file, name, inner in IN_CODE.findall(path.read_text("utf-8")):
        there = ROOT / file if file.startswith("plugins/") else PLUGIN / file
        tree = ast.parse(there.read_text("utf-8"))
        assert name in names(tree), f"{file}:{name}"
        within = next(node for node in tree.body if name in names(ast.Module([node], [])))
        assert not inner or inner in names(within), f"{file}:{name}.{inner}"


def names(tree):
    """Return what a module or class defines."""
    found = set()
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else [node]
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            found |= {getattr(part, "id", None) or getattr(part, "name", None) for part in parts}
    return found


def test_every_place_of_the_glossary_is_there():
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines():
        for place in re.findall(r"`([\w/]+(?:/|\.py|\.js))[`:]", line.rpartition(" | ")[2]):
            assert (PLUGIN / place).exists() or (ROOT / place).exists(), line


def test_terms_stand_in_alphabetical_order():
    terms = re.findall(r"^\| \*\*(.*?)\*\*", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert terms == sorted(set(terms))


def test_every_setting_is_one_that_the_code_reads():
    page = (ROOT / PAGE).read_text("utf-8").partition("## 15. Settings")[2]
    read = "".join(path.read_text("utf-8") for path in PLUGIN.rglob("*.py"))
    for name in re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE):
        assert f'"{name}"' in read or f"'{name}'" in read, name


def test_the_project_stands_by_itself():
    """No document or number of elsewhere is leaned on."""
    files = [*DOCS, *(path for room in ("plugins", "tests", "benchmarks", "theme") for path in (ROOT / room).rglob("*.*"))]
    for path in files:
        if path.suffix in (".py", ".md", ".js", ".css", ".html", ".typ", ".yaml") and path.name != "test_docs.py":
            found = OUTSIDE.search(path.read_text("utf-8"))
            assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_the_build_takes_what_make_gives_it():
    for line in re.findall(r"-m rulebook\.cli\.build (.*)", (ROOT / "Makefile").read_text("utf-8")):
        assert build.read_arguments(shlex.split(line)).strict
