"""Find what could be left out: inputs and options that change nothing, rules that could be one, idle conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rulebook.diagram.compile import Diagram
from rulebook.geometry.axes import negates
from rulebook.geometry.steps import OutOfSteps, Steps
from rulebook.geometry.tables import Table, reads
from rulebook.model import Finding, Input, Rule, Rulebook
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import finding, not_judged


def never_matters(rulebook: Rulebook, compiled: Sequence[Diagram]) -> Iterator[Finding]:
    """Yield inputs that no diagram asks, options that lead where another option leads, everywhere, and decisions for nobody.

    Options listed together in a decision that others read are sorted there on purpose, as islands into zones.
    """
    for place, spec in enumerate(rulebook.inputs.values()):
        nodes = [node for diagram in compiled for node in diagram.nodes if node.input == place]
        if not nodes:
            cure = "Let a rule test it, or take it out: it is never asked."
            yield _idle(rulebook, spec.line, f"{spec.id}: no answer to it changes anything.", cure)
        elif spec.type == "choice":
            yield from _idle_options(rulebook, spec, [node.children for node in nodes])
    yield from _unread_decisions(rulebook)


def _idle_options(rulebook: Rulebook, spec: Input, children: list[tuple[int, ...]]) -> Iterator[Finding]:
    seen: dict[tuple[int, ...], str] = {}
    lists = _sorting_lists(rulebook, spec)
    for place, option in enumerate(spec.options.values()):
        leads = tuple(leading[place] for leading in children)
        twin = seen.setdefault(leads, option.id)
        if twin != option.id and not any({twin, option.id} <= together for together in lists):
            message = f'{spec.id}: the option "{option.id}" leads to the same results as "{twin}", everywhere.'
            cure = "Let a rule tell them apart, or make them one option."
            yield _idle(rulebook, option.line, message, cure)


def _unread_decisions(rulebook: Rulebook) -> Iterator[Finding]:
    read = {id for decision in rulebook.decisions.values() for id in reads(rulebook, decision)}
    for decision in rulebook.decisions.values():
        if decision.audience == "decisions" and decision.id not in read:
            message = f"{decision.id}: it is for decisions, and none reads it."
            cure = "Let a rule test it, or take out for: decisions, so that people are told it."
            yield replace(_idle(rulebook, decision.line, message, cure), decision=decision.id)


def _sorting_lists(rulebook: Rulebook, spec: Input) -> list[frozenset[str]]:
    """Return the options that stand in one list of a decision that others read; what `not(…)` leaves is no list."""
    read = {id for decision in rulebook.decisions.values() for id in reads(rulebook, decision)}
    tests = [rule.when[spec.id] for id in read for rule in rulebook.decisions[id].rules if spec.id in rule.when]
    return [test.options for test in tests if not negates(test)]


def _idle(rulebook: Rulebook, line: int, message: str, cure: str) -> Finding:
    return Finding("never_matters", "warning", rulebook.file, line, message, cure)


def mergeable(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield pairs of rules that could be one, and conditions without which a rule would hold in the same situations."""
    rules = table.decision.rules
    for one, other in _pairs(table):
        message = f'rules "{rules[one].id}" and "{rules[other].id}" could be one.'
        yield _note(
            table, rules[one], message, "Write the two values of the column in which they differ as a list.", rules[other]
        )
    pool = feasibility.question()
    try:
        for at, rule in enumerate(rules):
            tested = (column for column, axis in enumerate(table.axes) if axis.id in rule.when)
            idle = next((column for column in tested if _adds_nothing(table, feasibility, at, column, pool)), None)
            if idle is not None:
                message = f'rule "{rule.id}": the condition on {table.axes[idle].id} adds nothing.'
                yield _note(table, rule, message, "Take it out, if it does not help the reader.")
    except OutOfSteps:
        yield not_judged(table, table.decision.line, "whether rules have conditions that add nothing", severity="note")


def _pairs(table: Table) -> Iterator[tuple[int, int]]:
    """Yield rules that say the same and differ in one column; under `first` only those that stand together."""
    rules = table.decision.rules
    paired: set[int] = set()
    for column in range(len(table.axes)):
        last: dict[tuple, int] = {}
        for at, box in enumerate(table.boxes):
            key = _says(rules[at]), box[:column], box[column + 1 :]
            other = last.get(key)
            if other is not None and other not in paired and (table.decision.hit_policy != "first" or other == at - 1):
                paired.add(other)
                yield other, at
            last[key] = at


def _says(rule: Rule) -> tuple:
    return rule.then, rule.because, rule.basis, rule.source


def _adds_nothing(table: Table, feasibility: Feasibility, at: int, column: int, pool: Steps) -> bool:
    """Return whether a rule answers no situation more without its condition on a column. Raise OutOfSteps."""
    box = table.boxes[at]
    rest = table.axes[column].full & ~box[column]
    wider = (*box[:column], rest, *box[column + 1 :])
    earlier = (1 << at) - 1 if table.decision.hit_policy == "first" else 0
    return not feasibility.possible(table, wider, pool.share(), earlier)


def _note(table: Table, rule: Rule, message: str, cure: str, other: Rule | None = None) -> Finding:
    rules = (rule.id, other.id) if other else (rule.id,)
    return finding("mergeable", table, rule.line, message, cure, severity="note", rules=rules)
