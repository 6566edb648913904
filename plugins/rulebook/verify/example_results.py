"""Hold every example against the rulebook: each must give its rule's outcome, by that very rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulebook.browser.state import read
from rulebook.evaluate import evaluate
from rulebook.geometry.steps import OutOfSteps
from rulebook.geometry.tables import tables
from rulebook.model import Decision, Example, Finding, Number, Rule, Rulebook
from rulebook.verify.feasibility import Feasibility

WRITE_ONE = "Write one under `examples:`, with the answers of a real case: it is tested at every build."


def failing_examples(rulebook: Rulebook, program: Mapping, judged: set[str]) -> Iterator[Finding]:
    """Yield the examples that fail, and the rules without one.

    Decisions that are not in the program are unsound or too large. Of those that are `judged` all the same, an example
    is reported if its answers exclude its rule: that much is certain.
    """
    compiled = {decision["id"] for decision in program["decisions"]}
    feasibility = None
    for decision in rulebook.decisions.values():
        for rule in decision.rules:
            if not rule.examples:
                yield _finding(rulebook, decision, rule, rule.line, "has no example.", WRITE_ONE, "warning")
            for example in rule.examples if decision.id in judged | compiled else ():
                answers, fault = _answers(program, example)
                if not fault and decision.id in compiled:
                    fault = _fault(program, decision, rule, answers)
                elif not fault:
                    feasibility = feasibility or Feasibility(rulebook, tables(rulebook))
                    fault = _excluded(feasibility, decision, rule, answers)
                if fault:
                    message = f"the example {_words(example)} {fault}"
                    cure = "Mend the example, or the rule that it shows to be wrong."
                    yield _finding(rulebook, decision, rule, example.line, message, cure, "error", answers)


def _answers(program: Mapping, example: Example) -> tuple[dict, str]:
    """Return an example as answers to base inputs, and what is wrong with how it is written."""
    state = read(program, list(example.answers.items()), 0)
    if state["notes"]:
        note = state["notes"][0]
        return {}, f'gives {note["name"]} as "{note["text"]}", which is no answer to it.'
    return state["answers"], ""


def _fault(program: Mapping, decision: Decision, rule: Rule, answers: Mapping) -> str:
    if decision.hit_policy == "collect":
        return _collect_fault(program, decision, rule, answers)
    result = evaluate(program, answers)["decisions"][decision.id]
    if result["rules"] == [rule.id]:
        return ""
    if result["rules"]:
        return f'is decided by rule "{result["rules"][0]}": {result["outcome"]}.'
    return f"leaves it undecided: still open is {', '.join(result['open'])}."


def _collect_fault(program: Mapping, decision: Decision, rule: Rule, answers: Mapping) -> str:
    """Judge the one rule: the others of a `collect` may still be open."""
    (compiled,) = (one for one in program["decisions"] if one["id"] == decision.id)
    alone = compiled | {"diagrams": [one for one in compiled["diagrams"] if one["rule"] == rule.id]}
    result = evaluate({"inputs": program["inputs"], "decisions": [alone]}, answers)["decisions"][decision.id]
    if result["open"]:
        return f"leaves it undecided: still open is {', '.join(result['open'])}."
    return "" if result["rules"] else "does not match this rule."


def _excluded(feasibility: Feasibility, decision: Decision, rule: Rule, answers: Mapping) -> str:
    given = {name: 1 << feasibility.axes[name].cell(value) for name, value in answers.items() if name in feasibility.axes}
    table = feasibility.tables[decision.id]
    box = next(box for box, one in zip(table.boxes, decision.rules) if one is rule)
    try:
        excluded = feasibility.find(table, box, feasibility.question(), given=given) is None
    except OutOfSteps:
        excluded = False
    return "does not match this rule." if excluded else ""


def _finding(
    rulebook: Rulebook,
    decision: Decision,
    rule: Rule,
    line: int,
    message: str,
    cure: str,
    severity: str,
    witness: Mapping[str, str | Number] | None = None,
) -> Finding:
    said = f'{decision.id}: rule "{rule.id}": {message}' if severity == "error" else f'{decision.id}: rule "{rule.id}" {message}'
    return Finding("example", severity, rulebook.file, line, said, cure, decision.id, (rule.id,), witness or None)


def _words(example: Example) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in example.answers.items()) + "}"
