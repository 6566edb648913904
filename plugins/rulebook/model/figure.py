"""What a rulebook says once and prints in many places: numbers with their units."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.model.basics import Number, written_in
from rulebook.model.source import Citation


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is printed: `before`/`after` the number, or the words for `one` and `other`."""

    id: str
    before: str = ""
    after: str = ""
    one: str = ""
    other: str = ""
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is printed. `low == high` for `value`; `low is None` for `at_most`."""

    id: str
    label: str
    low: Number | None
    high: Number
    unit: str | None = None
    hedge: str | None = None
    source: tuple[Citation, ...] = ()
    line: int = written_in()

    @property
    def is_range(self) -> bool:
        return self.low is not None and self.low != self.high


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said in several places: a text, or `steps` to take one after the other. Other texts hold it already, whole."""

    id: str
    text: str | None = None
    steps: tuple[str, ...] = ()
    source: tuple[Citation, ...] = ()
    line: int = written_in()
