"""What /print/ and other pages say of the files on paper: which there are of each kind, and how long and large each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from rulebook.print import Printed
from rulebook.site.paper import Sheet
from rulebook.site.settings import A4, US_LETTER
from rulebook.views.shapes import BookView

# Paper → the words for a page of its size, and for one of half its size
FORMATS = {A4: ("print_paper_a4", "print_half_a4"), US_LETTER: ("print_paper_letter", "print_half_letter")}
FOLDED = ("booklet",)  # kinds whose pages are half as large as their paper


@dataclass(frozen=True)
class FileView:
    """One file: its paper, how many pages it has and how large it is, in words."""

    url: str
    paper: str
    pages: str
    size: str


@dataclass(frozen=True)
class SheetView:
    """One thing on paper, on each paper; `situation` is the id of the one it is about, or ""."""

    situation: str
    title: str
    files: tuple[FileView, ...]


@dataclass(frozen=True)
class ShelfView:
    """All sheets of a kind, with what they are called and what they are for."""

    kind: str
    title: str
    about: str
    sheets: tuple[SheetView, ...]


def shelves(book: BookView, listed: Iterable[Sheet], made: Mapping[str, Printed]) -> tuple[ShelfView, ...]:
    """Return the shelves in the order of the list."""
    return tuple(
        ShelfView(
            kind=kind,
            title=book.words[f"print_{kind}"],
            about=book.words[f"print_{kind}_about"],
            sheets=tuple(
                _sheet(book, kind, id, list(some), made) for id, some in groupby(group, key=lambda each: each.situation)
            ),
        )
        for kind, group in groupby(listed, key=lambda each: each.kind)
    )


def _sheet(book: BookView, kind: str, id: str, papers: list[Sheet], made: Mapping[str, Printed]) -> SheetView:
    title = next((one.label for one in book.situations if one.id == id), book.words[f"print_{kind}"])
    return SheetView(id, title, tuple(_file(book, kind, each, made[each.url]) for each in papers))


def _file(book: BookView, kind: str, sheet: Sheet, printed: Printed) -> FileView:
    pages = book.words["print_pages_one" if printed.pages == 1 else "print_pages_other"].format(count=printed.pages)
    size = book.words["print_size"].format(count=-(-len(printed.data) // 1000))
    return FileView(sheet.url, book.words[FORMATS[sheet.paper][kind in FOLDED]], pages, size)
