"""Make the checker's scripts: Brython's run time, the browser's Python translated, and the loader that fetches both; minified.

All of it runs under `script-src 'self'` with Trusted Types. No HTML and no rule is in it: those stand in /checker/pieces.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rulebook.bundle import minify, runtime
from rulebook.bundle.module import MODULES, single_module, source, without_layout
from rulebook.bundle.v8 import toolchain, translate
from rulebook.cache import Cache, no_cache
from rulebook.site import urls

FOLDER = Path(__file__).parent
RUNTIMES = ("runtime.js", "whole.js")


def assets(cache: Cache = no_cache) -> dict[str, bytes]:
    """Return what the checker's pages fetch, by path below the site's root; `cache` gives back what was made before."""
    made = cache(_ingredients(), lambda: [_script(url.rpartition("/")[2]).encode() for url in urls.SCRIPTS])
    licence = {urls.file_of(urls.LICENCE): runtime.packaged("brython.txt").encode()}
    return dict(zip(map(urls.file_of, urls.SCRIPTS), made, strict=True)) | licence


def is_lean() -> bool:
    """Return whether what is left out of the run time was recorded from this Brython."""
    return runtime.lean_runtime() is not None


def _script(name: str) -> str:
    made = {"runtime.js": _lean_or_whole, "whole.js": runtime.whole_runtime, "checker.js": _checker}
    notice = runtime.packaged("notice.js") if name in RUNTIMES else ""
    return notice + minify.minified(made[name]() if name in made else runtime.packaged(name))


def _lean_or_whole() -> str:
    return runtime.lean_runtime() or runtime.whole_runtime()


def _checker() -> str:
    return f"self.startChecker = function () {{\n{without_layout(translate(single_module(), 'checker'))}\n}}\n"


def _ingredients() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(FOLDER.glob("*.py")))
    yield from (source(path).encode() for path in MODULES)
    yield from (path.read_bytes() for path in sorted((FOLDER.parent / "browser").glob("*.js")))
    yield runtime.recorded().encode()
    yield minify.toolchain()
    yield from toolchain()
