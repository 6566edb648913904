"""What a rulebook rests on: sources, their facts, and the citing of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rulebook.model.basics import written_in


@dataclass(frozen=True, slots=True)
class Citation:
    """`guide F39`: one fact of one source."""

    source: str
    fact: str


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    text: str
    heading: str = ""
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Source:
    """A source and, if it names a `facts` page, the facts found there by id."""

    id: str
    title: str
    url: str | None = None
    retrieved: date | None = None
    facts_file: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    unused: Mapping[str, str] = field(default_factory=dict)
    hedges: Mapping[str, str] = field(default_factory=dict)
    line: int = written_in()
