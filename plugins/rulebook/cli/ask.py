"""Answer a case: what each decision says, why, what one other answer would change, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rulebook.browser.state import in_part, read
from rulebook.check import Checked
from rulebook.cli.refused import Refused
from rulebook.dates import day_number
from rulebook.evaluate import evaluate, near_misses
from rulebook.geometry.axes import ends
from rulebook.geometry.notation import interval_test
from rulebook.locale import words
from rulebook.model import Input, Rulebook
from rulebook.next_question import next_question
from rulebook.wording.context import ViewContext, view_context
from rulebook.wording.quantities import interval_condition, list_words, option_condition

A_DATE = "Write a date as 2026-12-01."
NOTES = {
    "unknown_name": 'There is no input "{name}". {known}',
    "split": '"{text}" has become several answers to {name}. {allowed}',
    "malformed": '"{text}" is no answer to {name}. {allowed}',
    "both": "{name} is answered twice: by itself and by its handier form. Give one of them.",
    "repeated": "{name} is answered more than once. Give one answer.",
}


def answer(checked: Checked, pairs: Sequence[tuple[str, str]], today: date | None = None) -> dict:
    """Return the result for answers given as (input or handier form, text). Raise Refused for those that are not well-formed.

    {"version", "answers", "decisions": {id: {"outcome", "rules", "open", "near_misses"}}, "open", "next", "in_part": {id:
    [options left]}, "not_answered": [ids]}. What is not answered are decisions that the rulebook's faults keep from being judged.
    """
    day = today or date.today()
    state = read(checked.program, pairs, day_number(day.year, day.month, day.day))
    for note in state["notes"]:
        raise Refused(_refusal(checked.rulebook, note))
    result = evaluate(checked.program, state["answers"])
    for decision_id, decided in result["decisions"].items():
        decided["near_misses"] = near_misses(checked.program, state["answers"], decision_id)
    groups = {spec["id"]: spec["groups"] for spec in checked.program["inputs"]}
    return {
        "version": checked.rulebook.version,
        "answers": state["answers"],
        **result,
        "next": next_question(checked.program, state["answers"], result),
        "in_part": {name: groups[name][group] for name, group in in_part(checked.program, state["given"]).items()},
        "not_answered": checked.unjudged,
    }


def format_answer(checked: Checked, result: dict) -> str:
    """Return a result in words for a terminal."""
    context = view_context(checked.rulebook, words(checked.rulebook.language))
    blocks = [_format_decision(context, decision_id, decided) for decision_id, decided in result["decisions"].items()]
    questions = [f"  {name}: {context.rulebook.inputs[name].question}{_left(name, result)}" for name in result["open"]]
    blocks.append("\n".join(["Still open", *questions]) if questions else "Nothing is open.")
    if result["next"]:
        blocks.append(f"Asked next: {result['next']}")
    if result["not_answered"]:
        blocks.append(f"Not answered, because of the faults: {', '.join(result['not_answered'])}")
    return "\n\n".join(blocks)


def _left(name: str, result: dict) -> str:
    """Return what is left of an input that is answered in part."""
    return f" (left are: {', '.join(result['in_part'][name])})" if name in result["in_part"] else ""


def _refusal(rulebook: Rulebook, note: dict) -> str:
    forms = {spec.ask_for.id: spec for spec in rulebook.inputs.values() if spec.ask_for}
    spec = rulebook.inputs.get(note["name"]) or forms.get(note["name"])
    allowed = _allowed(spec, note["name"] in forms) if spec else A_DATE
    known = f"There are: {', '.join([*rulebook.inputs, *forms])}."
    return NOTES[note["kind"]].format(**note, allowed=allowed, known=known)


def _allowed(spec: Input, handier: bool) -> str:
    if handier and spec.ask_for:
        return A_DATE if spec.ask_for.kind == "date" else "Write a number such as 49.90."
    unknown = ["unknown"] if spec.unknown is not None else []
    if spec.type == "choice":
        part = f"; in part: {', '.join(spec.groups)}" if spec.groups else ""
        return f"Write one of: {', '.join([*spec.options, *unknown])}{part}."
    kind = "a whole number" if spec.type == "integer" else "a number such as 49.90"
    bounds = f" (range {interval_test(spec.type, *ends(spec.type, spec.range))})" if spec.range else ""
    return f"Write {kind}{bounds}{' or unknown' if unknown else ''}."


def _format_decision(context: ViewContext, decision_id: str, result: dict) -> str:
    decision = context.rulebook.decisions[decision_id]
    lines = [decision.question]
    if result["outcome"] is None:
        return "\n".join([*lines, f"  not decided yet; it needs: {', '.join(result['open'])}"])
    outcomes = result["outcome"] if isinstance(result["outcome"], list) else [result["outcome"]]
    lines += [f"  {one}: {decision.outcomes[one].label}" for one in outcomes] or ["  nothing applies"]
    rules = {rule.id: rule for rule in decision.rules}
    for rule in (rules[one] for one in result["rules"]):
        cited = " ".join(cite.fact for cite in rule.source)
        tests = ", ".join(f"{column}: {test.text}" for column, test in rule.when.items()) or "always"
        because = " ".join(context.plain(rule.because).split())
        lines.append(f"  because {because}" if because else f"  because rule {rule.id} says so")
        lines.append(f"  by rule {rule.id} ({tests}){'; ' + cited if cited else ''}")
    lines += [f"  if {_change(context, near)}: {_outcome(near['outcome'])}{_by(near['rules'])}" for near in result["near_misses"]]
    return "\n".join(lines)


def _change(context: ViewContext, near: dict) -> str:
    """Return other answers to one input as the checker says them."""
    known = context.inputs[near["input"]]
    if known["type"] == "choice":
        return list_words([option_condition(option, known, context.words) for option in near["values"]], context.words, "or")
    low, high = near["values"]
    return interval_condition(low, high, known, context.words)


def _by(rules: Sequence[str]) -> str:
    return f" ({', '.join(rules)})" if rules else ""


def _outcome(outcome: str | list[str]) -> str:
    return ", ".join(outcome) or "nothing" if isinstance(outcome, list) else outcome
