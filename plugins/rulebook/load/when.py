"""`when:` → tests by input or decision, each held against what its column can be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from rulebook.load import scalars, unary
from rulebook.load.collector import Place, did_you_mean, short
from rulebook.load.nodes import Node
from rulebook.load.raw import Raw, node_words
from rulebook.load.redundant_tests import redundant_tests
from rulebook.load.shape import Shape
from rulebook.load.unary import Column
from rulebook.model import Figure, Input, Test

NOT_READABLE = {
    "form": ("a handier form", "Rules see only the input: write {}."),
    "alias": ("a former id", "Write {}."),
    "collect": (
        "a collect decision, which has no single outcome",
        "Test a unique or a first decision, or the inputs themselves.",
    ),
}


class Conditions:
    """Reads `when`. Equal tests of one column are parsed once."""

    def __init__(
        self,
        inputs: Mapping[str, Input],
        decisions: Mapping[str, Raw],
        figures: Mapping[str, Figure],
        units: Collection[str],
        shape: Shape,
    ):
        self.inputs = inputs
        self.figures = figures
        self.units = units
        self.shape = shape
        self.report = shape.report
        self.columns = {**_input_columns(inputs), **_decision_columns(decisions)}
        self.unread = {id for id, each in inputs.items() if not each.type}
        self.others = _not_readable(inputs, decisions)
        self.parsed: dict[tuple, tuple] = {}

    def read(self, raw: Raw, key: str = "when") -> dict[str, Test]:
        """Return the tests of a rule or a step, under `key`; what does not matter is absent."""
        node = raw.nodes.get(key)
        if node is None or node.empty:
            return {}
        tests = {}
        for id, name, value in self.shape.pairs(node, key, raw.place):
            column = self.columns.get(id)
            if column is None and id in self.unread:
                self.report.mark_broken(raw.place)  # the fault of the input has been reported
                continue
            if column is None:
                self._unknown(id, name.line, raw.place, key)
                continue
            test = self._test(value, column, raw.place)
            if test is not None:
                tests[id] = test
        return tests

    def _unknown(self, id: str, line: int, place: Place, key: str) -> None:
        if id in self.others:
            why, meant = self.others[id]
            fault, cure = NOT_READABLE[why]
            self.report.error("reference", line, place, f'{key}: "{id}" is {fault}.', cure.format(meant))
            return
        message = f'{key}: there is no input or decision "{short(id)}".'
        self.report.error("reference", line, place, message, did_you_mean(id, self.columns))

    def _test(self, node: Node, column: Column, place: Place) -> Test | None:
        reported_before = len(self.report.findings)
        written = self._written(node, column.id, place)
        if written is None:
            return None
        key = (column.id, written)
        if key not in self.parsed:
            test, faults = unary.parse(written, column, self.figures)
            redundant = redundant_tests(written, test, column, self.inputs.get(column.id), self.figures) if test else []
            self.parsed[key] = test, faults, redundant
        test, faults, redundant = self.parsed[key]
        if faults and len(self.report.findings) > reported_before:
            self.report.mark_broken(place)  # the gotcha just reported explains the rest
            return None
        for fault in faults:
            if any(unit not in self.units for unit in fault.units if unit):
                self.report.mark_broken(place)  # a unit that does not exist has been reported
                continue
            self.report.error(fault.kind, node.line, place, f"{column.id}: {fault.message}", fault.cure)
        for message, cure in redundant:
            self.report.warn("redundant_test", node.line, place, f"{column.id}: {message}", cure)
        return test and Test(test.text, test.options, test.intervals, test.unknown, test.figures, line=node.line)

    def _written(self, node: Node, id: str, place: Place) -> str | tuple[str, ...] | None:
        """Return the text of a test, or the texts of a list of them."""
        if node.kind == "text":
            return self._item(node, id, place)
        if node.kind == "map":
            self.report.error("form", node.line, place, f"{id} has {node_words(node)} for a test.", "Put the test in quotes.")
            return None
        if _is_interval(node):
            return self._interval(node, id, place)
        items = [self._interval(each, id, place) if _is_interval(each) else self._item(each, id, place) for each in node.items]
        read = tuple(item for item in items if item is not None)
        return read if len(read) == len(items) else None

    def _item(self, node: Node, id: str, place: Place) -> str | None:
        if node.kind == "text" and node.block:
            message = f"{id}: > or | at the start of a text means that it goes on below."
            self.report.error("form", node.line, place, message, f'Put the test in quotes, as in: {id}: "> 50".')
            return None
        return scalars.read_text(node, id, place, self.report)

    def _interval(self, node: Node, id: str, place: Place) -> str:
        """Return the interval that YAML took for a list."""
        text = f"[{node.items[0].value}]"
        self.report.recoverable_error(
            "form", node.line, place, f"{id}: {text} without quotes is a list to YAML.", f'Put it in quotes: {id}: "{text}".'
        )
        return text


def _is_interval(node: Node) -> bool:
    if node.kind != "list" or not node.flow or len(node.items) != 1:
        return False
    only = node.items[0]
    return only.kind == "text" and only.plain and re.fullmatch(r"[^.]*(\.\w+)?\.\.[^.]*(\.\w+)?", only.text) is not None


def _input_columns(inputs: Mapping[str, Input]) -> dict[str, Column]:
    return {
        id: Column(
            id,
            tuple(each.options) if each.type == "choice" else None,
            each.unit,
            each.unknown is not None,
            {group.id: group.options for group in each.groups.values()},
        )
        for id, each in inputs.items()
        if each.type
    }


def _decision_columns(decisions: Mapping[str, Raw]) -> dict[str, Column]:
    return {id: Column(id, tuple(raw.get("outcomes", ()))) for id, raw in decisions.items() if raw.get("hit_policy") != "collect"}


def _not_readable(inputs: Mapping[str, Input], decisions: Mapping[str, Raw]) -> dict[str, tuple[str, str]]:
    """Return ids that exist and that no rule can test: why, and what to write instead."""
    collects = {id: ("collect", id) for id, raw in decisions.items() if raw.get("hit_policy") == "collect"}
    aliases = {alias: ("alias", id) for raws in (inputs, decisions) for id, each in raws.items() for alias in _aliases(each)}
    forms = {each.ask_for.id: ("form", id) for id, each in inputs.items() if each.ask_for}
    return {**aliases, **forms, **collects}


def _aliases(each: Input | Raw) -> tuple[str, ...]:
    return each.get("aliases", ()) if isinstance(each, Raw) else each.aliases
