"""Examples against the inputs: every key is one, every value is an answer it can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from rulebook.geometry.axes import ends
from rulebook.geometry.notation import interval_test
from rulebook.load.collector import Place, Report, did_you_mean, short
from rulebook.load.scalars import day, number
from rulebook.model import UNKNOWN, Decision, Example, Input, Interval, Number, Option, OptionGroup, Rule, Rulebook

Fault = tuple[str, str]  # message, cure
Reader = Callable[[str], str | None]  # an answer's text → a cure; None where the answer is good


def without_malformed_examples(rulebook: Rulebook, report: Report) -> Rulebook:
    """Return the rulebook with well-formed examples only; the others are reported here, and need not be tried."""
    known = _readers(rulebook.inputs)
    decisions = {id: _decision(decision, known, rulebook.inputs, report) for id, decision in rulebook.decisions.items()}
    return replace(rulebook, decisions=decisions)


def _decision(decision: Decision, known: Mapping[str, Reader], inputs: Mapping[str, Input], report: Report) -> Decision:
    before = len(report.findings)
    rules = tuple(_rule(rule, decision, known, inputs, report) for rule in decision.rules)
    return replace(decision, rules=rules) if len(report.findings) > before else decision


def _rule(rule: Rule, decision: Decision, known: Mapping[str, Reader], inputs: Mapping[str, Input], report: Report) -> Rule:
    place = Place(f'{decision.id}: rule "{rule.id}"', decision.id, rule.id)
    good = []
    for example in rule.examples:
        faults = list(_faults(example, known, inputs))
        for message, cure in faults:
            report.recoverable_error("form", example.line, place, f"example: {message}", cure)
        if not faults:
            good.append(example)
    return rule if len(good) == len(rule.examples) else replace(rule, examples=tuple(good))


def _faults(example: Example, known: Mapping[str, Reader], inputs: Mapping[str, Input]) -> Iterator[Fault]:
    for key, text in example.answers.items():
        if key not in known:
            yield f'there is no input "{short(key)}".', _now_called(key, inputs) or did_you_mean(key, known)
            continue
        cure = known[key](text)
        if cure:
            yield f'{key} cannot be "{short(text)}".', cure
    for input in inputs.values():
        form = input.ask_for
        if not form or form.id not in example.answers:
            continue
        if input.id in example.answers:
            yield f"{input.id} and {form.id} are both given.", f"{form.id} is the handier form of {input.id}: keep one."
        elif form.kind == "date" and "today" not in example.answers:
            yield f"{form.id} needs today.", "Add today: and a date, so that the example means the same every day."


def _now_called(id: str, raws: Mapping[str, Input] | Mapping[str, Option]) -> str | None:
    """Return a cure where an id is a former one: old links may hold it, the rulebook itself says what holds now."""
    now = [raw.id for raw in raws.values() if id in raw.aliases]
    return f"{id} is a former id: write {' or '.join(now)}." if now else None


def _left_open(id: str, groups: Mapping[str, OptionGroup]) -> str | None:
    """Return a cure where an id is that of a group, which is an answer only in part."""
    return f"{id} is a group: write one of {', '.join(groups[id].options)}." if id in groups else None


def _readers(inputs: Mapping[str, Input]) -> dict[str, Reader]:
    """Return the readers of answers, by key."""
    readers: dict[str, Reader] = {"today": _date}
    for input in inputs.values():
        readers[input.id] = partial(_value, input=input)
        if input.ask_for:
            readers[input.ask_for.id] = {"date": _date, "amount": _amount}[input.ask_for.kind]
    return readers


def _date(text: str) -> str | None:
    return None if day(text) else "Write year, month and day, as in: 2026-11-22."


def _amount(text: str) -> str | None:
    return None if number(text) is not None else "Write a number, as in: 35 or 12.5."


def _value(text: str, input: Input) -> str | None:
    if not input.type:
        return None
    if text == UNKNOWN:
        return None if input.unknown else 'The input has no answer "unknown"; give it one with unknown:, or write another value.'
    if input.type == "choice":
        if text in input.options:
            return None
        return _left_open(text, input.groups) or _now_called(text, input.options) or did_you_mean(text, input.options)
    value = number(text)
    if value is None or (input.type == "integer" and not isinstance(value, int)):
        return "Write a whole number." if input.type == "integer" else "Write a number, as in: 35 or 12.5."
    if input.range is None or _holds(input.range, value):
        return None
    bounds = interval_test(input.type, *ends(input.type, input.range))
    return f"It lies outside the input's range, {bounds}: outside it there is nothing to decide."


def _holds(bounds: Interval, value: Number) -> bool:
    above = bounds.low is None or value > bounds.low or (bounds.low_closed and value == bounds.low)
    below = bounds.high is None or value < bounds.high or (bounds.high_closed and value == bounds.high)
    return above and below
