"""Typeset: plain data and the packaged template → PDF. The only module that knows the typesetter."""

from __future__ import annotations

import json
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as cache_of_calls, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from rulebook.cache import Cache, no_cache
from rulebook.print.pack import packed
from rulebook.site.settings import PAPERS

TEMPLATES = Path(__file__).parent
BOOK = "faq.typ"
STANDARD = ["ua-1"]
SIGN = b"#set page(width: 12pt, height: 12pt, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), width: 12pt)"
SIGN_PPI = 480
A_PAGE = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True)
class Printed:
    """A finished PDF, and how many pages it has."""

    data: bytes
    pages: int


def compose(
    documents: Sequence[Mapping[str, Any]], paper: str, epoch: int, cache: Cache = no_cache, template: str = BOOK
) -> list[Printed]:
    """Return a PDF for each document; all are kept as one. The data reach the template as values, never as source.

    The fonts are those inside the typesetter, so every machine sets the same book. Only where these lack a letter that
    the rulebook uses are the machine's own asked as well, and where none has it, a box stands for it.
    """
    if paper not in PAPERS:
        raise ValueError(f"There is no paper {paper!r} here: {', '.join(PAPERS)}.")
    ingredients = (json.dumps(documents).encode(), paper.encode(), str(epoch).encode(), template.encode(), *tools())
    parts = cache(ingredients, lambda: _all(documents, partial(_compile, template, paper, epoch)))
    return [Printed(data, int(pages)) for data, pages in zip(parts[::2], parts[1::2], strict=True)]


def _all(documents: Sequence[Mapping[str, Any]], compile: Callable[..., bytes]) -> list[bytes]:
    """Return each PDF and then the number of its pages, both as bytes; the typesetter works without the interpreter's lock."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(partial(_made, compile), documents))
    return [part for plain in made for part in (packed(plain), str(len(A_PAGE.findall(plain))).encode())]


def _made(compile: Callable[..., bytes], data: Mapping[str, Any]) -> bytes:
    try:
        return compile(data, ignore_system_fonts=True, pdf_standards=STANDARD)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error.diagnostic):
            raise
    try:
        return compile(data, ignore_system_fonts=False, pdf_standards=STANDARD)
    except typst.TypstError:
        return compile(data, ignore_system_fonts=False, pdf_standards=[])


def tools() -> Iterator[bytes]:
    """Yield what, beside the data, makes the print what it is: the typesetter, our templates and our own stages."""
    yield version("typst").encode()
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in (".typ", ".py"):
            yield path.read_bytes()


@cache_of_calls
def _drawn(svg: str) -> tuple[int, ...]:
    """Return a sign as a picture of points: the book then holds it once, and not wherever it stands."""
    return tuple(typst.compile(SIGN, format="png", ppi=SIGN_PPI, sys_inputs={"svg": svg}, ignore_system_fonts=True))


def _compile(template: str, paper: str, epoch: int, data: Mapping[str, Any], **options: Any) -> bytes:
    shown = {tone: {**sign, "png": _drawn(sign["svg"])} for tone, sign in data["signs"].items()}
    inputs = {"book": json.dumps({**data, "signs": shown}, ensure_ascii=False), "paper": paper}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        main, folder = str(TEMPLATES / template), str(TEMPLATES)
        return typst.compile(main, root=folder, format="pdf", sys_inputs=inputs, timestamp=epoch, **options)
