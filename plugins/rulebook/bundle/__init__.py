"""Make the checker's scripts: Brython's run time, the browser's Python translated, and the loader that fetches both.

All of it runs under `script-src 'self'` with Trusted Types. No HTML and no rule is in it: those stand in the page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from rulebook.bundle.v8 import brython, toolchain, translate
from rulebook.cache import Cache, no_cache
from rulebook.site import urls

# In the order of their imports: they become one module.
MODULES = (
    "geometry/bounds",
    "dates",
    "evaluate",
    "next_question",
    "browser/state",
    "browser/reading",
    "browser/steps",
    "browser/case",
    "wording/quantities",
    "browser/calendar",
    "browser/view/pieces",
    "browser/view/page",
    "browser/view/question",
    "browser/view/answers",
    "browser/view/due_dates",
    "browser/view/findings",
    "browser/view/glance",
    "browser/view/share",
    "browser/view/result",
    "browser/view/stage",
    "browser/view/remembered",
    "browser/checker",
)
OWN = "rulebook"
LAYOUT = re.compile(
    r"^ *\$B\.set_lineno\(frame, \d+\);?$\n|\$B\.set_lineno\(frame, \d+\) && |^ *frame\.\$lineno = \d+;?$\n|^ +",
    re.MULTILINE,
)
LINE = re.compile(r"\bframe, (__file__, )?\d+\)")  # handed to a call: it has to stay, and to differ nowhere
START, END, NEXT = "// >>> brython compiler chain\n", "// <<< brython compiler chain\nvar docs=", "\n;\n"


def assets(cache: Cache = no_cache) -> dict[str, bytes]:
    """Return what the checker's pages fetch, by path below the site's root; `cache` gives back what was translated before."""
    made = {
        "runtime.js": runtime(),
        "checker.js": f"self.startChecker = function () {{\n{_translated(cache)}\n}}\n",
    }
    names = {urls.file_of(url): url.rpartition("/")[2] for url in (*urls.SCRIPTS, urls.LICENCE)}
    return {path: (made.get(name) or _packaged(name)).encode("utf-8") for path, name in names.items()}


def _translated(cache: Cache) -> str:
    key_parts = (Path(__file__).read_bytes(), *(_source(path).encode() for path in MODULES), *toolchain())
    return cache(key_parts, lambda: [without_layout(translate(single_module(), "checker")).encode()])[0].decode()


def runtime() -> str:
    """Return Brython without its compiler and docstrings, cut at its authors' own marks, inside the prelude's two halves.

    While it loads, Brython tries `eval` and builds its table of syntax-tree classes with `Function`: both break the
    policy, and neither is needed to run translated code. The prelude stands in for them until it has loaded.
    """
    source = brython()
    before, found, rest = source.partition(START)
    _, ended, after = rest.partition(END)[2].partition(NEXT)
    if not found or not ended:
        raise ValueError("This Brython has no marks around its compiler. Pin the version that requirements/site.in names.")
    return _packaged("prelude.js") + before + after + _packaged("postlude.js")


def single_module(modules: Sequence[str] = MODULES) -> str:
    """Return the browser's Python as one module, without docstrings, comments and imports of its own parts.

    Private names get the number of their module behind them: two modules may use the same one.
    """
    trees = [_bare(ast.parse(_source(path))) for path in modules]
    return "\n".join(ast.unparse(_Renamed(str(at)).visit(tree)) for at, tree in enumerate(trees))


def _source(path: str) -> str:
    return files(OWN).joinpath(f"{path}.py").read_text("utf-8")


def without_layout(script: str) -> str:
    """Return a translated module without indentation, and without its notes of lines, which only tracebacks read."""
    return LINE.sub(r"frame, \g<1>0)", LAYOUT.sub("", script))


def _bare(tree: ast.Module) -> ast.Module:
    tree.body = [node for node in tree.body if not _is_own_import(node)]
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return tree


def _is_own_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == OWN


class _Renamed(ast.NodeTransformer):
    def __init__(self, suffix: str) -> None:
        self.suffix = suffix

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._new(node.id), node.ctx)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self._new(node.name)
        self.generic_visit(node)
        return node

    def _new(self, name: str) -> str:
        return name + self.suffix if name.startswith("_") else name


def _packaged(name: str) -> str:
    return files(OWN).joinpath("browser", name).read_text("utf-8")
