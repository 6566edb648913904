"""The hit policies of elsewhere → ours, with the rules in the order that they then need."""

from __future__ import annotations

from rulebook.importing.distinct_names import Names
from rulebook.importing.drafts import DraftRule
from rulebook.importing.inferred_outcomes import Outcomes, defaults
from rulebook.importing.values import Sheet


def with_policy(
    sheet: Sheet, rules: list[DraftRule], outcomes: Outcomes, names: Names, language: str
) -> tuple[str, list[DraftRule], list[str]]:
    """Return the policy, the rules, and what is not quite the same."""
    policy, notes = sheet.policy, []
    if sheet.aggregation:
        notes.append(f"what is done with the list ({sheet.aggregation}) is left out: the list itself is given.")
    if policy == "any":
        policy = "first"
        notes.append("ANY is read as first; that its rules agree is not judged.")
    if policy == "priority":
        policy, rules = "first", sorted(rules, key=lambda rule: _priority(sheet, outcomes, rule))
        notes.append("PRIORITY is read as first, its rules in the order of their results.")
    rest = defaults(sheet, language)
    if rest is not None and policy == "collect":
        notes.append(f"what holds where no rule matches ({', '.join(rest)}) is left out.")
    elif rest is not None and all(rule.when for rule in rules):
        if policy == "unique":
            notes.append("UNIQUE with a default is read as first; that its rules do not overlap is not judged.")
        policy = "first"
        rules = [*rules, DraftRule(names.new("otherwise"), {}, [outcomes.ids[rest]], line=sheet.line)]
    return policy, rules, notes


def _priority(sheet: Sheet, outcomes: Outcomes, rule: DraftRule) -> tuple[int, ...]:
    """Return the place of a rule's outcome in the order of the outputs' values, column by column."""
    values = next(values for values, id in outcomes.ids.items() if id == rule.then[0])
    orders = [output.values for output in sheet.outputs]
    return tuple(order.index(value) if value in order else len(order) for order, value in zip(orders, values, strict=True))
