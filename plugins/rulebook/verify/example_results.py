"""Hold every example against the rulebook: each must give its rule's outcome, by that very rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rulebook.browser.state import read
from rulebook.evaluate import evaluate
from rulebook.geometry.box_tables import tables
from rulebook.geometry.step_budget import OutOfSteps
from rulebook.model import Decision, Example, Finding, Number, Rule, Rulebook
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.limits import LIMITS

WRITE_ONE = "Write one under `examples:`, with the answers of a real case: it is tested at every build."


def failing_examples(rulebook: Rulebook, program: Mapping[str, Any], judged: set[str]) -> Iterator[Finding]:
    """Yield the examples that fail, and the rules without one.

    Decisions that are not in the program are unsound or too large. Of those that are `judged` all the same, an example
    is reported if its answers exclude its rule: that much is certain.
    """
    alone = _alone(program)
    certain = judged | alone.keys()
    feasibility = None
    for decision in rulebook.decisions.values():
        for at, rule in enumerate(decision.rules):
            if not rule.examples:
                yield _finding(rulebook, decision, rule, rule.line, "has no example.", WRITE_ONE, "warning")
            for example in rule.examples if decision.id in certain else ():
                answers, fault = _answers(program, example)
                if not fault and decision.id in alone:
                    fault = _fault(alone[decision.id], decision, rule, answers)
                elif not fault:
                    feasibility = feasibility or Feasibility(rulebook, tables(rulebook, LIMITS.bits))
                    fault = _excluded(feasibility, decision, at, answers)
                if fault:
                    message = f"the example {_words(example)} {fault}"
                    cure = "Mend the example, or the rule that it shows to be wrong."
                    yield _finding(rulebook, decision, rule, example.line, message, cure, "error", answers)


def _alone(program: Mapping[str, Any]) -> dict[str, dict[str | None, dict[str, Any]]]:
    """Return, for each decision and each rule of a `collect` (None: all rules), a program that answers nothing else."""
    return {
        decision["id"]: {
            diagram.get("rule"): {"inputs": program["inputs"], "decisions": [decision | {"diagrams": [diagram]}]}
            for diagram in decision["diagrams"]
        }
        for decision in program["decisions"]
    }


def _answers(program: Mapping[str, Any], example: Example) -> tuple[dict[str, Any], str]:
    """Return an example as answers to base inputs, and what is wrong with how it is written."""
    state = read(program, list(example.answers.items()), 0)
    if state["notes"]:
        note = state["notes"][0]
        return {}, f'gives {note["name"]} as "{note["text"]}", which is no answer to it.'
    return state["answers"], ""


def _fault(alone: Mapping[str | None, Mapping[str, Any]], decision: Decision, rule: Rule, answers: Mapping[str, Any]) -> str:
    """Return what is wrong with an example. A `collect` rule is judged by itself: the others may still be open."""
    collect = decision.hit_policy == "collect"
    result = evaluate(alone[rule.id if collect else None], answers)["decisions"][decision.id]
    if result["open"]:
        return f"leaves it undecided: still open is {', '.join(result['open'])}."
    if result["rules"] == [rule.id]:
        return ""
    return "does not match this rule." if collect else f'is decided by rule "{result["rules"][0]}": {result["outcome"]}.'


def _excluded(feasibility: Feasibility, decision: Decision, at: int, answers: Mapping[str, Any]) -> str:
    """Return what is wrong with an example of a decision that has no diagram, as far as it is certain."""
    table = feasibility.tables.get(decision.id)
    if table is None:
        return ""
    given = {name: 1 << feasibility.axes[name].cell(value) for name, value in answers.items() if name in feasibility.axes}
    try:
        excluded = feasibility.find(table, table.boxes[at], feasibility.question(), given=given) is None
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
    text = f'{decision.id}: rule "{rule.id}": {message}' if severity == "error" else f'{decision.id}: rule "{rule.id}" {message}'
    return Finding(
        "example", severity, rulebook.file, line, text, cure, decision=decision.id, rules=(rule.id,), witness=witness or None
    )


def _words(example: Example) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in example.answers.items()) + "}"
