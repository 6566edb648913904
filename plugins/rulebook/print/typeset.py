"""Typeset: plain data and the packaged template → PDF. The only module that knows the typesetter."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from rulebook.cache import Cache, no_cache
from rulebook.print.pack import packed

A4, US_LETTER = "a4", "us-letter"
PAPERS = (A4, US_LETTER)
TEMPLATES = Path(__file__).parent
STANDARD = ["ua-1"]
SIGN = b"#set page(width: 12pt, height: 12pt, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), width: 12pt)"
SIGN_PPI = 480


def compose(data: Mapping[str, Any], paper: str, epoch: int, cache: Cache = no_cache) -> bytes:
    """Return the PDF. The data reach the template as values, never as source.

    The fonts are those inside the typesetter, so every machine sets the same book. Only where these lack a letter that
    the rulebook uses are the machine's own asked as well, and where none has it, a box stands for it.
    """
    if paper not in PAPERS:
        raise ValueError(f"There is no paper {paper!r} here: {', '.join(PAPERS)}.")
    try:
        ingredients = (json.dumps(data).encode(), paper.encode(), str(epoch).encode(), *tools())
        return cache(ingredients, lambda: [_compile(data, paper, epoch, ignore_system_fonts=True, pdf_standards=STANDARD)])[0]
    except typst.TypstError as error:
        if "could not be displayed" not in str(error.diagnostic):
            raise
    try:
        return _compile(data, paper, epoch, ignore_system_fonts=False, pdf_standards=STANDARD)
    except typst.TypstError:
        return _compile(data, paper, epoch, ignore_system_fonts=False, pdf_standards=[])


def tools() -> Iterator[bytes]:
    """Yield what, beside the data, makes the print what it is: the typesetter, our templates and our own stages."""
    yield version("typst").encode()
    for path in sorted(TEMPLATES.rglob("*")):
        if path.suffix in (".typ", ".py"):
            yield path.read_bytes()


def _drawn(svg: str) -> bytes:
    """Return a sign as a picture of points: the book then holds it once, and not wherever it stands."""
    return typst.compile(SIGN, format="png", ppi=SIGN_PPI, sys_inputs={"svg": svg})


def _compile(data: Mapping[str, Any], paper: str, epoch: int, **options: Any) -> bytes:
    signs = {tone: {**sign, "png": list(_drawn(sign["svg"]))} for tone, sign in data["signs"].items()}
    inputs = {"book": json.dumps({**data, "signs": signs}, ensure_ascii=False), "paper": paper}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        main, folder = str(TEMPLATES / "faq.typ"), str(TEMPLATES)
        return packed(typst.compile(main, root=folder, format="pdf", sys_inputs=inputs, timestamp=epoch, **options))
