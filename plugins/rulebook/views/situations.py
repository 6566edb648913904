"""What every decision for people says in one situation: the outcomes that can come, when each does, and the whole way there."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.diagram.compile import Diagram
from rulebook.diagram.restrict import restricted
from rulebook.model import Decision, Input, Option
from rulebook.site import urls
from rulebook.views.cases import case_views, in_brief
from rulebook.views.shapes import AnswerView, DecisionView, SituationView
from rulebook.views.unfold import unfolded
from rulebook.wording.context import ViewContext, situations_input


def situation_views(
    context: ViewContext, compiled: Mapping[str, list[Diagram]], decisions: Mapping[str, DecisionView]
) -> tuple[SituationView, ...]:
    """Return one view per option of the situations input."""
    spec = situations_input(context.rulebook)
    if spec is None:
        return ()
    return tuple(_situation(context, spec, option, compiled, decisions) for option in spec.options.values())


def _situation(context: ViewContext, spec: Input, option: Option, compiled: Mapping, decisions: Mapping) -> SituationView:
    place, child = list(context.rulebook.inputs).index(spec.id), list(spec.options).index(option.id)
    return SituationView(
        id=option.id,
        url=urls.situation(option.id),
        label=option.label,
        phrase=option.phrase or option.label,
        help=context.plain(option.help),
        query=urls.query({spec.id: option.id}),
        faq_anchor=urls.situation_anchor(option.id),
        answers=tuple(
            _answer(context, option.id, one, [restricted(each, place, child) for each in compiled[one.id]], decisions[one.id])
            for one in context.rulebook.for_people
        ),
        behind={
            one.id: urls.answer_anchor(option.id, one.id)
            for one in context.rulebook.decisions.values()
            if one.audience != "people"
        },
    )


def _answer(context: ViewContext, situation: str, decision: Decision, left: list[Diagram], view: DecisionView) -> AnswerView:
    anchor = urls.answer_anchor(situation, decision.id)
    cases = case_views(context, decision, left, {one.id: one for one in view.outcomes})
    return AnswerView(
        decision=decision.id,
        question=decision.question,
        anchor=anchor,
        url=view.url,
        full=f"{urls.situation(situation)}#{anchor}",
        outcomes=cases,
        brief=in_brief(decision, left, cases),
        unfolded=unfolded(context, decision, left, {one.id: one for one in view.table.rules}, prefix=situation),
    )
