"""Things → decisions with their outcomes and rules, and the timeline."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Decision, Outcome, Rule, Step
from .conditions import Conditions
from .examples import read_examples
from .report import Report, did_you_mean, short
from .sourcing import citations_of
from .things import Thing


def make_decisions(things: Mapping[str, Thing], conditions: Conditions, sources: Mapping, report: Report) -> dict[str, Decision]:
    """Return the decisions, each with its outcomes and rules."""
    return {id: _decision(thing, conditions, sources, report) for id, thing in things.items()}


def _decision(thing: Thing, conditions: Conditions, sources: Mapping, report: Report) -> Decision:
    policy = thing.get("hit_policy", "unique")
    outcomes = {id: _outcome(each, sources, report) for id, each in thing.get("outcomes", {}).items()}
    if "none" in thing.nodes and policy != "collect":
        message = "none is the text of an empty collect, and this decision always has an outcome."
        report.mended("form", thing.line_of("none"), thing.place, message, "Take none out, or write hit_policy: collect.")
    written = thing.get("rules", [])
    if not written and thing.nodes.get("rules") and thing.nodes["rules"].kind == "list":
        report.error(
            "form",
            thing.line_of("rules"),
            thing.place,
            "it has no rules.",
            "Write each after a dash: - {id: …, when: {…}, then: …}.",
        )
    _ids_are_unique(written, report)
    rules = tuple(_rule(each, policy, outcomes, conditions, sources, report) for each in written)
    return Decision(
        thing.id,
        thing.get("question", ""),
        thing.get("label", ""),
        policy,
        outcomes,
        rules,
        thing.get("help"),
        thing.get("none"),
        thing.get("aliases", ()),
        line=thing.line,
    )


def _outcome(thing: Thing, sources: Mapping, report: Report) -> Outcome:
    return Outcome(
        thing.id,
        thing.get("label", ""),
        thing.get("tone"),
        thing.get("text"),
        thing.get("next", ()),
        thing.get("letter"),
        thing.get("basis", "guide"),
        citations_of(thing, sources, report),
        thing.get("aliases", ()),
        line=thing.line,
    )


def _ids_are_unique(rules: list[Thing], report: Report) -> None:
    first: dict[str, int] = {}
    for rule in rules:
        id = rule.get("id")
        if id in first:
            report.error(
                "form",
                rule.line_of("id"),
                rule.place,
                f"its id is taken, first in line {first[id]}.",
                "Rule ids are unique in their decision: give it another.",
            )
        elif id:
            first[id] = rule.line_of("id")


def _rule(thing: Thing, policy: str, outcomes: Mapping, conditions: Conditions, sources: Mapping, report: Report) -> Rule:
    return Rule(
        thing.get("id", ""),
        conditions.read(thing),
        _then(thing, policy, outcomes, report),
        thing.get("because"),
        citations_of(thing, sources, report),
        thing.get("basis", "guide"),
        read_examples(thing, report),
        line=thing.line,
    )


def _then(thing: Thing, policy: str, outcomes: Mapping, report: Report) -> tuple[str, ...]:
    """Return the outcomes a rule gives: a list only under collect."""
    given = thing.get("then", ())
    node = thing.nodes.get("then")
    if node is None:
        return given
    if node.kind == "list" and policy != "collect":
        report.error(
            "form",
            node.line,
            thing.place,
            f"then is a list, and the hit policy is {policy}.",
            "Write one outcome, or hit_policy: collect.",
        )
    elif node.kind == "list" and not node.value:
        report.error("form", node.line, thing.place, "then is an empty list.", "Name at least one outcome.")
    for id in given:
        if id not in outcomes:
            report.error(
                "reference", node.line, thing.place, f'then: there is no outcome "{short(id)}".', did_you_mean(id, outcomes)
            )
    return given


def make_timeline(things: list[Thing], conditions: Conditions, figures: Mapping, report: Report) -> tuple[Step, ...]:
    """Return the steps of the timeline."""
    return tuple(_step(thing, conditions, figures, report) for thing in things)


def _step(thing: Thing, conditions: Conditions, figures: Mapping, report: Report) -> Step:
    figure = thing.get("figure")
    if figure is not None and figure not in figures:
        report.error(
            "reference", thing.line_of("figure"), thing.place, f'there is no figure "{figure}".', did_you_mean(figure, figures)
        )
    return Step(thing.get("label", ""), figure, thing.get("text"), conditions.read(thing), line=thing.line)
