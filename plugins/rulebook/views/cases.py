"""The outcomes that are still possible, each with the conditions that lead to it: exact, or said to be many."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from rulebook.diagram.compile import Diagram
from rulebook.diagram.paths import paths
from rulebook.diagram.restrict import first_met, leaves
from rulebook.model import Decision, Test
from rulebook.views.shapes import CaseView, OutcomeView
from rulebook.wording.conditions import conditions
from rulebook.wording.context import ViewContext

MOST_SAID = 8  # so many paths to one outcome are said; beyond, the steps tell them better
REST = 6  # an outcome with at least so many paths, more than any other, is "every other case"
FEW = 4  # so many outcomes are told as one meets them; more in the order of the file

PathsByOutcome = dict[str, list[dict[str, Test]]]


def case_views(
    context: ViewContext, decision: Decision, compiled: list[Diagram], outcomes: Mapping[str, OutcomeView]
) -> tuple[CaseView, ...]:
    """Return one view per outcome that the diagrams can lead to, "every other case" last."""
    collect = decision.hit_policy == "collect"
    found = _collected(context, decision, compiled) if collect else _decided(context, decision, compiled[0])
    rest = None if collect else _rest(found)
    cases = {id: _case(context, outcomes[id], found[id]) for id in _ordered(found, decision) if id != rest}
    if rest:
        cases[rest] = CaseView(outcomes[rest], (context.words["case_otherwise"],), rest=True)
    return tuple(cases.values())


def _ordered(found: PathsByOutcome, decision: Decision) -> list[str]:
    return list(found) if len(found) <= FEW else [id for id in decision.outcomes if id in found]


def _decided(context: ViewContext, decision: Decision, diagram: Diagram) -> PathsByOutcome:
    """Return the paths to each outcome, those that first answers lead to first; no paths where there are too many."""
    inputs = list(context.rulebook.inputs.values())
    found = paths(diagram, inputs, lambda leaf: decision.rules[leaf].then[0], MOST_SAID)
    met = dict.fromkeys(decision.rules[leaf].then[0] for leaf in first_met(diagram))
    return {id: found.get(id, []) for id in met}


def _collected(context: ViewContext, decision: Decision, compiled: list[Diagram]) -> PathsByOutcome:
    """Return the paths to each outcome through any of the rules that give it; no paths where there are too many."""
    inputs = list(context.rulebook.inputs.values())
    rules = {rule.id: rule for rule in decision.rules}
    found: dict[str, list[list[dict[str, Test]]]] = {}
    for diagram in compiled:
        if not diagram.rule or 0 not in leaves(diagram):
            continue
        through = paths(diagram, inputs, lambda leaf: leaf, MOST_SAID).get(0, [])
        for id in rules[diagram.rule].then:
            found.setdefault(id, []).append(through)
    return {id: list(chain.from_iterable(each)) if all(each) else [] for id, each in found.items()}


def _rest(found: PathsByOutcome) -> str | None:
    """Return the outcome that is best said last, as what holds in every other case; all others must be said in full."""
    unsaid = [id for id, each in found.items() if not each]
    if len(found) < 2 or len(unsaid) > 1:
        return None
    longest = max(found, key=lambda id: (len(found[id]), sum(len(path) for path in found[id])))
    return unsaid[0] if unsaid else longest if len(found[longest]) >= REST else None


def _case(context: ViewContext, outcome: OutcomeView, found: list[dict[str, Test]]) -> CaseView:
    if {} in found:
        return CaseView(outcome, ())
    if not 0 < len(found) <= MOST_SAID:
        return CaseView(outcome, (), several=True)
    phrases = (context.words["case_if"].format(conditions=conditions(context, path)) for path in found)
    return CaseView(outcome, tuple(dict.fromkeys(phrases)))
