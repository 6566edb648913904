"""What every decision says in one situation: the outcomes that can come, when each does, and the whole way there."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.diagram import Diagram
from rulebook.model import Decision, Input, Option, Rule
from rulebook.views import urls
from rulebook.views.restrict import leaves, restricted
from rulebook.views.sentences import Given, conditions
from rulebook.views.setting import Setting, situations_input
from rulebook.views.shapes import AnswerView, CaseView, DecisionView, OutcomeView, SituationView
from rulebook.views.unfold import unfolded


def situation_views(
    setting: Setting, compiled: Mapping[str, list[Diagram]], decisions: Mapping[str, DecisionView]
) -> tuple[SituationView, ...]:
    """Return one view per option of the situations input."""
    spec = situations_input(setting.rulebook)
    options = spec.options.values() if spec else ()
    return tuple(_situation(setting, spec, option, compiled, decisions) for option in options)


def _situation(setting: Setting, spec: Input, option: Option, compiled: Mapping, decisions: Mapping) -> SituationView:
    place, child = list(setting.rulebook.inputs).index(spec.id), list(spec.options).index(option.id)
    left = {id: [restricted(diagram, place, child) for diagram in each] for id, each in compiled.items()}
    given = _given(setting, left) | {spec.id: frozenset((option.id,))}
    return SituationView(
        id=option.id,
        url=urls.situation(option.id),
        label=option.label,
        phrase=option.phrase or option.label,
        help=setting.plain(option.help),
        query=urls.query({spec.id: option.id}),
        faq_anchor=urls.situation_anchor(option.id),
        answers=tuple(
            _answer(setting, option.id, given, decision, left[decision.id], decisions[decision.id])
            for decision in setting.rulebook.decisions.values()
        ),
    )


def _given(setting: Setting, left: Mapping[str, list[Diagram]]) -> dict[str, frozenset[str]]:
    """Return the outcomes that each decision can still have."""
    decisions = setting.rulebook.decisions
    return {
        id: frozenset(outcome for rule in possible_rules(decisions[id], diagrams) for outcome in rule.then)
        for id, diagrams in left.items()
    }


def _answer(
    setting: Setting, situation: str, given: Given, decision: Decision, left: list[Diagram], view: DecisionView
) -> AnswerView:
    outcomes, rules = {one.id: one for one in view.outcomes}, {one.id: one for one in view.table.rules}
    return AnswerView(
        decision=decision.id,
        question=decision.question,
        anchor=urls.answer_anchor(situation, decision.id),
        url=view.url,
        outcomes=cases(setting, decision, possible_rules(decision, left), given, outcomes),
        unfolded=unfolded(setting, decision, left, rules, prefix=situation, given=given),
    )


def possible_rules(decision: Decision, compiled: list[Diagram]) -> list[Rule]:
    """Return the rules that can still hold, in file order."""
    if decision.hit_policy == "collect":
        alive = {diagram.rule for diagram in compiled if 0 in leaves(diagram)}
        return [rule for rule in decision.rules if rule.id in alive]
    return [decision.rules[place] for place in sorted(leaves(compiled[0]))]


def cases(
    setting: Setting, decision: Decision, rules: list[Rule], given: Given, outcomes: Mapping[str, OutcomeView]
) -> tuple[CaseView, ...]:
    """Return the outcomes that these rules give, each once, with the conditions that lead to it."""
    alone = len({rule.then for rule in rules}) == 1 and decision.hit_policy != "collect"
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for id in rule.then:
            found.setdefault(id, []).append(rule)
    return tuple(
        CaseView(outcomes[id], () if alone else _when(setting, decision, givers, given)) for id, givers in found.items()
    )


def _when(setting: Setting, decision: Decision, rules: list[Rule], given: Given) -> tuple[str, ...]:
    said = [conditions(setting, rule.when, given) for rule in rules]
    if decision.hit_policy == "collect" and "" in said:
        return ()
    phrases = [setting.words["case_if"].format(conditions=one) if one else setting.words["case_otherwise"] for one in said]
    return tuple(dict.fromkeys(phrases))
