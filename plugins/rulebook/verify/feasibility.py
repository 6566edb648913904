"""Decide whether a condition can hold at all: boxes whose columns read decisions are traced up to the base inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulebook.geometry.axes import Axis
from rulebook.geometry.boxes import uncovered
from rulebook.geometry.tables import Box, Table, closure
from rulebook.model import Number, Rulebook

Base = Mapping[str, int]  # for some base inputs, the cells that are left to them


class Feasibility:
    """Finds base situations in a box of any decision; every upstream decision must be free of gaps and overlaps."""

    def __init__(self, rulebook: Rulebook, tables: Mapping[str, Table]):
        self.rulebook, self.tables = rulebook, tables
        self.rank = {decision_id: place for place, decision_id in enumerate(tables)}
        self.axes: dict[str, Axis] = {axis.id: axis for table in tables.values() for axis in table.axes}
        self._pieces: dict[str, list[tuple[Box, int]]] = {}

    def find(self, table: Table, box: Box, given: Base | None = None) -> Base | None:
        """Return cells of base inputs, among those given, in which the box holds throughout; None if it never holds."""
        if not all(box):
            return None
        return next(self._search(given or {}, {}, table, box), None)

    def witness(self, table: Table, box: Box) -> dict[str, str | Number] | None:
        """Return a situation in a box: every base input that the decision reads, at its simplest value."""
        base = self.find(table, box)
        if base is None:
            return None
        chain = closure(self.rulebook, table.decision)
        read = {column for decision in chain for column in self.rulebook.columns(decision)}
        inputs = [spec_id for spec_id in self.rulebook.inputs if spec_id in read]
        return {one: self.axes[one].pick(base.get(one, self.axes[one].full)) for one in inputs}

    def _search(self, base: Base, wants: Base, table: Table, box: Box) -> Iterator[Base]:
        """Yield base cells that satisfy a box of one table together with what is already asked of others."""
        base, wants = dict(base), dict(wants)
        for axis, mask in zip(table.axes, box, strict=True):
            if mask != axis.full:
                held = wants if axis.id in self.tables else base
                held[axis.id] = held.get(axis.id, axis.full) & mask
                if not held[axis.id]:
                    return
        if not wants:
            yield base
            return
        upstream = max(wants, key=self.rank.__getitem__)
        outcomes = wants.pop(upstream)
        for piece, outcome in self.pieces(upstream):
            if outcome & outcomes:
                yield from self._search(base, wants, self.tables[upstream], piece)

    def pieces(self, decision_id: str) -> list[tuple[Box, int]]:
        """Return boxes in which a decision has one outcome, with that outcome's bit."""
        if decision_id not in self._pieces:
            self._pieces[decision_id] = list(self._cut(self.tables[decision_id]))
        return self._pieces[decision_id]

    def _cut(self, table: Table) -> Iterator[tuple[Box, int]]:
        outcomes = {outcome: 1 << place for place, outcome in enumerate(table.decision.outcomes)}
        first = table.decision.hit_policy == "first"
        for at, rule in enumerate(table.decision.rules):
            parts = uncovered(table.boxes[at], table.boxes[:at]) if first else [table.boxes[at]]
            for part in parts:
                if all(part):
                    yield part, outcomes[rule.then[0]]
