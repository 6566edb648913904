"""The FAQ by decision: each outcome with the situations that can lead there, and the rules that give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rulebook.site import urls
from rulebook.views.shapes import AnswerView, DecisionView, Link, OutcomeEntry, OutcomeView, RuleView, SituationView


def with_entries(decision: DecisionView, situations: Iterable[SituationView]) -> DecisionView:
    """Return the decision with its FAQ entries, one per outcome."""
    answers = {
        Link(one.label, answer.full): answer for one in situations for answer in one.answers if answer.decision == decision.id
    }
    return replace(decision, entries=tuple(_entry(outcome, decision.table.rules, answers) for outcome in decision.outcomes))


def _entry(outcome: OutcomeView, rules: Iterable[RuleView], answers: Mapping[Link, AnswerView]) -> OutcomeEntry:
    givers = tuple(rule for rule in rules if outcome in rule.outcomes)
    there = [link for link, answer in answers.items() if any(case.outcome.id == outcome.id for case in answer.outcomes)]
    others = tuple(link for link in answers if link not in there)
    return OutcomeEntry(outcome, urls.faq_anchor(outcome.decision, outcome.id), tuple(there), others, givers)
