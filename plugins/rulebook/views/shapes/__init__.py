"""What templates, the print and the exports get: finished words and addresses, no logic left to do.

`Html` is rendered, escaped HTML of the cut-down Markdown; every other `str` is plain text. A `url` begins with "/" and
is relative to the site's root (templates put SITEURL before it); `anchor` is the part behind "#".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.views.shapes.condition_lines import (
    GeneralAnswerView as GeneralAnswerView,
    LaterView as LaterView,
    LinesView as LinesView,
    LineView as LineView,
    StageView as StageView,
)
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
from rulebook.views.shapes.leaflet_shapes import (
    LeafletAnswer as LeafletAnswer,
    LeafletStage as LeafletStage,
    LeafletView as LeafletView,
    WithVerdicts as WithVerdicts,
)
from rulebook.views.shapes.tables import (
    Branch as Branch,
    CellView as CellView,
    Former as Former,
    GroupView as GroupView,
    Leaf as Leaf,
    OutcomeView as OutcomeView,
    Question as Question,
    RuleView as RuleView,
    TableView as TableView,
    Unfolded as Unfolded,
)
from rulebook.wording.rich_text import Html as Html


@dataclass(frozen=True)
class AnswerView:
    """What a decision says in one situation: the outcomes that can come, each with when, and `now`, at the first stage."""

    decision: str
    question: str
    anchor: str
    url: str  # of the decision's page
    full: str  # where this answer stands in full, on the situation's page
    outcomes: tuple[CaseView, ...]
    now: LinesView | None  # None where only the table tells it
    none: Html  # what a list says where nothing in it applies
    in_front: bool  # it says what to do, or lists what to get ready

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
    audience: str  # "people", or other "decisions", which alone read it
    headline: bool
    summary: str  # the word or two under which it stands in a result at a glance, or ""
    role: str  # of a collect: what it lists, "gather" (things to get ready), "silent" (what is not said) or "list"; else ""
    faq_anchor: str  # on /faq/
    answer: GeneralAnswerView | None
    depends: str  # "It depends on tracking and payment.", at the first stage, or ""
    stages: tuple[StageView, ...]  # the first one first; none where only the table tells it
    guide: tuple[Link, ...]  # pages of the guide that speak of it
    outcomes: tuple[OutcomeView, ...]
    table: TableView
    unfolded: Unfolded
    entries: tuple[OutcomeEntry, ...]
    examples: tuple[Link, ...]  # one or two for each rule; where those are very many, one for each outcome
    reads: tuple[Link, ...]
    read_by: tuple[Link, ...]

    @property
    def outcomes_by_stage(self) -> tuple[tuple[str, tuple[OutcomeView, ...]], ...]:
        """The words of each stage with the outcomes that no stage before it has; one that no stage has is told at the first."""
        found: dict[str, str] = {}
        for stage in self.stages:
            found = {one.id: stage.words for line in stage.lines.all for one in line.outcomes} | found
        first = self.stages[0].words if self.stages else ""
        words = [first, *(stage.words for stage in self.stages[1:])]
        by_stage = [(each, tuple(one for one in self.outcomes if found.get(one.id, first) == each)) for each in words]
        return tuple((each, outcomes) for each, outcomes in by_stage if outcomes)


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
    lead: GeneralAnswerView | None
    stage: str  # "If you have not submitted a dispute", or ""
    leaflet: LeafletView
    course: tuple[StepView, ...]  # the steps of the timeline that may come, seen from the first stage
    later: tuple[LaterView, ...]
    answers: tuple[AnswerView, ...]
    behind: Mapping[str, str]  # decisions that only others read → the anchors that their answers had


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

    @property
    def for_people(self) -> tuple[DecisionView, ...]:
        """The decisions that people are told: the headline first, then the others in file order."""
        found = [one for one in self.decisions if one.audience == "people"]
        return tuple(sorted(found, key=lambda one: not one.headline))

    @property
    def for_decisions(self) -> tuple[DecisionView, ...]:
        """The decisions that only others read, in file order."""
        return tuple(one for one in self.decisions if one.audience != "people")
