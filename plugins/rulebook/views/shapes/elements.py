"""The shapes of what stands by itself: links, questions, figures, facts. `views.shapes` hands them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from rulebook.design.assets import COLOURS, ICON
from rulebook.design.neutrals import Pair
from rulebook.model import HINT_WORDS
from rulebook.wording.rich_text import Html


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Cite:
    """What something rests on: `id` F39, `url` /sources/guide/#F39, `title` the source's title.

    A source that is cited as a whole stands there by its title: `id` is "".
    """

    id: str
    url: str
    title: str

    @property
    def words(self) -> str:
        """Return what a link to it says."""
        return self.id or self.title


class Helped:
    """What has a `help`: one of a few words is a hint that stands beside it, a longer one is folded under its question."""

    help: Html | str

    @property
    def hint(self) -> Html | str:
        return self.help if len(Markup(self.help).striptags().split()) <= HINT_WORDS else ""

    @property
    def folded_help(self) -> Html | str:
        return "" if self.hint else self.help


@dataclass(frozen=True)
class OptionView(Helped):
    id: str
    label: str
    help: str
    phrase: str


@dataclass(frozen=True)
class ScreenView(Helped):
    """What a choice shows at once: `group` is "" on the first screen, where a group of options is one line."""

    group: str
    question: str
    help: Html
    options: tuple[OptionView, ...]


@dataclass(frozen=True)
class InputView(Helped):
    """A question as the checker asks it. `form` is "" or the handier form: "date" or "amount" with its own id and question."""

    id: str
    type: str
    question: str
    label: str
    help: Html
    options: tuple[OptionView, ...]
    screens: tuple[ScreenView, ...]  # of a choice: the first one, and one for each group of its options
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
    """One step of the timeline; `figure` is its words or "", `only` which way it belongs to, said in short, or "".

    `first_day` is how its first day is asked for.
    """

    label: str
    figure: str
    text: Html
    when: str
    only: str
    first_day: str


@dataclass(frozen=True)
class ToneView:
    """How a line can be meant; `sign` is path data in 24 by 24 units, filled even-odd in the colour of the tone's edge."""

    id: str
    word: str
    sign: str
    colour: str  # on paper


@dataclass(frozen=True)
class BrandView:
    """Colours, mark and disclaimer. `colours` maps a meaning (ink, accent, …) to its colour in light and dark."""

    colours: Mapping[str, Pair]
    mark: Markup  # the elements inside an SVG with the view box `mark_box`
    mark_box: str
    mark_picture: str  # a whole SVG, in the accent's colour on paper
    disclaimer: Html
    know_first: tuple[Html, ...]
    icon_url: str = ICON
    colours_url: str = COLOURS


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
    uses: tuple[Link, ...]  # what rests on it as a whole


@dataclass(frozen=True)
class ChangeView:
    """An entry about changes; `day` is the date for machines."""

    anchor: str
    title: str
    date: str
    day: str
    version: str
    text: Html
