"""What is printed: every file on paper with its address, one list from which the files, the links to them and /print/ come.

To add a kind: an entry in `KINDS`, how it is laid out in `print/`, a template there, and its words in the locale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rulebook.site import urls
from rulebook.site.outline import Outline
from rulebook.site.settings import A4, PAPERS, US_LETTER

SHORT = {A4: "a4", US_LETTER: "letter"}  # as a paper is called in an address


@dataclass(frozen=True)
class Sheet:
    """One file: its kind, its paper, the situation it is about ("" where it is about all), and its address."""

    kind: str
    paper: str
    situation: str
    url: str


@dataclass(frozen=True)
class SheetKind:
    """A kind of sheet: one for all, or one for each situation; on both papers, or, `chosen`, on the site's own alone."""

    name: str
    each: Callable[[Outline], Iterable[str]] = lambda outline: ("",)
    chosen: bool = False


KINDS = (
    SheetKind("leaflet", each=lambda outline: outline.situations),
    SheetKind("booklet"),
    SheetKind("poster"),
    SheetKind("reference", chosen=True),
)


def sheets(outline: Outline, paper: str = A4) -> Iterator[Sheet]:
    """Yield every file on paper; `paper` is the site's own. No address depends on it."""
    for kind in KINDS:
        for id in kind.each(outline):
            for each in (paper,) if kind.chosen else PAPERS:
                yield Sheet(kind.name, each, id, urls.FAQ_PDF if kind.chosen else _url(kind.name, id, each))


def _url(kind: str, id: str, paper: str) -> str:
    return urls.leaflet(id, SHORT[paper]) if id else f"{urls.PRINT}{kind}-{SHORT[paper]}.pdf"
