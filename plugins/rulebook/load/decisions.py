"""Things → decisions with their outcomes and rules, and the timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rulebook.load.citations import citations_of
from rulebook.load.collector import Report, did_you_mean, short
from rulebook.load.examples import read_examples
from rulebook.load.general_answers import make_general_answer
from rulebook.load.raw import Raw
from rulebook.load.when import Conditions
from rulebook.model import Decision, Outcome, Rule, Step


def make_decisions(raws: Mapping[str, Raw], conditions: Conditions, sources: Mapping, report: Report) -> dict[str, Decision]:
    """Return the decisions, each with its outcomes and rules."""
    return {id: _decision(raw, conditions, sources, report) for id, raw in raws.items()}


def _decision(raw: Raw, conditions: Conditions, sources: Mapping, report: Report) -> Decision:
    policy = raw.get("hit_policy")
    outcomes = {id: _outcome(each, sources, report) for id, each in raw.get("outcomes", {}).items()}
    if "none" in raw.nodes and policy != "collect":
        message = "none is the text of an empty collect, and this decision always has an outcome."
        report.recoverable_error("form", raw.line_of("none"), raw.place, message, "Take none out, or write hit_policy: collect.")
    written = raw.get("rules", [])
    if not written and raw.nodes.get("rules") and raw.nodes["rules"].kind == "list":
        report.error(
            "form",
            raw.line_of("rules"),
            raw.place,
            "it has no rules.",
            "Write each after a dash: - {id: …, when: {…}, then: …}.",
        )
    _ids_are_unique(written, report)
    rules = tuple(_rule(each, policy, outcomes, conditions, sources, report) for each in written)
    return Decision(
        id=raw.id,
        question=raw.get("question", ""),
        label=raw.get("label", ""),
        hit_policy=policy,
        outcomes=outcomes,
        rules=rules,
        help=raw.get("help"),
        answer=make_general_answer(raw.get("answer"), sources, report),
        none=raw.get("none"),
        headline=raw.get("headline", False),
        summary=raw.get("summary"),
        audience=raw.get("for"),
        also=raw.get("also", ()),
        aliases=raw.get("aliases", ()),
        line=raw.line,
    )


def _outcome(raw: Raw, sources: Mapping, report: Report) -> Outcome:
    return Outcome(
        id=raw.id,
        label=raw.get("label", ""),
        phrase=raw.get("phrase"),
        tone=raw.get("tone"),
        text=raw.get("text"),
        next=raw.get("next", ()),
        letter=raw.get("letter"),
        deadline=raw.get("deadline"),
        basis=raw.get("basis"),
        source=citations_of(raw, sources, report),
        also=raw.get("also", ()),
        aliases=raw.get("aliases", ()),
        line=raw.line,
    )


def _ids_are_unique(rules: list[Raw], report: Report) -> None:
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


def _rule(raw: Raw, policy: str, outcomes: Mapping, conditions: Conditions, sources: Mapping, report: Report) -> Rule:
    return Rule(
        id=raw.get("id", ""),
        when=conditions.read(raw),
        then=_then(raw, policy, outcomes, report),
        because=raw.get("because"),
        source=citations_of(raw, sources, report),
        basis=raw.get("basis"),
        examples=read_examples(raw, report),
        line=raw.line,
    )


def _then(raw: Raw, policy: str, outcomes: Mapping, report: Report) -> tuple[str, ...]:
    """Return the outcomes a rule gives: a list only under collect."""
    given = raw.get("then", ())
    node = raw.nodes.get("then")
    if node is None:
        return given
    if node.kind == "list" and policy != "collect":
        report.error(
            "form",
            node.line,
            raw.place,
            f"then is a list, and the hit policy is {policy}.",
            "Write one outcome, or hit_policy: collect.",
        )
    elif node.kind == "list" and not node.value:
        report.error("form", node.line, raw.place, "then is an empty list.", "Name at least one outcome.")
    for id in given:
        if id not in outcomes:
            report.error(
                "reference", node.line, raw.place, f'then: there is no outcome "{short(id)}".', did_you_mean(id, outcomes)
            )
    for id in [id for id, times in Counter(given).items() if times > 1]:
        report.warn("form", node.line, raw.place, f'then names "{short(id)}" more than once.', "Name each outcome once.")
    return tuple(dict.fromkeys(given))


def make_timeline(raws: list[Raw], conditions: Conditions, figures: Mapping, report: Report) -> tuple[Step, ...]:
    """Return the steps of the timeline."""
    return tuple(_step(raw, conditions, figures, report) for raw in raws)


def _step(raw: Raw, conditions: Conditions, figures: Mapping, report: Report) -> Step:
    figure = raw.get("figure")
    if figure is not None and figure not in figures:
        report.error(
            "reference", raw.line_of("figure"), raw.place, f'there is no figure "{figure}".', did_you_mean(figure, figures)
        )
    return Step(
        label=raw.get("label", ""),
        figure=figure,
        text=raw.get("text"),
        only=raw.get("only") or "",
        when=conditions.read(raw),
        begun=conditions.read(raw, "begun"),
        first_day=raw.get("first_day") or "",
        line=raw.line,
    )
