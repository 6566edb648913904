"""What every view needs and none changes: the rulebook, the locale's words, where the site stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rulebook.model import Citation, Input, Number, Rulebook
from rulebook.site import urls
from rulebook.views.shapes import Cite
from rulebook.wording import markdown
from rulebook.wording.figures import named_figure
from rulebook.wording.rich_text import Html

OWN_SCHEMES = ("https:",)


@dataclass(frozen=True)
class ViewContext:
    """`hedges` maps (input, number) to the softening word of the figure that the number stands for in a test."""

    rulebook: Rulebook
    words: Mapping[str, str]
    site_url: str
    hedges: Mapping[tuple[str, Number], str]

    def html(self, text: str | None, inline: bool = False) -> Html:
        return markdown.html(markdown.parse(text or ""), self._resolver(), inline)

    def plain(self, text: str | None) -> str:
        return markdown.plain(markdown.parse(text or ""), self._resolver())

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
        if day is None:
            return ""
        month = self.words["months"].split()[day.month - 1]
        return self.words["date"].format(day=day.day, month=month, year=day.year)

    def _resolver(self) -> markdown.Resolver:
        return markdown.Resolver(self.figure, self.address)


def view_context(rulebook: Rulebook, words: Mapping[str, str], site_url: str = "") -> ViewContext:
    return ViewContext(rulebook, words, site_url.rstrip("/"), _hedges(rulebook))


def situations_input(rulebook: Rulebook) -> Input | None:
    """Return the input whose options name the situations: the one `situations` names, else the first choice."""
    if rulebook.situations in rulebook.inputs:
        return rulebook.inputs[rulebook.situations]
    return next((spec for spec in rulebook.inputs.values() if spec.type == "choice"), None)


def _hedges(rulebook: Rulebook) -> dict[tuple[str, Number], str]:
    tests = [
        (column, test)
        for decision in rulebook.decisions.values()
        for rule in decision.rules
        for column, test in rule.when.items()
    ]
    return {
        (column, figure.high): figure.hedge
        for column, test in tests
        for figure in (rulebook.figures[name] for name in test.figures if name in rulebook.figures)
        if figure.hedge and not figure.is_range
    }
