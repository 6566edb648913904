"""What every view needs and none changes: the rulebook, the locale's words, where the site stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rulebook.dates import day_number
from rulebook.model import Citation, Input, Rulebook
from rulebook.site import urls
from rulebook.views.shapes import Cite
from rulebook.wording import markdown
from rulebook.wording.figures import named_figure
from rulebook.wording.input_words import InputWords, words_of_inputs
from rulebook.wording.quantities import day_words
from rulebook.wording.resolve import with_figures_in_words
from rulebook.wording.rich_text import Html

OWN_SCHEMES = ("https:",)


@dataclass(frozen=True)
class ViewContext:
    """`rulebook` has its figures in words; `written` is the same as it stands in the file, for those who ask what it prints.

    `inputs` is what `quantities` needs of each input.
    """

    rulebook: Rulebook
    written: Rulebook
    words: Mapping[str, str]
    site_url: str
    inputs: Mapping[str, InputWords]

    def html(self, text: str | None, inline: bool = False) -> Html:
        return markdown.html(markdown.parse(text or ""), self.address, inline)

    def plain(self, text: str | None) -> str:
        return markdown.plain(markdown.parse(text or ""))

    def figure(self, name: str) -> str:
        return named_figure(self.rulebook, self.words, name)

    def address(self, target: str) -> str | None:
        """Return what a link's target becomes on the page: `https:`, `/own/page/`, `#here` or `ref:decision/rule`."""
        if target.startswith("ref:"):
            found = urls.reference(self.rulebook, target[4:])
            return found and self.site_url + found
        if target.startswith("/") and not target.startswith("//"):
            return self.site_url + target
        return target if target.startswith((*OWN_SCHEMES, "#")) else None

    def cites(self, citations: tuple[Citation, ...]) -> tuple[Cite, ...]:
        sources = self.rulebook.sources
        return tuple(
            Cite(one.fact, urls.fact(self.rulebook, one.source, one.fact), sources[one.source].title)
            for one in citations
            if one.source in sources
        )

    def basis(self, basis: str) -> str:
        return "" if basis == "guide" else self.words[f"basis_{basis}"]

    def date(self, day: date | None) -> str:
        return day_words(day_number(day.year, day.month, day.day), self.words, weekday=False) if day else ""


def view_context(rulebook: Rulebook, words: Mapping[str, str], site_url: str = "") -> ViewContext:
    """Return the context of a rulebook, its figures put into words."""
    resolved = with_figures_in_words(rulebook, words)
    return ViewContext(resolved, rulebook, words, site_url.rstrip("/"), words_of_inputs(resolved))


def situations_input(rulebook: Rulebook) -> Input | None:
    """Return the input whose options name the situations: the one `situations` names, else the first choice."""
    if rulebook.situations and rulebook.situations in rulebook.inputs:
        return rulebook.inputs[rulebook.situations]
    return next((spec for spec in rulebook.inputs.values() if spec.type == "choice"), None)
