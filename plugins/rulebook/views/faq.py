"""The FAQ by decision: each outcome with the situations that can lead there, and the rules that give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rulebook.views import urls
from rulebook.views.shapes import DecisionView, Link, OutcomeEntry, OutcomeView, RuleView, SituationView


def with_entries(decision: DecisionView, situations: Iterable[SituationView]) -> DecisionView:
    """Return the decision with its FAQ entries, one per outcome."""
    reached = _reached(decision.id, situations)
    return replace(decision, entries=tuple(_entry(outcome, decision.table.rules, reached) for outcome in decision.outcomes))


def _entry(outcome: OutcomeView, rules: Iterable[RuleView], reached: Mapping[str, list[Link]]) -> OutcomeEntry:
    givers = tuple(rule for rule in rules if outcome in rule.outcomes)
    anchor = urls.faq_anchor(outcome.decision, outcome.id)
    return OutcomeEntry(outcome, anchor, tuple(reached.get(outcome.id, ())), givers)


def _reached(decision: str, situations: Iterable[SituationView]) -> dict[str, list[Link]]:
    """Return, for each outcome, the situations in which it is possible."""
    found: dict[str, list[Link]] = {}
    for situation in situations:
        for answer in situation.answers:
            for case in answer.outcomes if answer.decision == decision else ():
                found.setdefault(case.outcome.id, []).append(Link(situation.label, f"{situation.url}#{answer.anchor}"))
    return found
