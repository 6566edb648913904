"""What a file of rules from elsewhere says, before it is a rulebook: tables of texts, each with the line it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

FEEL, ZEN, PLAIN = LANGUAGES = ("feel", "zen", "plain")  # how cells are written: DMN, GoRules, spreadsheets


class NotImportable(Exception):
    """A file that cannot be read; the message says why, and the cure, to people."""


@dataclass(frozen=True)
class Asked:
    """Something that tables look at: its name there, and what the file says of it. `values` are all there are, if it says so."""

    name: str
    label: str = ""
    question: str = ""
    help: str = ""
    type: str = ""  # choice · flag · integer · number · date, or "" where the file does not say
    values: tuple[str, ...] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    range: str = ""
    unknown: str | None = None
    line: int = 1

    def with_more(self, other: Asked) -> Asked:
        """Return what two places say of one thing: the first that says something counts."""
        return replace(
            self,
            label=self.label or other.label,
            type=self.type or other.type,
            values=self.values or other.values,
            range=self.range or other.range,
        )


@dataclass(frozen=True)
class Output:
    """One column of results. `values` are in the order of their priority, where that is said; `default` where no rule matches."""

    name: str
    label: str = ""
    values: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    default: str | None = None


@dataclass(frozen=True)
class Row:
    """One rule: a cell for each column and for each output, as written. `outcomes`: several at once, under collect."""

    cells: tuple[str, ...]
    outputs: tuple[str, ...]
    id: str = ""
    because: str = ""
    basis: str = ""
    source: str = ""
    line: int = 1


@dataclass(frozen=True)
class Sheet:
    """One decision table. `policy`: unique, first, any, priority, or collect, with what is done to its list, if anything is."""

    name: str
    columns: tuple[Asked, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    policy: str = "unique"
    aggregation: str = ""
    label: str = ""
    question: str = ""
    help: str = ""
    none: str = ""
    reads: frozenset[str] = frozenset()  # names of the sheets that it may look at
    line: int = 1


@dataclass(frozen=True)
class Cited:
    """A source that rules rest on."""

    id: str
    title: str
    url: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class Book:
    """All of a file. `notes` says, with its line, what was left out or is read otherwise than it was meant."""

    title: str
    language: str
    sheets: tuple[Sheet, ...]
    asked: tuple[Asked, ...] = ()
    sources: tuple[Cited, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
