"""What every decision for people says in one situation: at the first stage, and what is different at the later ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulebook.diagram.restrict import restricted
from rulebook.model import Decision, Input, Option
from rulebook.site import urls
from rulebook.views.answer_views import general_answer_view
from rulebook.views.cases import case_views
from rulebook.views.leaflet_views import leaflet_view
from rulebook.views.lines import lines_of
from rulebook.views.rule_tests import Compiled
from rulebook.views.shapes import AnswerView, DecisionView, LaterView, LinesView, Link, SituationView
from rulebook.views.stages import Answers, Stage, stages_of
from rulebook.views.timeline import course_view
from rulebook.wording.context import situations_input


def situation_views(compiled: Compiled, decisions: Mapping[str, DecisionView]) -> tuple[SituationView, ...]:
    """Return one view per option of the situations input."""
    spec = situations_input(compiled.context.rulebook)
    if spec is None:
        return ()
    stages = stages_of(compiled.context)
    return tuple(_situation(compiled, spec, option, stages, decisions) for option in spec.options.values())


def _situation(
    compiled: Compiled, spec: Input, option: Option, stages: tuple[Stage, ...], decisions: Mapping[str, DecisionView]
) -> SituationView:
    context, rulebook = compiled.context, compiled.context.rulebook
    here: Answers = {spec.id: (list(spec.options).index(option.id),)}
    asked = rulebook.for_people
    by_stage = [[_lines(compiled, one, decisions, {**here, **stage.answers}) for one in asked] for stage in stages]
    now = dict(zip([one.id for one in asked], by_stage[0], strict=True))
    return SituationView(
        id=option.id,
        url=urls.situation(option.id),
        label=option.label,
        phrase=option.phrase or option.label,
        help=context.plain(option.help),
        query=urls.query({spec.id: option.id}),
        faq_anchor=urls.situation_anchor(option.id),
        lead=general_answer_view(context, option.lead),
        stage=stages[0].words,
        leaflet=leaflet_view(compiled, option, here, stages, [lines[0] or LinesView(()) for lines in by_stage], decisions),
        course=course_view(compiled, {**here, **stages[0].answers}),
        later=tuple(
            _later(by_stage[0], stage, asked, each)
            for stage, each in zip(stages[1:], by_stage[1:], strict=True)
            if each != by_stage[0]
        ),
        answers=tuple(_answer(compiled, spec, option.id, one, decisions[one.id], now[one.id]) for one in asked),
        behind={one.id: urls.answer_anchor(option.id, one.id) for one in rulebook.decisions.values() if one.audience != "people"},
    )


def _lines(compiled: Compiled, decision: Decision, decisions: Mapping[str, DecisionView], answers: Answers) -> LinesView | None:
    return lines_of(compiled, decision, {one.id: one for one in decisions[decision.id].outcomes}, answers)


def _later(
    now: Sequence[LinesView | None], stage: Stage, asked: Sequence[Decision], lines_by_decision: Sequence[LinesView | None]
) -> LaterView:
    """Return what a stage says otherwise than the first one; the headline's verdicts in any case."""
    others = [
        (Link(one.question, urls.decision(one.id)), lines)
        for one, before, lines in list(zip(asked, now, lines_by_decision, strict=True))[1:]
        if lines is not None and lines.all and (before is None or _in_words(lines) != _in_words(before))
    ]
    return LaterView(stage.id, stage.words, tuple(others), lines_by_decision[0] or LinesView(()))


def _in_words(lines: LinesView) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(line.when, tuple(one.id for one in line.outcomes)) for line in lines.all]


def _answer(
    compiled: Compiled, spec: Input, situation: str, decision: Decision, view: DecisionView, now: LinesView | None
) -> AnswerView:
    context, anchor = compiled.context, urls.answer_anchor(situation, decision.id)
    place, child = list(context.rulebook.inputs).index(spec.id), list(spec.options).index(situation)
    left = [restricted(each, place, child) for each in compiled.diagrams[decision.id]]
    return AnswerView(
        decision=decision.id,
        question=decision.question,
        anchor=anchor,
        url=view.url,
        full=f"{urls.situation(situation)}#{anchor}",
        outcomes=case_views(context, decision, left, {one.id: one for one in view.outcomes}),
        now=now,
        none=view.none,
        in_front=decision is context.rulebook.for_people[0] or view.role == "gather",
    )
