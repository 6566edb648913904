"""Compare two rulebooks: the situations whose outcome changed, exactly, and the figures that did.

Old and new diagrams are walked side by side, never multiplied out: only pairs of nodes that can lead to different
outcomes are followed, and cells that lead to the same change are joined again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rulebook.diagram.compile import Diagram, diagrams
from rulebook.geometry.axes import Axis, axes_of, bits
from rulebook.geometry.regions import regions
from rulebook.geometry.tables import Box
from rulebook.model import Decision, Figure, Number, Rulebook

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
    """Everything that changed. `figures` holds (before, after), either of them None; `cut_short` names decisions."""

    changes: tuple[Change, ...]
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    cut_short: tuple[str, ...] = ()


def diff(old: Rulebook, new: Rulebook) -> Difference:
    """Return what changed between two rulebooks without errors."""
    inputs = new.inputs | {name: spec for name, spec in old.inputs.items() if name not in new.inputs}
    old, new = (replace(one, inputs=_in_order(one, inputs)) for one in (old, new))
    changes: list[Change] = []
    cut_short: list[str] = []
    for name in dict.fromkeys((*new.decisions, *old.decisions)):
        found, whole = _decision_changes(old, new, name, list(inputs))
        changes.extend(found)
        cut_short.extend([] if whole else [name])
    return Difference(tuple(changes), tuple(_figures(old, new)), tuple(cut_short))


def _in_order(rulebook: Rulebook, inputs: Mapping) -> dict:
    return {name: rulebook.inputs[name] for name in inputs if name in rulebook.inputs}


def _figures(old: Rulebook, new: Rulebook) -> Iterator[tuple[Figure | None, Figure | None]]:
    for name in dict.fromkeys((*old.figures, *new.figures)):
        before, after = old.figures.get(name), new.figures.get(name)
        if before != after:
            yield before, after


class _Side:
    """One rulebook's diagrams of a decision, read by input id."""

    def __init__(self, rulebook: Rulebook, name: str):
        self.decision: Decision | None = rulebook.decisions.get(name)
        self.inputs = list(rulebook.inputs.values())
        compiled = diagrams(rulebook, self.decision) if self.decision else []
        self.diagrams: list[Diagram] = compiled
        self.axes = axes_of(rulebook, rulebook.decisions.values())

    def asks(self, refs: Sequence[int]) -> list[str]:
        return [self.inputs[self.diagrams[at].nodes[ref].input].id for at, ref in enumerate(refs) if ref >= 0]

    def step(self, refs: tuple[int, ...] | None, axis: Axis, cell: int) -> tuple[int, ...] | None:
        """Return where the references lead for a cell of an axis; None where this side has no such answer."""
        if refs is None or not any(name == axis.id for name in self.asks(refs)):
            return refs
        own = self.axes[axis.id]
        value = axis.simplest(cell)
        if own.kind != axis.kind or (own.kind == "choice" and value not in (*own.values, *["unknown"] * own.unknown)):
            return None
        if (value == "unknown" and not own.unknown) or _outside(own, value):
            return None
        return tuple(self._follow(at, ref, axis.id, value, own) for at, ref in enumerate(refs))

    def _follow(self, at: int, ref: int, name: str, value, own: Axis) -> int:
        node = self.diagrams[at].nodes[ref] if ref >= 0 else None
        if node is None or self.inputs[node.input].id != name:
            return ref
        if node.bounds is None:
            return node.children[own.cell(value)]
        return node.children[-1] if value == "unknown" else node.children[sum(bound <= (value, 0) for bound in node.bounds)]

    def result(self, refs: tuple[int, ...] | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return (outcomes, rules) at leaves."""
        if refs is None or self.decision is None:
            return None
        if self.decision.hit_policy == "collect":
            rules = [rule for rule, ref in zip(self.decision.rules, refs) if ref == -1]
        else:
            rules = [self.decision.rules[-1 - refs[0]]]
        return tuple(dict.fromkeys(one for rule in rules for one in rule.then)), tuple(rule.id for rule in rules)


def _outside(axis: Axis, value: str | Number) -> bool:
    """Return whether a number lies outside the range of an axis: there it has nothing to decide."""
    if isinstance(value, str):
        return False
    return (axis.low is not None and (value, 0) < axis.low) or (axis.high is not None and (value, 0) >= axis.high)


def _decision_changes(old: Rulebook, new: Rulebook, name: str, order: list[str]) -> tuple[list[Change], bool]:
    sides = _Side(old, name), _Side(new, name)
    axes = _shared_axes(old, new, order)
    read = [one for one in order if any(_reads(side, one) for side in sides)]
    columns = [axes[one] for one in read]
    boxes: dict[tuple, list[Box]] = {}
    count = 0
    for box, before, after in _different(sides, columns):
        boxes.setdefault((before and before[0], after and after[0]), []).append((box, before, after))
        count += 1
        if count == MOST_BOXES:
            break
    changes = [change for key, held in boxes.items() for change in _joined(name, key, held, columns)]
    return changes, count < MOST_BOXES


def _reads(side: _Side, name: str) -> bool:
    return any(side.inputs[node.input].id == name for diagram in side.diagrams for node in diagram.nodes)


def _shared_axes(old: Rulebook, new: Rulebook, order: list[str]) -> dict[str, Axis]:
    """Return axes that know the options and bounds of both sides; a changed type counts as the new one."""
    sides = [axes_of(one, one.decisions.values()) for one in (old, new)]
    shared = {}
    for name in order:
        before, after = (side.get(name) for side in sides)
        axis = after or before
        if before and after and before.kind == after.kind:
            axis = replace(
                axis,
                values=tuple(dict.fromkeys((*after.values, *before.values))),
                bounds=tuple(sorted({*after.bounds, *before.bounds, *_bounds(before), *_bounds(after)})),
                low=None,
                high=None,
                unknown=before.unknown or after.unknown,
            )
        shared[name] = axis
    return shared


def _bounds(axis: Axis) -> list:
    return [bound for bound in (axis.low, axis.high) if bound is not None]


def _different(sides: tuple[_Side, _Side], columns: Sequence[Axis]) -> Iterator[tuple]:
    """Yield (box, result before, result after) for boxes of situations whose outcomes differ."""

    @cache
    def differ(level: int, refs: tuple) -> bool:
        if level == len(columns):
            results = [side.result(ref) for side, ref in zip(sides, refs)]
            return [result and result[0] for result in results].count(results[0] and results[0][0]) != 2
        return any(differ(level + 1, step) for step in steps(level, refs))

    @cache
    def steps(level: int, refs: tuple) -> dict[tuple, int]:
        axis = columns[level]
        found: dict[tuple, int] = {}
        for cell in range(axis.size):
            step = tuple(side.step(ref, axis, cell) for side, ref in zip(sides, refs))
            found[step] = found.get(step, 0) | 1 << cell
        return found

    def walk(level: int, refs: tuple, box: Box) -> Iterator[tuple]:
        if not differ(level, refs):
            return
        if level == len(columns):
            yield box, *(side.result(ref) for side, ref in zip(sides, refs))
            return
        for step, mask in steps(level, refs).items():
            yield from walk(level + 1, step, (*box, mask))

    roots = tuple(tuple(diagram.root for diagram in side.diagrams) if side.decision else None for side in sides)
    if columns or any(root is None for root in roots):
        yield from walk(0, roots, ())
    elif differ(0, roots):
        yield ((), *(side.result(root) for side, root in zip(sides, roots)))


def _joined(name: str, key: tuple, held: list[tuple], columns: Sequence[Axis]) -> Iterator[Change]:
    for region in regions([box for box, _, _ in held], columns):
        inside = [(before, after) for box, before, after in held if any(_within(box, other) for other in region)]
        witness = {axis.id: axis.pick(mask) for axis, mask in zip(columns, region[0])}
        before = dict.fromkeys(rule for result, _ in inside if result for rule in result[1])
        after = dict.fromkeys(rule for _, result in inside if result for rule in result[1])
        yield Change(name, *key, tuple(region), tuple(columns), witness, tuple(before), tuple(after))


def _within(box: Box, other: Box) -> bool:
    return all(mask & held for mask, held in zip(box, other))
