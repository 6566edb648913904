"""The shapes of verdicts, decision tables and unfolded diagrams. `views.shapes` hands them on."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.views.shapes.elements import Cite, Link
from rulebook.wording.rich_text import Html


@dataclass(frozen=True)
class Former:
    """The anchors of an outcome under another id: on its decision's page, and on /faq/."""

    anchor: str
    faq_anchor: str


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
    apart: bool  # its tone says that the case does not turn on it; without a tone nothing is said about that
    text: Html
    next: tuple[Html, ...]
    letter: str
    deadline: str  # what the line of the date says where no day is known, or ""
    basis: str
    basis_words: str
    cites: tuple[Cite, ...]
    former: tuple[Former, ...] = ()  # under the ids that it had, and those of what it has taken in: addresses name them


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
    """One answer and where it leads: to a leaf, or (`step` > 0) to a numbered step."""

    words: str
    to: Leaf | None
    step: int = 0


@dataclass(frozen=True)
class Question:
    input: str
    question: str
    branches: tuple[Branch, ...]
    step: int  # its number: each stands before those it leads to
    anchor: str


@dataclass(frozen=True)
class Unfolded:
    """A diagram without script: `steps` (numbered, each question once), `lines` (one per collect rule), or one `leaf` for all."""

    kind: str  # steps · lines · leaf
    steps: tuple[Question, ...] = ()
    lines: tuple[RuleView, ...] = ()
    leaf: Leaf | None = None
