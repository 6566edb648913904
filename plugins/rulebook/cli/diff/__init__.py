"""Compare two rulebooks: the situations whose outcome changed, exactly, and the figures that did.

What `aliases` say was renamed is the same thing under another name. A decision that cannot be judged in one of the two
is named and left out; the others are compared all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rulebook.cli.diff.columns import Column, columns_of
from rulebook.cli.diff.matching import Pair, one_to_one, pairs
from rulebook.cli.diff.walk import Different, Side, differences
from rulebook.diagram.compile import TooLarge
from rulebook.geometry.axes import Axis
from rulebook.geometry.boxes import Box
from rulebook.geometry.regions import regions
from rulebook.model import Figure, Number, Rulebook

MOST_BOXES = 2_000  # of one decision: beyond this the changes are too scattered to be read, and that is said


@dataclass(frozen=True)
class Change:
    """One connected region of situations in which a decision went from some outcomes to others."""

    decision: str
    before: tuple[str, ...] | None  # None: the decision or the answer did not exist
    after: tuple[str, ...] | None
    boxes: tuple[Box, ...]
    axes: tuple[Axis, ...]
    witness: Mapping[str, str | Number]
    rules_before: tuple[str, ...]
    rules_after: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that changed. `figures` holds (before, after), either of them None; the last two name decisions."""

    changes: tuple[Change, ...]
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    cut_short: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()


def diff(old: Rulebook, new: Rulebook, unjudged: Collection[str] = ()) -> Difference:
    """Return what changed between two rulebooks. `unjudged`: the decisions without a sound diagram in one of them."""
    inputs = one_to_one(pairs(old.inputs, new.inputs))
    both = _in_order(old, [before for before, _ in inputs]), _in_order(new, [after for _, after in inputs])
    columns = columns_of(*both, inputs)
    changes: list[Change] = []
    cut_short: list[str] = []
    not_compared = dict.fromkeys(unjudged)
    for pair in pairs(old.decisions, new.decisions):
        name = pair[1] or pair[0] or ""
        if not_compared.keys() & _names(both, pair):
            continue
        try:
            found, whole = _decision_changes(both, pair, columns)
        except TooLarge:  # both are compiled in one order of the inputs, which is not their own
            not_compared[name] = None
            continue
        changes.extend(found)
        cut_short.extend([] if whole else [name])
    return Difference(tuple(changes), tuple(_figures(old, new)), tuple(cut_short), tuple(not_compared))


def _in_order(rulebook: Rulebook, names: Sequence[str | None]) -> Rulebook:
    return replace(rulebook, inputs={name: rulebook.inputs[name] for name in names if name})


def _names(both: tuple[Rulebook, Rulebook], pair: Pair) -> set[str]:
    """Return every name that a decision has or had."""
    found = [side.decisions[id] for side, id in zip(both, pair, strict=True) if id]
    return {name for one in found for name in (one.id, *one.aliases)}


def _decision_changes(both: tuple[Rulebook, Rulebook], pair: Pair, columns: Sequence[Column]) -> tuple[list[Change], bool]:
    """Return the changes of one decision, and whether these are all."""
    sides = Side(both[0], pair[0], 0), Side(both[1], pair[1], 1)
    read = [column for column in columns if any(side.reads(column) for side in sides)]
    found = list(islice(differences(*sides, read), MOST_BOXES))
    alike: dict[tuple, list[Different]] = {}
    for one in found:
        alike.setdefault(tuple(result and result.outcomes for result in (one.before, one.after)), []).append(one)
    changes = [change for held in alike.values() for change in _joined(pair[1] or pair[0] or "", held, read)]
    return changes, len(found) < MOST_BOXES


def _joined(name: str, held: Sequence[Different], columns: Sequence[Column]) -> Iterator[Change]:
    """Yield one change for each group of boxes that touch; all lead from the same outcomes to the same others."""
    before, after = (result and result.outcomes for result in (held[0].before, held[0].after))
    axes = tuple(column.axis for column in columns)
    for region in regions([one.box for one in held], axes):
        inside = [one for one in held if any(_meet(one.box, box) for box in region)]
        witness = {column.axis.id: column.pick(mask, after is None) for column, mask in zip(columns, region[0], strict=True)}
        rules = [
            tuple(dict.fromkeys(rule for result in results if result for rule in result.rules))
            for results in ([one.before for one in inside], [one.after for one in inside])
        ]
        yield Change(name, before, after, tuple(region), axes, witness, *rules)


def _meet(box: Box, other: Box) -> bool:
    return all(mask & held for mask, held in zip(box, other, strict=True))


def _figures(old: Rulebook, new: Rulebook) -> Iterator[tuple[Figure | None, Figure | None]]:
    unknown = {name for one in (old, new) for kind, name in one.pruned if kind == "figure"}
    for name in dict.fromkeys((*old.figures, *new.figures)):
        before, after = old.figures.get(name), new.figures.get(name)
        if before != after and name not in unknown:
            yield before, after
