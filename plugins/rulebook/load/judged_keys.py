"""Which keys the rules are judged by: a fault in any other, which is only printed, keeps no rule from being judged."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from rulebook.load.collector import Place
from rulebook.load.keys import Key

JUDGED = frozenset(
    [
        "inputs",
        "figures",
        "decisions",
        "type",
        "options",
        "range",
        "unit",
        "unknown",
        "ask_for",
        "date",
        "amount",
        "minus",
        "compare",
        "value",
        "between",
        "at_most",
        "hit_policy",
        "outcomes",
        "rules",
        "id",
        "when",
        "then",
        "examples",
    ]
)


def place_of(place: Place, key: str) -> Place:
    """Return the place of a key: a fault in what is only printed keeps no rule from being judged."""
    return place if key in JUDGED else place.in_presentation()


def may_be_judged(name: str, written: str, keys: Mapping[str, Key]) -> bool:
    """Return whether an unknown key may be a misspelt one without which a rule is judged wrongly: `wen` is no label."""
    near = difflib.get_close_matches(written[:80], keys, n=1)
    return name in ("input", "ask_for", "decision", "rule") and not (near and near[0] not in JUDGED)
