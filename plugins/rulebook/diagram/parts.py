"""One decision of a chain in bit sets of its rules: which rules a cell lets through, which no longer ask for anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import or_, xor

from rulebook.geometry.axes import Axis, bits
from rulebook.model import Decision, Test


@dataclass(frozen=True)
class Part:
    """One decision of the chain, laid out in bit sets of its rules."""

    first: bool
    rules: int
    allows: Mapping[str, Sequence[int]]  # column → for each cell, the rules that let it through
    borders: Mapping[str, Sequence[tuple[int, ...]]]  # column → for each rule, the cells at which it turns on or off
    tests: Mapping[str, int]  # column → the rules that test it
    settled: Sequence[int]  # level → the rules that test no input from that level on
    outcomes: Sequence[int]  # outcome → the rules that give it

    def next_rules(self, alive: int, unresolved: int, level: int) -> int:
        """Return the rules that can still hold: under `first`, none behind one that is sure to."""
        certain = alive & self.settled[level] & ~unresolved if self.first else 0
        return alive & ((certain & -certain) * 2 - 1) if certain else alive

    def outcome(self, alive: int) -> int | None:
        """Return the outcome's place if only one is left."""
        left = [place for place, giving in enumerate(self.outcomes) if alive & giving]
        return left[0] if len(left) == 1 else None


def encode(decision: Decision, axes: Mapping[str, Axis], inputs: list[str]) -> Part:
    """Lay a decision out; of a `collect` rule, alone in its decision, it is asked whether it holds: rule 0, before an "else"."""
    collect = decision.hit_policy == "collect"
    rules = [rule.when for rule in decision.rules] + ([{}] if collect else [])
    indicators = {} if collect else {name: [name in rule.then for rule in decision.rules] for name in decision.outcomes}
    masks = {
        column: [axes[column].mask(when[column]) if column in when else axes[column].full for when in rules]
        for column in {column for when in rules for column in when}
    }
    return Part(
        first=decision.hit_policy != "unique",
        rules=(1 << len(rules)) - 1,
        allows={column: _allowed(held, axes[column].size) for column, held in masks.items()},
        borders={column: [tuple(bits(mask ^ mask << 1)) for mask in held] for column, held in masks.items()},
        tests={column: set_of(column in when for when in rules) for column in masks},
        settled=_settled(rules, inputs),
        outcomes=[set_of(indicator) for indicator in indicators.values()],
    )


def _settled(rules: Sequence[Mapping[str, Test]], inputs: Sequence[str]) -> list[int]:
    """Return, for each level and after the last, the rules that test no input from there on."""
    places = {name: place for place, name in enumerate(inputs)}
    ended = [0] * (len(inputs) + 1)
    for at, when in enumerate(rules):
        ended[max((places[column] + 1 for column in when if column in places), default=0)] |= 1 << at
    return list(accumulate(ended, or_))


def set_of(flags: Iterable[bool]) -> int:
    return sum(1 << at for at, flag in enumerate(flags) if flag)


def _allowed(masks: list[int], size: int) -> list[int]:
    """Return, for each cell, the rules whose mask holds it."""
    toggles = [0] * (size + 1)
    for at, mask in enumerate(masks):
        for border in bits(mask ^ mask << 1):
            toggles[border] ^= 1 << at
    return list(accumulate(toggles[:size], xor))
