"""The shapes of what stands by itself: links, questions, figures, facts. `views.shapes` hands them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Html = str


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Cite:
    """One fact that something rests on: `id` F39, `url` /sources/guide/#F39, `title` the source's title."""

    id: str
    url: str
    title: str


@dataclass(frozen=True)
class OptionView:
    id: str
    label: str
    help: str
    phrase: str


@dataclass(frozen=True)
class InputView:
    """A question as the checker asks it. `form` is "" or the handier form: "date" or "amount" with its own id and question."""

    id: str
    type: str
    question: str
    label: str
    help: Html
    options: tuple[OptionView, ...]
    unknown: str  # label of "I do not know", or ""
    form: str
    form_id: str
    form_question: str
    words: Mapping[str, Any]  # what the checker says of it, as data


@dataclass(frozen=True)
class FigureView:
    id: str
    label: str
    words: str  # "typically 5 to 15 days"
    cites: tuple[Cite, ...]
    uses: tuple[Link, ...]
    anchor: str = ""  # figure-<id>, on /sources/, where all figures are listed
    url: str = ""


@dataclass(frozen=True)
class StepView:
    """One step of the timeline; `figure` is its words or ""."""

    label: str
    figure: str
    text: Html
    when: str


@dataclass(frozen=True)
class FactView:
    id: str
    heading: str
    text: Html
    unused: str  # why nothing rests on it, or ""
    uses: tuple[Link, ...]


@dataclass(frozen=True)
class SourceView:
    id: str
    url: str
    title: str
    link: str  # the source's own address, or ""
    retrieved: str
    facts: tuple[FactView, ...]
