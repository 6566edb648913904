"""Numbers in hand-written texts: those typed where a figure belongs, and figures printed without their hedge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rulebook.content.prose import Fault, Line
from rulebook.model import Rulebook
from rulebook.wording.placeholders import ANY, PLACEHOLDER


def typed_number(rulebook: Rulebook) -> re.Pattern | None:
    """Return what a number with one of the rulebook's units looks like: `$50`, `5 to 15 days`, `70 kg`."""
    before = [re.escape(unit.before.strip()) for unit in rulebook.units.values() if unit.before.strip()]
    words = {word.strip() for unit in rulebook.units.values() for word in (unit.after, unit.one, unit.other)}
    after = sorted((re.escape(word) for word in words if word), key=len, reverse=True)
    patterns = [rf"(?:{'|'.join(before)})\s?\d+(?:[.,]\d+)*"] if before else []
    patterns += [rf"(?<!\w)(?<!\d[.,])\d+(?:[.,]\d+)*\s?(?:{'|'.join(after)})(?!\w)"] if after else []
    return re.compile("|".join(patterns)) if patterns else None


def bare_figures(lines: Sequence[Line], rulebook: Rulebook) -> Iterator[Fault]:
    """Yield figures that are printed without their hedge in a text that does not say it in words either."""
    words = ANY.sub("", " ".join(text for _, text in lines).lower())
    for line, text in lines:
        for match in PLACEHOLDER.finditer(text):
            name, _, part = match[1].partition(".")
            figure = rulebook.figures.get(name)
            if figure and part and figure.hedge and figure.hedge.lower() not in words:
                message = f'{{{{ {match[1]} }}}} drops "{figure.hedge}", and the text does not say it.'
                yield "citation", line, message, f"Print {{{{ {name} }}}}, or say the hedge in words."


def typed_figures(lines: Iterable[Line], typed: re.Pattern | None) -> Iterator[Fault]:
    for line, text in lines:
        for found in typed.findall(text) if typed else ():
            cure = "Make it a figure with its source and hedge, and print that: {{ figure }}."
            yield "figure", line, f'"{found}" is a number typed into a text.', cure
