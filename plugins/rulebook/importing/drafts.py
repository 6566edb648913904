"""A rulebook on its way: what a book of tables says, with ids, types and domains, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rulebook.export import provenance
from rulebook.importing.values import Cited

BASES = {words: basis for basis, words in provenance.BASES.items() if words}  # as our exports say them


@dataclass
class Question:
    """An input. `options` maps values, as the file has them, to (id, label); `other` is the id of all values it does not name."""

    id: str
    type: str
    question: str
    label: str
    help: str = ""
    options: dict[str, tuple[str, str]] = field(default_factory=dict)
    other: str = ""
    range: str = ""
    unknown: str | None = None
    line: int = 1

    @property
    def all(self) -> list[tuple[str, str]]:
        """Return (id, label) of every option."""
        return [*self.options.values(), *([(self.other, "Anything else")] if self.other else [])]


@dataclass
class DraftRule:
    """`when` maps ids to items of tests: any of them passes. `then`: outcome ids."""

    id: str
    when: Mapping[str, list[str]]
    then: list[str]
    because: str = ""
    basis: str = ""
    source: str = ""
    line: int = 1


@dataclass
class DraftDecision:
    """`outcomes` maps ids to labels, in order."""

    id: str
    question: str
    label: str
    policy: str
    outcomes: dict[str, str]
    rules: list[DraftRule]
    help: str = ""
    none: str = ""
    line: int = 1


@dataclass
class Draft:
    title: str
    questions: list[Question]
    decisions: list[DraftDecision]
    sources: list[Cited]
    notes: list[tuple[int, str]]
