"""The rulebook in the formats of others: questions as SurveyJS JSON, questions and the headline decision as Publicodes rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product

from rulebook.evaluate import UNKNOWN, evaluate
from rulebook.model import Decision, Input, Interval, Rulebook, Test

Plain = Callable[[str | None], str]


def survey_json(rulebook: Rulebook, program: Mapping, plain: Plain) -> dict:
    """Return a form with one question a page, each shown where situation and stage leave it open."""
    shown = visibility(rulebook, program)
    pages = [{"elements": [_element(spec, shown[spec.id], plain)]} for spec in rulebook.inputs.values() if spec.id in shown]
    return {"title": rulebook.title, "autoAdvanceEnabled": True, "showQuestionNumbers": False, "pages": pages}


def visibility(rulebook: Rulebook, program: Mapping) -> dict[str, str]:
    """Return the expression that shows each input that any case asks for ("": always), by input.

    Cases are told apart by situation and stage: what other answers make needless is shown all the same.
    """
    if not (rulebook.situations and rulebook.stages):
        return dict.fromkeys(rulebook.inputs, "")
    one, other = rulebook.inputs[rulebook.situations], rulebook.inputs[rulebook.stages]
    cases: dict[str, dict[str, list[str]]] = {}  # input → stage → situations
    for stage, situation in product(_values(other), _values(one)):
        for name in evaluate(program, {one.id: situation, other.id: stage})["open"]:
            cases.setdefault(name, {}).setdefault(stage, []).append(situation)
    shown = {name: " or ".join(_shown(one.id, other.id, stages)) for name, stages in cases.items()}
    return {one.id: "", other.id: ""} | shown


def _shown(situation: str, stage: str, cases: Mapping[str, list[str]]) -> Iterable[str]:
    """Yield a part of an expression for all stages with the same situations."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for value, situations in cases.items():
        alike.setdefault(tuple(situations), []).append(value)
    for situations, stages in alike.items():
        yield f"({{{stage}}} anyof {stages} and {{{situation}}} anyof {list(situations)})"


def _values(spec: Input) -> list[str]:
    return [*spec.options, *([UNKNOWN] if spec.unknown else [])]


def _element(spec: Input, shown: str, plain: Plain) -> dict:
    element = {"name": spec.id, "title": plain(spec.question), "description": plain(spec.help), "isRequired": True}
    if spec.type == "choice":
        choices = [{"value": one.id, "text": _told(plain(one.label), plain(one.help))} for one in spec.options.values()]
        unknown = [{"value": UNKNOWN, "text": plain(spec.unknown)}] if spec.unknown else []
        element |= {"type": "radiogroup", "choices": [*choices, *unknown]}
    else:
        element |= {"type": "text", "inputType": "number", "isRequired": not spec.unknown}
    return element | ({"visibleIf": shown} if shown else {})


def _told(label: str, help: str) -> str:
    return f"{label} – {help}" if help else label


def publicodes_rules(rulebook: Rulebook, plain: Plain) -> dict:
    """Return {"rules", "headline"}: the headline decision with all that it reads, outcomes as rules below it, for their titles."""
    headline = rulebook.for_people[0]
    rules: dict[str, dict] = {}
    for name in _read_by(rulebook, headline):
        if name in rulebook.inputs:
            rules[name] = _question(rulebook.inputs[name], plain)
        else:
            rules[name] = {"variations": _variations(rulebook, rulebook.decisions[name])}
    for outcome in headline.outcomes.values():
        rules[f"{headline.id} . {outcome.id}"] = {"titre": plain(outcome.label), "description": plain(outcome.text)}
    return {"rules": rules, "headline": headline.id}


def _read_by(rulebook: Rulebook, decision: Decision) -> Iterable[str]:
    """Return a decision's id and those of all that it reads, inputs in file order."""
    found, left = {decision.id}, [decision]
    while left:
        more = set(rulebook.columns(left.pop())) - found
        found |= more
        left += [rulebook.decisions[name] for name in more if name in rulebook.decisions]
    return [name for name in (*rulebook.inputs, *rulebook.decisions) if name in found]


def _question(spec: Input, plain: Plain) -> dict:
    asked: dict = {"question": plain(spec.question), "description": plain(spec.help)}
    if spec.type != "choice":
        return asked | {"possiblement non applicable": "oui"} | ({"note": plain(spec.unknown)} if spec.unknown else {})
    options = [{one.id: {"titre": plain(one.label), "description": plain(one.help)}} for one in spec.options.values()]
    return asked | {"une possibilité": [*options, *([{UNKNOWN: {"titre": plain(spec.unknown)}}] if spec.unknown else [])]}


def _variations(rulebook: Rulebook, decision: Decision) -> list[dict]:
    """Return the rules in their order; the first that holds decides, as with hit policies `first` and `unique`."""
    made = []
    for rule in decision.rules:
        tests = [_condition(rulebook, column, test) for column, test in rule.when.items()]
        made.append(
            {"si": {"toutes ces conditions": tests}, "alors": f"'{rule.then[0]}'"} if tests else {"sinon": f"'{rule.then[0]}'"}
        )
    return made


def _condition(rulebook: Rulebook, column: str, test: Test) -> dict:
    number = column in rulebook.inputs and rulebook.inputs[column].type != "choice"
    values = [*sorted(test.options), *([UNKNOWN] if test.unknown and not number else [])]
    ways: list = [f"{column} = '{value}'" for value in values] + [_within(column, one) for one in test.intervals]
    return {"une de ces conditions": [*ways, *([{"est non applicable": column}] if test.unknown and number else [])]}


def _within(column: str, interval: Interval) -> dict:
    ends = []
    if interval.low is not None:
        ends.append(f"{column} {'>=' if interval.low_closed else '>'} {interval.low}")
    if interval.high is not None:
        ends.append(f"{column} {'<=' if interval.high_closed else '<'} {interval.high}")
    return {"toutes ces conditions": ends}
