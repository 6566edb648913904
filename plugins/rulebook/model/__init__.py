"""The values that every later stage reads: a rulebook as written, with the line of each thing.

All values are frozen; mappings keep the order of the file. Numbers are `int` where they are whole, else `float`
(at most 15 digits are accepted, so two different literals are never the same double). Terms: docs/rulebook.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rulebook.model.basics import Number, written_in
from rulebook.model.brand import Brand, Mark, Outline
from rulebook.model.figure import Figure, Passage, Unit
from rulebook.model.finding import SEVERITIES, Finding
from rulebook.model.source import Citation, Fact, Source

__all__ = [
    "BASES",
    "HIT_POLICIES",
    "SEVERITIES",
    "UNKNOWN",
    "AskFor",
    "Brand",
    "Citation",
    "Decision",
    "Example",
    "Fact",
    "Figure",
    "Finding",
    "Input",
    "Interval",
    "Mark",
    "Number",
    "Option",
    "Outcome",
    "Outline",
    "Passage",
    "Prose",
    "Rule",
    "Rulebook",
    "Source",
    "Step",
    "Test",
    "Unit",
]

UNKNOWN = "unknown"
HIT_POLICIES = ("unique", "first", "collect")
BASES = ("guide", "our_reading", "silent")


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends; `None` stands for an open end without bound."""

    low: Number | None = None
    high: Number | None = None
    low_closed: bool = False
    high_closed: bool = False


@dataclass(frozen=True, slots=True)
class Test:
    """A unary test, resolved: the options (or outcomes) or the disjoint ascending intervals it lets through, and unknown."""

    text: str
    options: frozenset[str] = frozenset()
    intervals: tuple[Interval, ...] = ()
    unknown: bool = False
    figures: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str
    phrase: str | None = None
    help: str | None = None
    aliases: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class AskFor:
    """A handier form. `kind` "date": the input is the days from today to it; "amount": whether `amount operator other`."""

    kind: str
    id: str
    question: str
    operator: str | None = None
    other: str | None = None
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Input:
    """A question. `unknown` is the label of the answer "I do not know", or None where that is no answer."""

    id: str
    question: str
    label: str
    type: str  # choice · integer · number
    help: str | None = None
    options: Mapping[str, Option] = field(default_factory=dict)
    unit: str | None = None
    range: Interval | None = None
    unknown: str | None = None
    ask_for: AskFor | None = None
    aliases: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()  # those that `range` names
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    label: str
    tone: str | None = None
    text: str | None = None
    next: tuple[str, ...] = ()
    letter: str | None = None
    basis: str = "guide"
    source: tuple[Citation, ...] = ()
    aliases: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Example:
    """Answers as written (base inputs, handier forms, `today`), each as text."""

    answers: Mapping[str, str]
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` maps input or decision ids to tests; what does not matter is absent. `then`: outcome ids, several only under collect."""

    id: str
    when: Mapping[str, Test]
    then: tuple[str, ...]
    because: str | None = None
    source: tuple[Citation, ...] = ()
    basis: str = "guide"
    examples: tuple[Example, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Decision:
    id: str
    question: str
    label: str
    hit_policy: str
    outcomes: Mapping[str, Outcome]
    rules: tuple[Rule, ...]
    help: str | None = None
    none: str | None = None
    aliases: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the timeline."""

    label: str
    figure: str | None = None
    text: str | None = None
    when: Mapping[str, Test] = field(default_factory=dict)
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Prose:
    """A text that people read, where it stands: its key, the line it begins in, the kind of the key (load/keys.py)."""

    key: str
    text: str
    line: int
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The file. `version`: docs/rulebook.md §14. `whole`: False where something too broken to be judged or read is missing."""

    file: str
    name: str
    title: str
    language: str
    inputs: Mapping[str, Input]
    decisions: Mapping[str, Decision]
    reviewed: date | None = None
    review_within: int | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)
    brand: Brand = field(default_factory=Brand)
    situations: str | None = None
    timeline: tuple[Step, ...] = ()
    version: str = ""
    whole: bool = True
    texts: tuple[Prose, ...] = ()
    pruned: tuple[tuple[str, str], ...] = ()  # ("decision" or "figure", id) of what is missing, or not as it was meant

    def columns(self, decision: Decision) -> list[str]:
        """Return the ids that the decision's rules test, inputs first, each in file order."""
        tested = {column for rule in decision.rules for column in rule.when}
        return [column for column in (*self.inputs, *self.decisions) if column in tested]
