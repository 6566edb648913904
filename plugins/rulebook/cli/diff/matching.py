"""Which things of two rulebooks are the same thing: by their ids, and by the former ids that `aliases` keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

Pair = tuple[str | None, str | None]  # (old id, new id); None where one side has no such thing


class Named(Protocol):
    """An input, an option, a decision or an outcome."""

    @property
    def aliases(self) -> tuple[str, ...]: ...


def pairs(old: Mapping[str, Named], new: Mapping[str, Named]) -> list[Pair]:
    """Return every thing with what it is on the other side: the new ones in their order, then those that are gone.

    What two things became one, or one became two, stands in two pairs.
    """
    found: list[Pair] = [(before, after) for after in new for before in _former(after, old, new) or (None,)]
    met = {before for before, _ in found}
    return [*found, *((before, None) for before in old if before not in met)]


def one_to_one(found: Iterable[Pair]) -> list[Pair]:
    """Return pairs in which each thing stands once: a second partner stands alone."""
    seen: tuple[set[str | None], set[str | None]] = (set(), set())
    unique: list[Pair] = []
    for pair in found:
        before, after = (None if one in met else one for one, met in zip(pair, seen, strict=True))
        for one, met in zip(pair, seen, strict=True):
            met.add(one)
        unique += [(before, after)] if before or after else []
    return unique


def shared_names(old: Mapping[str, Named], new: Mapping[str, Named]) -> tuple[dict[str, str], dict[str, str]]:
    """Return, for each side, its ids with names that are equal exactly where both mean the same thing."""
    found = pairs(old, new)
    before = {one: other or one for one, other in reversed(found) if one}
    return before, {other: before[one] if one else other for one, other in reversed(found) if other}


def _former(after: str, old: Mapping[str, Named], new: Mapping[str, Named]) -> list[str]:
    """Return what a new thing was: whatever has its id, else what either side names among the other's former ids."""
    known = [before for before, thing in old.items() if before not in new and after in thing.aliases and after not in old]
    known += [after] if after in old else []
    return known + [before for before in new[after].aliases if before in old and before not in new and before not in known]
