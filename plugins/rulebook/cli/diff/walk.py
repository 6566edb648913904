"""Walk the diagrams of two rulebooks side by side, and stop wherever no difference can lie ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rulebook.cli.diff.columns import Column, Value
from rulebook.cli.diff.matching import shared_names
from rulebook.diagram.compile import Diagram, diagrams
from rulebook.geometry.axes import axes_of, bits
from rulebook.geometry.boxes import Box
from rulebook.model import Decision, Rulebook

Refs = tuple[int, ...] | None  # where each diagram of a side stands; None: this side has nothing to decide


class Result(NamedTuple):
    outcomes: tuple[str, ...]
    rules: tuple[str, ...]


class Different(NamedTuple):
    """A box of situations that the two sides do not decide alike; None: there is nothing to decide."""

    box: Box
    before: Result | None
    after: Result | None


class Side:
    """One rulebook's diagrams of a decision, read by column. `at` is 0 for the old side, 1 for the new one. Raise TooLarge."""

    def __init__(self, rulebook: Rulebook, name: str | None, at: int) -> None:
        self.at = at
        self.inputs = list(rulebook.inputs)
        self.decision: Decision | None = rulebook.decisions[name] if name else None
        self.diagrams: list[Diagram] = diagrams(rulebook, self.decision) if self.decision else []
        self.axes = axes_of(rulebook, rulebook.decisions.values())

    @property
    def start(self) -> Refs:
        return tuple(diagram.root for diagram in self.diagrams) if self.decision else None

    def reads(self, column: Column) -> bool:
        return any(self.inputs[node.input] == column.ids[self.at] for diagram in self.diagrams for node in diagram.nodes)

    def step(self, refs: Refs, column: Column, cell: int) -> Refs:
        """Return where the references lead for a cell of a column; None where this side has no such answer."""
        name = column.ids[self.at]
        if refs is None or name not in self._asked(refs):
            return refs
        value = column.cells[self.at][cell]
        return None if value is None else tuple(self._follow(at, ref, name, value) for at, ref in enumerate(refs))

    def result(self, refs: Refs) -> Result | None:
        """Return what leaves decide."""
        if refs is None or self.decision is None:
            return None
        if self.decision.hit_policy == "collect":
            rules = [rule for rule, ref in zip(self.decision.rules, refs, strict=True) if ref == -1]
        else:
            rules = [self.decision.rules[-1 - refs[0]]]
        return Result(tuple(dict.fromkeys(one for rule in rules for one in rule.then)), tuple(rule.id for rule in rules))

    def _asked(self, refs: Sequence[int]) -> list[str]:
        return [self.inputs[self.diagrams[at].nodes[ref].input] for at, ref in enumerate(refs) if ref >= 0]

    def _follow(self, at: int, ref: int, name: str | None, value: Value) -> int:
        node = self.diagrams[at].nodes[ref] if ref >= 0 else None
        if node is None or self.inputs[node.input] != name:
            return ref
        if node.bounds is None:
            return node.children[self.axes[name].cell(value)]
        return node.children[-1] if isinstance(value, str) else node.children[sum(bound <= (value, 0) for bound in node.bounds)]


def differences(old: Side, new: Side, columns: Sequence[Column]) -> Iterator[Different]:
    """Yield the boxes of situations whose outcomes differ: cells that lead on alike stay together."""
    sides = (old, new)
    names = shared_names(*(side.decision.outcomes if side.decision else {} for side in sides))

    def results(refs: tuple[Refs, Refs]) -> list[Result | None]:
        return [side.result(ref) for side, ref in zip(sides, refs, strict=True)]

    @cache
    def differ(level: int, refs: tuple[Refs, Refs]) -> bool:
        if level < len(columns):
            return any(differ(level + 1, step) for step in steps(level, refs))
        before, after = (
            result and [known[one] for one in result.outcomes] for result, known in zip(results(refs), names, strict=True)
        )
        return before != after

    @cache
    def steps(level: int, refs: tuple[Refs, Refs]) -> dict[tuple[Refs, Refs], int]:
        """Return where the answers lead that either side knows, each with its cells."""
        column = columns[level]
        found: dict[tuple, int] = {}
        for cell in bits(column.domains[0] | column.domains[1]):
            step = tuple(side.step(ref, column, cell) for side, ref in zip(sides, refs, strict=True))
            found[step] = found.get(step, 0) | 1 << cell
        return found

    def walk(level: int, refs: tuple[Refs, Refs], box: Box) -> Iterator[Different]:
        if differ(level, refs):
            if level == len(columns):
                yield Different(box, *results(refs))
            else:
                for step, mask in steps(level, refs).items():
                    yield from walk(level + 1, step, (*box, mask))

    yield from walk(0, (old.start, new.start), ())
