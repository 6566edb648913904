"""What templates, the print and the exports get: finished words and addresses, no logic left to do.

`Html` is rendered, escaped HTML of the cut-down Markdown; every other `str` is plain text. A `url` begins with "/" and
is relative to the site's root (templates put SITEURL before it); `anchor` is the part behind "#".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.views.shapes.elements import (
    BrandView as BrandView,
    ChangeView as ChangeView,
    Cite as Cite,
    FactView as FactView,
    FigureView as FigureView,
    InputView as InputView,
    Link as Link,
    OptionView as OptionView,
    ScreenView as ScreenView,
    SourceView as SourceView,
    StepView as StepView,
    ToneView as ToneView,
)
from rulebook.wording.rich_text import Html as Html


@dataclass(frozen=True)
class OutcomeView:
    """A verdict. `tone` is the id of a tone, `tone_word` its word; `basis_words` is empty where it is "guide"."""

    id: str
    decision: str
    anchor: str  # outcome-<id>, on the decision's page
    url: str
    faq_url: str
    label: str
    tone: str
    tone_word: str
    text: Html
    next: tuple[Html, ...]
    letter: str
    basis: str
    basis_words: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class CellView:
    """One cell of a decision table; `rows` > 1 where equal neighbours below are merged, 0 where it is merged away."""

    column: str
    words: str
    any: bool
    parts: tuple[str, ...]  # the values one by one, any of which will do
    rows: int = 1


@dataclass(frozen=True)
class RuleView:
    id: str
    anchor: str  # rule-<id>, on the decision's page
    url: str
    sentence: str  # "If … and …", or "In every other case"
    cells: tuple[CellView, ...]
    outcomes: tuple[OutcomeView, ...]
    because: Html
    basis: str
    basis_words: str
    cites: tuple[Cite, ...]
    examples: tuple[Link, ...]  # words of the example, address of the checker with it filled in


@dataclass(frozen=True)
class GroupView:
    """Some rules of a large table that follow each other; what their first column shares stands in `words` alone."""

    anchor: str
    words: str  # "zone: Zone A", or "" where the rules share nothing
    first: int  # the number of its first rule
    columns: tuple[Link, ...]
    rules: tuple[RuleView, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.rules) - 1


@dataclass(frozen=True)
class TableView:
    """A decision table. Its columns stand in the order in which most equal neighbours can be merged."""

    columns: tuple[Link, ...]  # header text and, for decision columns, that decision's page (else "")
    rules: tuple[RuleView, ...]
    groups: tuple[GroupView, ...]  # the same rules in groups, where they are too many to stand open; else none
    hit_policy: str
    hit_policy_words: str


@dataclass(frozen=True)
class Leaf:
    """The end of a path: outcomes and the rules that give them; `none` is said where a collect gives nothing."""

    outcomes: tuple[OutcomeView, ...]
    rules: tuple[Link, ...]


@dataclass(frozen=True)
class Branch:
    """One answer and where it leads: another question, a leaf, or (`step` > 0) a numbered step elsewhere."""

    words: str
    to: Question | Leaf | None
    step: int = 0


@dataclass(frozen=True)
class Question:
    input: str
    question: str
    branches: tuple[Branch, ...]
    step: int = 0  # its number, where each node stands once
    anchor: str = ""  # of the step, and in a tree of the place where the question is first met


@dataclass(frozen=True)
class Unfolded:
    """A diagram without script: `tree` (nested), or `steps` (numbered, each node once), or `lines` (one per collect rule).

    A tree has its `steps` as well, for the picture.
    """

    kind: str  # tree · steps · lines · leaf
    leaves: int
    tree: Question | Leaf | None = None
    steps: tuple[Question, ...] = ()
    lines: tuple[RuleView, ...] = ()


@dataclass(frozen=True)
class AnswerView:
    """What a decision says in one situation: the outcomes that can come, each with when, and the whole way there."""

    decision: str
    question: str
    anchor: str
    url: str  # of the decision's page
    full: str  # where this answer stands in full, on the situation's page
    outcomes: tuple[CaseView, ...]
    brief: tuple[CaseView, ...]  # the likeliest few, each with at most one short condition
    unfolded: Unfolded

    @property
    def more(self) -> int:
        """How many outcomes `brief` leaves out."""
        return len(self.outcomes) - len(self.brief)

    @property
    def several(self) -> bool:
        """Whether an outcome has too many cases to say."""
        return any(case.several for case in self.outcomes)


@dataclass(frozen=True)
class CaseView:
    """One outcome that is possible in a situation, and the conditions that lead to it, as "if …" phrases.

    None where it comes in every case, or, `several`, in more than anybody would read.
    """

    outcome: OutcomeView
    when: tuple[str, ...]
    several: bool = False
    rest: bool = False  # it is what holds in every other case


@dataclass(frozen=True)
class OutcomeEntry:
    """A FAQ line by decision: an outcome with the situations that can lead there."""

    outcome: OutcomeView
    anchor: str
    situations: tuple[Link, ...]
    others: tuple[Link, ...]  # the situations that cannot
    rules: tuple[RuleView, ...]


@dataclass(frozen=True)
class DecisionView:
    id: str
    url: str
    question: str
    label: str
    help: Html
    none: Html  # the text of an empty collect
    hit_policy: str
    role: str  # of a collect: what it lists, "gather" (things to get ready), "silent" (what is not said) or "list"; else ""
    faq_anchor: str  # on /faq/
    outcomes: tuple[OutcomeView, ...]
    table: TableView
    unfolded: Unfolded
    entries: tuple[OutcomeEntry, ...]
    examples: tuple[Link, ...]  # one or two for each rule; where those are very many, one for each outcome
    reads: tuple[Link, ...]
    read_by: tuple[Link, ...]


@dataclass(frozen=True)
class SituationView:
    """One option of the situations input. `query` presets the checker: "?problem=damaged"."""

    id: str
    url: str
    label: str
    phrase: str
    help: str
    query: str
    faq_anchor: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class BookView:
    """The whole rulebook, ready to print. `words` holds the interface words of the locale, by key."""

    name: str
    title: str
    language: str
    version: str
    reviewed: str  # "22 November 2026"
    decisions: tuple[DecisionView, ...]
    situations: tuple[SituationView, ...]
    situations_input: InputView | None
    inputs: tuple[InputView, ...]
    figures: tuple[FigureView, ...]
    timeline: tuple[StepView, ...]
    sources: tuple[SourceView, ...]
    tones: tuple[ToneView, ...]
    brand: BrandView
    words: Mapping[str, str]
    program: Markup  # JSON that can stand inside a page
