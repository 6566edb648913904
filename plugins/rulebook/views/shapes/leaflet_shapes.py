"""The shapes of what a leaflet tells of a situation. `views.shapes` hands them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rulebook.views.shapes.condition_lines import LinesView
from rulebook.views.shapes.elements import StepView
from rulebook.views.shapes.tables import OutcomeView
from rulebook.wording.rich_text import Html


@dataclass(frozen=True)
class LeafletStage:
    """What the headline can say at a point of the case; `words` are "" where a rulebook tells no stages apart."""

    words: str
    verdicts: LinesView


@dataclass(frozen=True)
class WithVerdicts:
    """The ids of the headline's outcomes that an outcome can come with, and whether it comes with them `always`."""

    ids: frozenset[str]
    always: bool


@dataclass(frozen=True)
class LeafletAnswer:
    """A question with what can be said to it at the leaflet's stages: `lines`, or None where only the table tells it.

    `verdicts` are those that each outcome comes with; there are none where that was not found out.
    """

    question: str
    lines: LinesView | None
    verdicts: Mapping[OutcomeView, WithVerdicts]
    none: Html  # what a list says where nothing in it applies
    in_front: bool  # it lists what to get ready
    at_a_glance: bool  # it is among the questions whose answers a result begins with

    @property
    def settled(self) -> bool:
        """Whether it is enough to know the verdict."""
        return bool(self.verdicts) and all(one.always for one in self.verdicts.values())


@dataclass(frozen=True)
class LeafletView:
    """The stages in which a situation is met, what the other questions are answered there, and what may still come."""

    stages: tuple[LeafletStage, ...]
    answers: tuple[LeafletAnswer, ...]
    days: tuple[str, ...]  # the questions for a day that the verdicts turn on
    course: tuple[tuple[StepView, frozenset[str]], ...]  # what may come, each step with the ids of the verdicts it may come after
    stage_question: str  # what tells the stages apart, or ""
    other_stages: LinesView  # what the headline says at the stages that are not told, but for verdicts that are
