"""How a site looks, as far as its rulebook says."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.model.basics import written_in


@dataclass(frozen=True, slots=True)
class Outline:
    """SVG path data, and the rule by which it is filled: "evenodd" or "nonzero"."""

    path: str
    rule: str = "evenodd"


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture of one colour, made of filled outlines. `box` is its view box."""

    box: str
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours as `#rrggbb`; None where the rulebook leaves the choice to us.

    `disclaimer` stands at the foot of every page, `know_first` is what everybody should know first.
    """

    accent: str | None = None
    accent_dark: str | None = None
    mark: Mark | None = None
    disclaimer: str | None = None
    know_first: tuple[str, ...] = ()
    line: int = written_in()
