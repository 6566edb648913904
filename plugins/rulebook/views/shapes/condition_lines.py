"""The shapes of what a decision can say under some answers. `views.shapes` hands them on."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.views.shapes.elements import Cite, Link
from rulebook.views.shapes.tables import OutcomeView
from rulebook.wording.rich_text import Html

HALF = 0.5


@dataclass(frozen=True)
class LineView:
    """What comes where one of some conditions holds ("if …"), or, without any, in every case: one outcome, of a list several."""

    when: tuple[str, ...]
    outcomes: tuple[OutcomeView, ...]
    share: float  # of all answers, were each as likely as the others
    anchors: tuple[str, ...] = ()  # on /faq/, of the outcomes that are told there first


@dataclass(frozen=True)
class LinesView:
    """What a decision can say, in groups: each with words above it ("Otherwise:"), or "". What is `before` counts first."""

    groups: tuple[tuple[str, tuple[LineView, ...]], ...]
    before: tuple[LineView, ...] = ()

    @property
    def all(self) -> tuple[LineView, ...]:
        return (*(line for _, lines in self.groups for line in lines), *self.before)

    @property
    def verdict(self) -> LineView | None:
        """The line that most answers lead to, if there is one."""
        return next((line for line in self.all if line.share > HALF), None)


@dataclass(frozen=True)
class StageView:
    """What a decision can say at one stage of a case; `words` are "" where a rulebook tells no stages apart."""

    id: str
    words: str  # "If you have not submitted a dispute"
    lines: LinesView


@dataclass(frozen=True)
class GeneralAnswerView:
    """A general answer or a lead."""

    text: Html
    basis_words: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class LaterView:
    """What is different in a situation at a later stage: decisions with their question and address, and what they can say."""

    id: str
    words: str
    answers: tuple[tuple[Link, LinesView], ...]
    verdicts: LinesView  # of the headline
