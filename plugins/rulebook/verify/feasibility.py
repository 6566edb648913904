"""Find situations through the decisions that are read: in a box of rules' columns, outside the boxes of some rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rulebook.geometry.axes import Axis, bits
from rulebook.geometry.box_tables import Table, closure
from rulebook.geometry.boxes import Box, finder, lowest, sum_bits
from rulebook.geometry.cover import Entry, entry_of
from rulebook.geometry.found import Found
from rulebook.geometry.search import Point, Selection, Space, find
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Number, Rulebook
from rulebook.verify.limits import LIMITS, Limits

Cells = Mapping[str, int]  # for some inputs and decisions, the cells that are left to them
MAX_TRIED = 4  # situations found before, for each question
QUESTION_COST = 20  # what a question costs besides, in steps
MANY = 1_000  # from so many rules on, a search gets to know only those that it meets


@dataclass(frozen=True)
class _Layout:
    """A table by the columns of its search: `own` are its columns there, boxes and entries are its rules."""

    names: tuple[str, ...]
    space: Space
    own: tuple[int, ...]
    near: Callable[[Box], int]
    entries: Sequence[Entry]
    found: Found

    def cells(self, point: Point) -> Box:
        """Return the cells of a point in the table's own columns: all of them where the point has none."""
        return tuple(1 << point[column] if point[column] >= 0 else self.space.full[column] for column in self.own)


class Feasibility:
    """Finds base situations for any decision; every decision that it reads must be free of gaps and overlaps.

    It also holds the steps that are left to all questions together, so that the whole ends.
    """

    def __init__(self, rulebook: Rulebook, tables: Mapping[str, Table], limits: Limits = LIMITS):
        self.rulebook, self.tables, self.limits = rulebook, tables, limits
        self.axes: dict[str, Axis] = {axis.id: axis for table in tables.values() for axis in table.axes}
        self.steps = Steps(limits.together)
        self._through = {name for name, table in tables.items() if any(axis.id in tables for axis in table.axes)}
        self._rules_by_outcome: dict[str, list[int]] = {}
        self._rules_by_outcomes: dict[tuple[str, int], int] = {}
        self._layouts: dict[str, _Layout] = {}

    def reads(self, table: Table) -> bool:
        """Return whether a decision reads others: what is possible in its own columns may then be impossible."""
        return table.decision.id in self._through

    def question(self) -> Steps:
        """Return the steps for one question about a decision."""
        return self.steps.share(self.limits.question, self.limits.least)

    def question_of_rules(self) -> Steps:
        """Return the steps for one question that is asked about each rule of a decision, to be shared out."""
        return self.steps.share(self.limits.rules, self.limits.least)

    def possible(self, table: Table, box: Box, steps: Steps, excluded: int = 0) -> bool:
        """Return whether a box, outside the boxes of some rules (a bit set), can ever hold. Raise OutOfSteps."""
        if not all(box):
            return False
        if not self.reads(table) and not (excluded and excluded & table.near(box)):
            return True
        return self._point(table, box, steps, excluded) is not None

    def witness(self, table: Table, box: Box, steps: Steps, excluded: int = 0) -> dict[str, str | Number] | None:
        """Return a situation in a box, outside the boxes of some rules: every input that the decision reads, at a simple value.

        None if there is none, or none is found within the steps.
        """
        try:
            cells = self.situation(table, box, steps, excluded)
        except OutOfSteps:
            return None
        return None if cells is None else self.values(table, cells)

    def situation(self, table: Table, box: Box, steps: Steps, excluded: int = 0, outside: Iterable[Box] = ()) -> Cells | None:
        """Return what `find` does, but near to the simplest situation instead of the last that was found."""
        self._layout(table).found.clear()
        return self.find(table, box, steps, excluded, outside)

    def values(self, table: Table, cells: Cells) -> dict[str, str | Number]:
        """Return the simplest values of cells of base inputs, for every input that a decision reads."""
        inputs = (self.axes[name] for name in self._layout(table).names if name not in self.tables)
        return {axis.id: axis.pick(cells.get(axis.id, axis.full)) for axis in inputs}

    def find(
        self,
        table: Table,
        box: Box,
        steps: Steps,
        excluded: int = 0,
        outside: Iterable[Box] = (),
        given: Cells | None = None,
    ) -> Cells | None:
        """Return cells of what the decision reads, among those given, in which a box holds throughout; None if it never does.

        Left out are the boxes of some rules, `besides`, as a bit set, and other boxes, `outside`.
        """
        if not all(box):
            return None
        boxes = list(outside)
        if not excluded and not boxes and not given and not self.reads(table):
            return {axis.id: mask for axis, mask in zip(table.axes, box, strict=True)}
        point = self._point(table, box, steps, excluded, boxes, given or {})
        return (
            None
            if point is None
            else {name: self._cell(name, cell) for name, cell in zip(self._layout(table).names, point, strict=True)}
        )

    def _point(
        self, table: Table, box: Box, steps: Steps, excluded: int, outside: Sequence[Box] = (), given: Cells | None = None
    ) -> Point | None:
        layout = self._layout(table)
        steps.take(QUESTION_COST + 4 * len(layout.own))
        lifted = self._lifted(table, box)
        others = excluded and excluded & layout.near(lifted)
        known = None if outside or given else self._remembered(layout, lifted, others)
        return known or self._search(layout, table, lifted, steps, others, outside, given or {})

    def _remembered(self, layout: _Layout, box: Box, others: int) -> Point | None:
        """Return a situation found before that answers a question again: most questions are alike."""
        asked = [(column, mask) for column, mask in zip(layout.own, box, strict=True) if mask != layout.space.full[column]]
        for point in layout.found.fitting(asked, MAX_TRIED):
            if not others or not others & layout.near(layout.cells(point)):
                return point
        return None if layout.space.selections else self._moved(layout, box, others)

    def _moved(self, layout: _Layout, box: Box, others: int) -> Point | None:
        """Return the last situation with what a box asks put in its place, if it answers a question then."""
        last = layout.found.last
        if last is None:
            return None
        pairs = zip(last, box, layout.space.nearest, strict=True)  # no decision is read: these are the table's own columns
        point = tuple(cell if mask >> cell & 1 else nearest(mask) for cell, mask, nearest in pairs)
        return None if others & layout.near(layout.cells(point)) else point

    def _search(
        self, layout: _Layout, table: Table, box: Box, steps: Steps, others: int, outside: Sequence[Box], given: Cells
    ) -> Point | None:
        region = list(layout.space.full)
        for column, mask in zip(layout.own, box, strict=True):
            region[column] &= mask
        for column, name in enumerate(layout.names):
            region[column] &= given.get(name, -1)
        if not all(region):
            return None
        many = others.bit_count() > MANY
        start = layout.found.last
        entries = [] if many else [layout.entries[rule] for rule in bits(others)]
        entries += [self._entry(layout, self._lifted(table, one)) for one in outside]

        def further(point: Point) -> list[Entry]:
            here = others & layout.near(layout.cells(point))
            steps.take(len(layout.own) + here.bit_count())
            return [layout.entries[rule] for rule in bits(here)]

        point = find(layout.space, tuple(region), entries, steps, start, further if many else None)
        if point is not None:
            layout.found.add(point)
        return point

    def _cell(self, name: str, cell: int) -> int:
        """Return a column's cell as bits; of a decision, the outcome that a rule gives (all, where it does not matter)."""
        if name not in self.tables:
            return 1 << cell
        rules_by_outcome = self._rules_giving(name)
        return sum_bits(1 << outcome for outcome, rules in enumerate(rules_by_outcome) if cell < 0 or rules >> cell & 1)

    def _layout(self, table: Table) -> _Layout:
        name = table.decision.id
        if name not in self._layouts:
            chain = closure(self.rulebook, table.decision)
            read = {column for one in chain for column in self.rulebook.columns(one)}
            names = tuple([one for one in self.rulebook.inputs if one in read] + [one.id for one in chain[:-1] if one.id in read])
            places = {one: place for place, one in enumerate(names)}
            selections = [self._selection(self.tables[one], places) for one in names if one in self.tables]
            space = Space(
                tuple((1 << len(self.tables[one].boxes)) - 1 if one in self.tables else self.axes[one].full for one in names),
                tuple(selections),
                tuple(lowest if one in self.tables else self.axes[one].nearest for one in names),
            )
            itself = self._selection(table, places)
            self._layouts[name] = _Layout(names, space, itself.reads, itself.near, itself.entries, Found())
        return self._layouts[name]

    def _selection(self, table: Table, places: Mapping[str, int]) -> Selection:
        """Return a decision as a column whose cells are its rules, and as boxes over the columns at these places."""
        reads = tuple(places[axis.id] for axis in table.axes)
        through = self.reads(table)
        boxes = [self._lifted(table, box) for box in table.boxes] if through else table.boxes
        near = finder(boxes) if through else table.near
        entries = table.entries if not through and reads == tuple(range(len(reads))) else self._entries(table, boxes, reads)
        first = table.decision.hit_policy == "first"
        return Selection(places.get(table.decision.id, -1), reads, boxes, entries, near, first)

    def _entries(self, table: Table, boxes: Iterable[Box], columns: Sequence[int]) -> tuple[Entry, ...]:
        full = self._lifted(table, table.full)
        return tuple(
            entry_of((column, mask) for column, mask, every in zip(columns, box, full, strict=True) if mask != every)
            for box in boxes
        )

    def _entry(self, layout: _Layout, box: Box) -> Entry:
        return entry_of((column, mask) for column, mask in zip(layout.own, box, strict=True) if mask != layout.space.full[column])

    def _lifted(self, table: Table, box: Box) -> Box:
        """Return a box with the rules of a decision in place of the outcomes that they give."""
        if not self.reads(table):
            return box
        return tuple(
            self._rules_for(axis.id, mask) if axis.id in self.tables else mask for axis, mask in zip(table.axes, box, strict=True)
        )

    def _rules_for(self, decision_id: str, outcomes: int) -> int:
        """Return the rules of a decision that give one of some outcomes."""
        key = decision_id, outcomes
        if key not in self._rules_by_outcomes:
            self._rules_by_outcomes[key] = sum_bits(self._rules_giving(decision_id)[outcome] for outcome in bits(outcomes))
        return self._rules_by_outcomes[key]

    def _rules_giving(self, decision_id: str) -> list[int]:
        """Return, for each outcome of a decision, its rules."""
        if decision_id not in self._rules_by_outcome:
            decision = self.tables[decision_id].decision
            given = [0] * len(decision.outcomes)
            places = {outcome: place for place, outcome in enumerate(decision.outcomes)}
            for at, rule in enumerate(decision.rules):
                given[places[rule.then[0]]] |= 1 << at
            self._rules_by_outcome[decision_id] = given
        return self._rules_by_outcome[decision_id]
