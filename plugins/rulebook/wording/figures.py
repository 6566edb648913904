"""Figures in words: hedge, range and unit, always together."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.model import Figure, Rulebook, Unit
from rulebook.wording.quantities import amount_words, range_words
from rulebook.wording.units import unit_words


def figure_words(figure: Figure, unit: Unit | None, words: Mapping[str, str], part: str = "") -> str:
    """Return a figure as it is printed; `part` is "" for all of it, or "bare", "low" or "high"."""
    printed = unit_words(unit)
    if part in ("low", "high"):
        end = figure.high if part == "high" or figure.low is None else figure.low
        return amount_words(end, printed, words)
    if figure.low is None:
        bare = words["figure_at_most"].format(high=amount_words(figure.high, printed, words))
    elif figure.is_range:
        bare = range_words(figure.low, figure.high, printed, words)
    else:
        bare = amount_words(figure.high, printed, words)
    if part == "bare" or not figure.hedge:
        return bare
    return words["figure_hedged"].format(hedge=figure.hedge, figure=bare)


def named_figure(rulebook: Rulebook, words: Mapping[str, str], name: str) -> str:
    """Return what `{{ name }}` prints; a name that is no figure prints itself (the verifier has said so before)."""
    id, _, part = name.partition(".")
    figure = rulebook.figures.get(id)
    return figure_words(figure, rulebook.units.get(figure.unit or ""), words, part) if figure else name
