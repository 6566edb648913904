"""Join the browser's Python into one module that says the same in fewer bytes, and shortens what becomes of it."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import count

# In the order of their imports.
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
    r"^ *\$B\.set_lineno\(frame, \d+\);?$\n|\$B\.set_lineno\(frame, \d+\) && |^ *frame\.\$lineno = \d+;?$\n|^ +"
    r"|^ *\w+\.__annotate__ = _b_\.None\n",
    re.MULTILINE,
)
LINE = re.compile(r"\bframe, (__file__, )?\d+\)")  # handed to a call: it has to stay, and to differ nowhere
FIRST_LINE = re.compile(r"^(\d+), \d+, (\d+, \[)", re.MULTILINE)


def single_module(modules: Sequence[str] = MODULES) -> str:
    """Return the browser's Python as one module, without docstrings, comments and imports of its own parts.

    Private names are told apart, since two modules may use the same one. Functions stand behind those that they call, so that
    Brython knows them and does not look them up by name. Whatever nobody calls by its name gets a short one.
    """
    numbers = count()
    trees = [_Renamed(numbers).visit(_bare(ast.parse(source(path)))) for path in modules]
    nodes = [node for tree in trees for node in tree.body]
    functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    shared = {name for node in nodes for name in _shared(node)}
    for function in functions.values():
        _shorten(function, shared)
    others = [node for node in nodes if not isinstance(node, ast.FunctionDef)]
    late = [node for node in others if functions.keys() & set(_names(node))]
    early = [node for node in others if node not in late]
    return "\n".join(map(ast.unparse, [*early, *_callees_first(functions), *late]))


def without_layout(script: str) -> str:
    """Return a translated module without indentation, and without what only tracebacks and annotations read."""
    return FIRST_LINE.sub(r"\1, 0, \2", LINE.sub(r"frame, \g<1>0)", LAYOUT.sub("", script)))


def source(path: str) -> str:
    return files(OWN).joinpath(f"{path}.py").read_text("utf-8")


def _bare(tree: ast.Module) -> ast.Module:
    tree.body = [node for node in tree.body if not _is_own_import(node)]
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return tree


def _is_own_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == OWN


def _names(node: ast.AST) -> Iterator[str]:
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def _callees_first(functions: Mapping[str, ast.FunctionDef]) -> list[ast.FunctionDef]:
    """Return functions, each behind all that it calls, as far as they do not call each other."""
    placed: dict[str, ast.FunctionDef] = {}
    begun = set()

    def place(name: str) -> None:
        if name in functions and name not in begun:
            begun.add(name)
            for called in _names(functions[name]):
                place(called)
            placed[name] = functions[name]

    for name in functions:
        place(name)
    return list(placed.values())


def _shared(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that mean something beyond one function: the module's own, and those that calls give to arguments."""
    if isinstance(statement, ast.FunctionDef):
        yield statement.name
    elif not isinstance(statement, ast.Expr):
        yield from _names(statement)
    yield from (node.arg for node in ast.walk(statement) if isinstance(node, ast.keyword) and node.arg)


def _shorten(function: ast.FunctionDef, shared: Collection[str]) -> None:
    """Give a function's parameters and variables short names: each another one, the same all through it."""
    nodes = list(ast.walk(function))
    own = dict.fromkeys(node.arg for node in nodes if isinstance(node, ast.arg))
    own |= dict.fromkeys(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    fixed = {text for node in nodes for text in _fixed(node)} | set(shared)
    taken = fixed | set(_names(function))
    short = (name for name in map(_letters, count()) if name not in taken and not keyword.iskeyword(name))
    names = dict(zip((name for name in own if name not in fixed), short, strict=False))
    for node in nodes:
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = names.get(node.arg, node.arg)


def _fixed(node: ast.AST) -> list[str]:
    """Return the names that a node says without being a variable or a parameter: what is caught, imported, declared."""
    if isinstance(node, (ast.FunctionDef, ast.ExceptHandler)):
        return [node.name or ""]
    if isinstance(node, ast.alias):
        return [node.asname or node.name]
    return node.names if isinstance(node, (ast.Global, ast.Nonlocal)) else []


def _letters(number: int) -> str:
    """Return a, b, …, z, aa, ab, …"""
    more, last = divmod(number, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + last)


class _Renamed(ast.NodeTransformer):
    """Give the private names of one module short names that no other module's have."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.numbers = numbers
        self.names: dict[str, str] = {}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._new(node.id), node.ctx)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self._new(node.name)
        self.generic_visit(node)
        return node

    def _new(self, name: str) -> str:
        if name.startswith("_") and name not in self.names:
            self.names[name] = "_" + _letters(next(self.numbers))
        return self.names.get(name, name)
