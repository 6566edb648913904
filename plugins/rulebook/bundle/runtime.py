"""Make Brython's run time twice: lean, without the functions that the checker never calls, and whole, for when one is called."""

from __future__ import annotations

import re
from importlib.resources import files

from rulebook.bundle import lean
from rulebook.bundle.v8 import brython

START, END, NEXT = "// >>> brython compiler chain\n", "// <<< brython compiler chain\nvar docs=", "\n;\n"
DOCUMENTED = re.compile(r"^(init_type\([^`\n]*)`[^`]*`", re.MULTILINE)  # a built-in type and what help() says of it
STUB = "leftOut()"  # browser/left_out.js
LIST, AFTER = "unused.txt", "self.afterLeftOut()\n"


def lean_runtime() -> str | None:
    """Return the run time without what was never called; None where another Brython was watched: nothing is guessed."""
    source = without_compiler()
    try:
        return packaged("left_out.js") + loadable(lean.cut(source, lean.read(recorded(), source), STUB)) + AFTER
    except lean.OtherScript:
        return None


def whole_runtime() -> str:
    """Return all of the run time, and what takes up the thread where the lean one lost it."""
    return packaged("resume.js") + loadable(without_compiler())


def loadable(source: str) -> str:
    """Return Brython inside the prelude's two halves.

    While it loads, Brython tries `eval` and builds its table of syntax-tree classes with `Function`: both break the
    policy, and neither is needed to run translated code. It also begins to watch the document for Python to run. The prelude
    stands in for all that until it has loaded.
    """
    return packaged("prelude.js") + source + packaged("postlude.js")


def without_compiler() -> str:
    """Return Brython without its compiler, cut at its authors' own marks, and without what help() says of built-in types."""
    source = brython()
    before, found, rest = source.partition(START)
    _, ended, after = rest.partition(END)[2].partition(NEXT)
    if not found or not ended:
        raise ValueError("This Brython has no marks around its compiler. Pin the version that requirements/site.in names.")
    return DOCUMENTED.sub(r"\1``", before + after)


def recorded() -> str:
    """Return the list of what is left out, which `make lean` writes."""
    return files("rulebook").joinpath("bundle", LIST).read_text("utf-8")


def packaged(name: str) -> str:
    return files("rulebook").joinpath("browser", name).read_text("utf-8")
