"""Write a decision's rules as a DMN decision table, each with its id, its reason and its sources."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from rulebook.export.dmn_names import item_type, of_decision, type_of, variable
from rulebook.export.provenance import standing
from rulebook.export.unary_tests import cell
from rulebook.export.xml import add, element
from rulebook.geometry.notation import FEEL, literal
from rulebook.model import Decision, Rule, Rulebook

ANNOTATIONS = 3  # a rule's id, why, and where it comes from; without names, for which pyDMNrules stumbles

Plain = Callable[[str | None], str]


def decision_table(rulebook: Rulebook, decision: Decision, plain: Plain) -> Element:
    """Return the table; a `collect` rule with several outcomes becomes one row for each."""
    prefix = of_decision(decision.id)
    columns = rulebook.columns(decision)
    table = element("decisionTable", id=f"{prefix}.table", hitPolicy=decision.hit_policy.upper())
    for column in columns:
        clause = add(table, "input", id=f"{prefix}.column.{column}")
        _explain(rulebook, clause, column)
        expression = add(clause, "inputExpression", id=f"{prefix}.value.{column}", typeRef=type_of(rulebook, column))
        add(expression, "text", variable(column))
    add(table, "output", id=f"{prefix}.outcome", label=decision.label, typeRef=item_type(decision.id))
    for _ in range(ANNOTATIONS):
        add(table, "annotation")
    for rule in decision.rules:
        for place, outcome in enumerate(rule.then):
            _row(rulebook, table, f"{prefix}.rule.{rule.id}.{place + 1}", columns, rule, outcome, plain)
    return table


def _explain(rulebook: Rulebook, clause: Element, column: str) -> None:
    """Say what a column asks. No `label`: some engines take it for the column's variable."""
    thing = rulebook.inputs.get(column) or rulebook.decisions[column]
    add(clause, "description", thing.label)


def _row(rulebook: Rulebook, table: Element, id: str, columns: list[str], rule: Rule, outcome: str, plain: Plain) -> None:
    row = add(table, "rule", id=id, label=rule.id)
    if rule.because:
        add(row, "description", plain(rule.because))
    for column in columns:
        test = rule.when.get(column)
        entry = add(row, "inputEntry", id=f"{id}.{column}")
        if test is not None and test.figures:
            add(entry, "description", test.text)
        add(entry, "text", cell(rulebook, column, test, FEEL))
    add(add(row, "outputEntry", id=f"{id}.outcome"), "text", literal(outcome))
    for note in (rule.id, plain(rule.because), standing(rule)):
        add(add(row, "annotationEntry"), "text", note)
