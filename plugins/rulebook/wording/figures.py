"""Numbers and figures in words: hedge, range and unit, always together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from rulebook.model import Figure, Number, Rulebook, Unit

NO_BREAK = "\N{NO-BREAK SPACE}"  # number and unit stay on one line


def number_words(number: Number, words: Mapping[str, str]) -> str:
    """Return a number as people write it: no trailing zeros, thousands marked from 1,000 on."""
    text = f"{Decimal(repr(abs(number))):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    swapped = text.translate({ord(","): words["thousands_mark"], ord("."): words["decimal_mark"]})
    return (words["minus_sign"] if number < 0 else "") + swapped


def amount(number: Number, unit: Unit | None, words: Mapping[str, str]) -> str:
    """Return a number with its unit: "$50", "1 day", "5 days"."""
    return _with_word(_marked(number, unit, words), number, unit)


def stretch(low: Number, high: Number, unit: Unit | None, words: Mapping[str, str]) -> str:
    """Return a range with its unit: "$30 to $80", "5 to 15 days"."""
    ends = words["figure_range"].format(low=_marked(low, unit, words), high=_marked(high, unit, words))
    return _with_word(ends, high, unit)


def figure_words(figure: Figure, unit: Unit | None, words: Mapping[str, str], part: str = "") -> str:
    """Return a figure as it is printed; `part` is "" for all of it, or "bare", "low" or "high"."""
    if part in ("low", "high"):
        end = figure.high if part == "high" or figure.low is None else figure.low
        return amount(end, unit, words)
    if figure.low is None:
        bare = words["figure_at_most"].format(high=amount(figure.high, unit, words))
    elif figure.is_range:
        bare = stretch(figure.low, figure.high, unit, words)
    else:
        bare = amount(figure.high, unit, words)
    if part == "bare" or not figure.hedge:
        return bare
    return words["figure_hedged"].format(hedge=figure.hedge, figure=bare)


def named_figure(rulebook: Rulebook, words: Mapping[str, str], name: str) -> str:
    """Return what `{{ name }}` prints; a name that is no figure prints itself (the verifier has said so before)."""
    id, _, part = name.partition(".")
    figure = rulebook.figures.get(id)
    return figure_words(figure, rulebook.units.get(figure.unit), words, part) if figure else name


def _marked(number: Number, unit: Unit | None, words: Mapping[str, str]) -> str:
    """Return a number with what stands close before and after it."""
    text = number_words(number, words)
    if not unit:
        return text
    sign = words["minus_sign"] if number < 0 else ""
    return f"{sign}{unit.before}{text.removeprefix(sign)}{_behind(unit)}"


def _behind(unit: Unit) -> str:
    """Return what stands close behind a number; letters never touch it, and no line ends between them."""
    return (NO_BREAK if unit.after[:1].isalpha() else "") + unit.after.replace(" ", NO_BREAK)


def _with_word(text: str, number: Number, unit: Unit | None) -> str:
    word = (unit.one if number == 1 else unit.other) or unit.other or unit.one if unit else ""
    return f"{text}{NO_BREAK}{word}" if word else text
