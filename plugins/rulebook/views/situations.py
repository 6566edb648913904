"""What every decision says in one situation: the outcomes that can come, when each does, and the whole way there."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.diagram import Diagram
from rulebook.model import Decision, Input, Option
from rulebook.views import urls
from rulebook.views.cases import case_views, in_brief
from rulebook.views.restrict import restricted
from rulebook.views.setting import Setting, situations_input
from rulebook.views.shapes import AnswerView, DecisionView, SituationView
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
    return SituationView(
        id=option.id,
        url=urls.situation(option.id),
        label=option.label,
        phrase=option.phrase or option.label,
        help=setting.plain(option.help),
        query=urls.query({spec.id: option.id}),
        faq_anchor=urls.situation_anchor(option.id),
        answers=tuple(
            _answer(setting, option.id, decision, [restricted(one, place, child) for one in compiled[id]], decisions[id])
            for id, decision in setting.rulebook.decisions.items()
        ),
    )


def _answer(setting: Setting, situation: str, decision: Decision, left: list[Diagram], view: DecisionView) -> AnswerView:
    anchor = urls.answer_anchor(situation, decision.id)
    cases = case_views(setting, decision, left, {one.id: one for one in view.outcomes})
    return AnswerView(
        decision=decision.id,
        question=decision.question,
        anchor=anchor,
        url=view.url,
        full=f"{urls.situation(situation)}#{anchor}",
        outcomes=cases,
        brief=in_brief(decision, left, cases),
        unfolded=unfolded(setting, decision, left, {one.id: one for one in view.table.rules}, prefix=situation),
    )
