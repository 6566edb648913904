"""Make the checker's scripts: Brython's run time, the browser's Python translated, and the loader that fetches both; minified.

All of it runs under `script-src 'self'` with Trusted Types. No HTML and no rule is in it: those stand in the page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from rulebook.bundle import minify
from rulebook.bundle.runtime import lean_runtime, packaged, recorded, whole_runtime
from rulebook.bundle.v8 import toolchain, translate
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
    r"^ *\$B\.set_lineno\(frame, \d+\);?$\n|\$B\.set_lineno\(frame, \d+\) && |^ +",
    re.MULTILINE,
)
FOLDER = Path(__file__).parent
RUNTIMES = ("runtime.js", "whole.js")


def assets(cache: Cache = no_cache) -> dict[str, bytes]:
    """Return what the checker's pages fetch, by path below the site's root; `cache` gives back what was made before."""
    made = cache(_ingredients(), lambda: [_script(url.rpartition("/")[2]).encode() for url in urls.SCRIPTS])
    licence = {urls.file_of(urls.LICENCE): packaged("brython.txt").encode()}
    return dict(zip(map(urls.file_of, urls.SCRIPTS), made, strict=True)) | licence


def is_lean() -> bool:
    """Return whether what is left out of the run time was recorded from this Brython."""
    return lean_runtime() is not None


def _script(name: str) -> str:
    made = {"runtime.js": _lean_or_whole, "whole.js": whole_runtime, "checker.js": _checker}
    notice = packaged("notice.js") if name in RUNTIMES else ""
    return notice + minify.minified(made[name]() if name in made else packaged(name))


def _lean_or_whole() -> str:
    return lean_runtime() or whole_runtime()


def _checker() -> str:
    return f"self.startChecker = function () {{\n{without_layout(translate(single_module(), 'checker'))}\n}}\n"


def _ingredients() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(FOLDER.glob("*.py")))
    yield from (_source(path).encode() for path in MODULES)
    yield from (path.read_bytes() for path in sorted((FOLDER.parent / "browser").glob("*.js")))
    yield recorded().encode()
    yield minify.toolchain()
    yield from toolchain()


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
    return LAYOUT.sub("", script)


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
