"""The values that every later stage reads: a rulebook as written, with the line of each thing.

All values are frozen; mappings keep the order of the file. Numbers are `int` where they are whole, else `float`
(at most 15 digits are accepted, so two different literals are never the same double). Terms: docs/rulebook.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rulebook.model.basics import Number, written_in
from rulebook.model.branding import Brand, Mark, Outline
from rulebook.model.figure import Figure, Passage, Unit
from rulebook.model.finding import SEVERITIES, Finding
from rulebook.model.general_answer import GeneralAnswer
from rulebook.model.input import HINT_WORDS, AskFor, AskingOrder, Input, Option, OptionGroup
from rulebook.model.source import Citation, Fact, Source
from rulebook.model.unary import Interval, Test

__all__ = [
    "AUDIENCES",
    "BASES",
    "HINT_WORDS",
    "HIT_POLICIES",
    "SEVERITIES",
    "UNKNOWN",
    "AskFor",
    "AskingOrder",
    "Brand",
    "Citation",
    "Decision",
    "Example",
    "Exclusion",
    "Fact",
    "Figure",
    "Finding",
    "GeneralAnswer",
    "Input",
    "Interval",
    "Mark",
    "Number",
    "Option",
    "OptionGroup",
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
AUDIENCES = ("people", "decisions")
BASES = ("guide", "our_reading", "silent")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict. `phrase` says, inside a sentence, that it is given: for the conditions of decisions that read this one."""

    id: str
    label: str
    tone: str | None = None
    text: str | None = None
    next: tuple[str, ...] = ()
    letter: str | None = None
    deadline: str | None = None
    basis: str = "guide"
    source: tuple[Citation, ...] = ()
    aliases: tuple[str, ...] = ()
    phrase: str | None = None
    also: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Example:
    """Answers as written (base inputs, handier forms, `today`), each as text."""

    answers: Mapping[str, str]
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` maps input or decision ids to tests; what does not matter is absent. `then`: outcome ids, of collect several."""

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
    """`audience` is whom it is for: "people", or other "decisions", which alone read it."""

    id: str
    question: str
    label: str
    hit_policy: str
    outcomes: Mapping[str, Outcome]
    rules: tuple[Rule, ...]
    help: str | None = None
    none: str | None = None
    headline: bool = False
    summary: str | None = None
    audience: str = "people"
    aliases: tuple[str, ...] = ()
    answer: GeneralAnswer | None = None
    also: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the timeline, which holds under `when` and is under way under `begun` as well; `only` says `when` in short."""

    label: str
    figure: str | None = None
    text: str | None = None
    only: str = ""
    when: Mapping[str, Test] = field(default_factory=dict)
    begun: Mapping[str, Test] = field(default_factory=dict)
    first_day: str = ""  # the question for it
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Outcomes, each as `decision.outcome`, no two of which may be given in one situation."""

    outcomes: tuple[str, ...]
    because: str
    source: tuple[Citation, ...] = ()
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
    asking: tuple[AskingOrder, ...] = ()
    never_together: tuple[Exclusion, ...] = ()
    version: str = ""
    whole: bool = True
    texts: tuple[Prose, ...] = ()
    stages: str | None = None  # the choice input whose options are the course of a case; the first is the first stage
    pruned: tuple[tuple[str, str], ...] = ()  # ("decision" or "figure", id) of what is missing, or not as it was meant

    @property
    def for_people(self) -> list[Decision]:
        """Return the decisions that people are told: the headline first, then the others in file order."""
        decisions = [one for one in self.decisions.values() if one.audience == "people"]
        return sorted(decisions, key=lambda one: not one.headline)

    def columns(self, decision: Decision) -> list[str]:
        """Return the ids that the decision's rules test, inputs first, each in file order."""
        tested = {column for rule in decision.rules for column in rule.when}
        return [column for column in (*self.inputs, *self.decisions) if column in tested]
