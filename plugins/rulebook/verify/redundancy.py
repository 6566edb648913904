"""Find what could be left out: inputs and options that change nothing, rules that could be one, conditions that add nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import xor

from rulebook.diagram.compile import Diagram
from rulebook.geometry.axes import negates
from rulebook.geometry.box_tables import Table, reads
from rulebook.geometry.boxes import Box
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Finding, Input, Rule, Rulebook
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import finding, not_judged, quoted_list

MOST_GROUPS = 3  # of options that lead to the same results, named in one finding


def never_matters(rulebook: Rulebook, compiled: Sequence[Diagram]) -> Iterator[Finding]:
    """Yield inputs that no diagram asks, inputs with options that lead where another leads, everywhere, and decisions for nobody.

    Options listed together in a decision that others read are sorted there on purpose, as islands into zones.
    """
    children: dict[int, list[tuple[int, ...]]] = {}
    for diagram in compiled:
        for node in diagram.nodes:
            children.setdefault(node.input, []).append(node.children)
    for place, spec in enumerate(rulebook.inputs.values()):
        if place not in children:
            cure = "Let a rule test it, or take it out: it is never asked."
            yield _never_matters(rulebook, spec, "no answer to it changes anything.", cure, "warning")
        elif spec.type == "choice":
            groups = _alike(rulebook, spec, children[place])
            named = "; ".join(quoted_list(group) for group in groups[:MOST_GROUPS])
            more = f"; and {len(groups) - MOST_GROUPS} more such groups" if len(groups) > MOST_GROUPS else ""
            cure = "Let a rule tell them apart, or make them one option, if people need not choose between them."
            if groups:
                yield _never_matters(
                    rulebook, spec, f"these options lead to the same results, everywhere: {named}{more}.", cure, "note"
                )
    yield from _unread_decisions(rulebook)


def _alike(rulebook: Rulebook, spec: Input, children: list[tuple[int, ...]]) -> list[list[str]]:
    """Return the options that lead to the same results, in groups of two and more."""
    lists = _sorting_lists(rulebook, spec)
    groups: dict[tuple[int, ...], list[str]] = {}
    for place, option in enumerate(spec.options):
        group = groups.setdefault(tuple(leading[place] for leading in children), [])
        if not group or not any({group[0], option} <= together for together in lists):
            group.append(option)
    return [group for group in groups.values() if len(group) > 1]


def _unread_decisions(rulebook: Rulebook) -> Iterator[Finding]:
    read = {id for decision in rulebook.decisions.values() for id in reads(rulebook, decision)}
    for decision in rulebook.decisions.values():
        if decision.audience == "decisions" and decision.id not in read:
            message = f"{decision.id}: it is for decisions, and none reads it."
            cure = "Let a rule test it, or take out for: decisions, so that people are told it."
            yield Finding("never_matters", "warning", rulebook.file, decision.line, message, cure, decision=decision.id)


def _sorting_lists(rulebook: Rulebook, spec: Input) -> list[frozenset[str]]:
    """Return the options that stand in one list of a decision that others read; what `not(…)` leaves is no list."""
    read = {id for decision in rulebook.decisions.values() for id in reads(rulebook, decision)}
    tests = [rule.when[spec.id] for id in read for rule in rulebook.decisions[id].rules if spec.id in rule.when]
    return [test.options for test in tests if not negates(test)]


def _never_matters(rulebook: Rulebook, spec: Input, message: str, cure: str, severity: str) -> Finding:
    return Finding("never_matters", severity, rulebook.file, spec.line, f"{spec.id}: {message}", cure)


def mergeable(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield pairs of rules that could be one, and conditions without which a rule would hold in the same situations."""
    rules = table.decision.rules
    same = list(_same_conditions(table)) if table.decision.hit_policy == "collect" else []
    reported = {frozenset(note.rules) for note in same}
    for one, other in _pairs(table):
        if frozenset((rules[one].id, rules[other].id)) in reported:
            continue
        message = f'rules "{rules[one].id}" and "{rules[other].id}" could be one.'
        yield _note(
            table, rules[one], message, "Write the two values of the column in which they differ as a list.", rules[other]
        )
    yield from same
    pool = feasibility.question_of_rules()
    try:
        for at, rule in enumerate(rules):
            tested = (column for column, axis in enumerate(table.axes) if axis.id in rule.when)
            redundant = next((column for column in tested if _adds_nothing(table, feasibility, at, column, pool)), None)
            if redundant is not None:
                message = f'rule "{rule.id}": the condition on {table.axes[redundant].id} adds nothing.'
                yield _note(table, rule, message, "Take it out, if it does not help the reader.")
    except OutOfSteps:
        yield not_judged(table, table.decision.line, "whether rules have conditions that add nothing", severity="note")


def _same_conditions(table: Table) -> Iterator[Finding]:
    """Yield the rules of a `collect` that hold exactly where another does."""
    first: dict[Box, int] = {}
    for at, (rule, box) in enumerate(zip(table.decision.rules, table.boxes, strict=True)):
        other = table.decision.rules[first.setdefault(box, at)]
        if other is not rule:
            adds = set(rule.then) - set(other.then)
            cure = "Write one rule, with a list of outcomes under then:." if adds else "Take one of them out, or correct it."
            what = "conditions" if adds else "conditions, and the second gives nothing more"
            yield _note(table, other, f'rules "{other.id}" and "{rule.id}" have the same {what}.', cure, rule)


def _pairs(table: Table) -> Iterator[tuple[int, int]]:
    """Yield rules that say the same and differ in one column; under `first` only those that stand together."""
    numbers: dict[tuple[object, ...], int] = {}
    conclusions = [numbers.setdefault(_conclusion(rule), len(numbers)) for rule in table.decision.rules]
    kinds: list[dict[int, int]] = [{} for _ in table.axes]  # column → its different masks, numbered
    numbered = [tuple(kind.setdefault(mask, len(kind)) for kind, mask in zip(kinds, box, strict=True)) for box in table.boxes]
    hashes = [reduce(xor, map(hash, enumerate(box)), 0) for box in numbered]
    paired: set[int] = set()
    for column in range(len(table.axes)):
        last: dict[tuple[int, int], int] = {}
        for at, box in enumerate(numbered):
            key = conclusions[at], hashes[at] ^ hash((column, box[column]))  # the same for all that agree in the other columns
            other = last.get(key)
            last[key] = at
            if other is None or other in paired or (table.decision.hit_policy == "first" and other != at - 1):
                continue
            if _without_column(column, box) == _without_column(column, numbered[other]):
                paired.add(other)
                yield other, at


def _without_column(column: int, box: Box) -> Box:
    return box[:column] + box[column + 1 :]


def _conclusion(rule: Rule) -> tuple[object, ...]:
    return rule.then, rule.because, rule.basis, rule.source


def _adds_nothing(table: Table, feasibility: Feasibility, at: int, column: int, pool: Steps) -> bool:
    """Return whether a rule holds in no situation more without its condition on a column. Raise OutOfSteps.

    What earlier rules take is counted in: a condition that only keeps clear of them lets its rule be read by itself.
    """
    box = table.boxes[at]
    rest = table.axes[column].full & ~box[column]
    wider = (*box[:column], rest, *box[column + 1 :])
    return not feasibility.possible(table, wider, pool.share())


def _note(table: Table, rule: Rule, message: str, cure: str, other: Rule | None = None) -> Finding:
    rules = (rule.id, other.id) if other else (rule.id,)
    return finding("mergeable", table, rule.line, message, cure, severity="note", rules=rules)
