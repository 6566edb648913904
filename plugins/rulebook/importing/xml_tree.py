"""XML → a small tree that keeps its lines. What a file could hurt with is refused: entities, document types, depth, size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from rulebook.importing.values import NotImportable

MOST_BYTES = 20_000_000
MOST_ELEMENTS = 500_000
DEEPEST = 100
ASKED_FOR = "Save it again without it; no table needs one."


@dataclass
class Element:
    """One element: names without their namespace, attributes too. `text` is all that stands right in it."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def all(self, tag: str) -> list[Element]:
        """Return the children of a name."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Element | None:
        return next((child for child in self.children if child.tag == tag), None)

    def text_of(self, *path: str) -> str:
        """Return the text of the first child of a child, or ""."""
        here: Element | None = self
        for tag in path:
            here = here and here.first(tag)
        return here.text if here else ""

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.children))


def read_xml(data: bytes) -> Element:
    """Return the root. Raise NotImportable."""
    if len(data) > MOST_BYTES:
        raise NotImportable(f"it has {len(data):,} bytes, and may have {MOST_BYTES:,}. Save what is needed of it.")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as fault:
        said = expat.ErrorString(fault.code)
        raise NotImportable(f"line {fault.lineno}: it is no XML ({said}). Save it again from the tool that made it.") from None
    except (LookupError, ValueError) as fault:
        raise NotImportable(f"it is no XML that can be read ({fault}). Save it as UTF-8.") from None
    if reader.root is None:
        raise NotImportable("it holds nothing.")
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse("a document type (<!DOCTYPE …>)")
        self.parser.EntityDeclHandler = self._refuse("an entity")
        self.parser.ExternalEntityRefHandler = self._refuse("an entity of elsewhere")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _refuse(self, what: str):  # type: ignore[no-untyped-def]  # the handlers differ in their arguments
        def handler(*_: object) -> None:
            raise NotImportable(f"line {self.parser.CurrentLineNumber}: it has {what}. {ASKED_FOR}")

        return handler

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.count += 1
        line = self.parser.CurrentLineNumber
        if len(self.open) >= DEEPEST:
            raise NotImportable(f"line {line}: its elements stand more than {DEEPEST} deep. No table needs that.")
        if self.count > MOST_ELEMENTS:
            raise NotImportable(f"line {line}: it has more than {MOST_ELEMENTS:,} elements. Save what is needed of it.")
        own = {_local(key): value for key, value in attributes.items()}
        element = Element(_local(name), own, line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _characters(self, data: str) -> None:
        self.open[-1].pieces.append(data)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
