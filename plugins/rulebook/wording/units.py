"""Units as both worlds print them: what stands before and after a number, the words for one and for several, and money."""

from __future__ import annotations

import unicodedata

from rulebook.model import Unit
from rulebook.wording.quantities import NO_BREAK

CURRENCY = "Sc"  # Unicode's category of signs such as $ and €
CENTS = 2
NO_UNIT: dict[str, str | int] = {"before": "", "after": "", "one": "", "other": "", "places": 0}


def unit_words(unit: Unit | None) -> dict[str, str | int]:
    """Return what `quantities` needs of a unit. `places`: so many decimals has a number that is not whole, at least."""
    if unit is None:
        return dict(NO_UNIT)
    return {
        "before": unit.before.replace(" ", NO_BREAK),
        "after": _close(unit.after),
        "one": unit.one or unit.other,
        "other": unit.other or unit.one,
        "places": CENTS if _is_money(unit) else 0,
    }


def _close(after: str) -> str:
    """Return what stands close behind a number; letters never touch it, and no line ends between them."""
    return (NO_BREAK if after[:1].isalpha() else "") + after.replace(" ", NO_BREAK)


def _is_money(unit: Unit) -> bool:
    """Return whether a unit has a sign before the number, or one of a currency behind it."""
    return bool(unit.before.strip()) or any(unicodedata.category(char) == CURRENCY for char in unit.after)
