"""The timeline: a chain of steps, each with its own figure; never a sum."""

from __future__ import annotations

from rulebook.model import UNKNOWN, Step, Test
from rulebook.views.rule_tests import Compiled
from rulebook.views.shapes import StepView
from rulebook.views.stages import Answers
from rulebook.wording.conditions import conditions
from rulebook.wording.context import ViewContext


def timeline_view(context: ViewContext) -> tuple[StepView, ...]:
    """Return the steps in order."""
    return tuple(_step(context, step) for step in context.rulebook.timeline)


def _step(context: ViewContext, step: Step) -> StepView:
    condition = conditions(context, step.when)
    when = context.words["case_if"].format(conditions=condition) if condition else ""
    figure = context.figure(step.figure) if step.figure else ""
    first_day = step.first_day or context.words["checker_since"]
    return StepView(step.label, figure, context.html(step.text), when, step.only, first_day)


def course_view(compiled: Compiled, answers: Answers) -> tuple[StepView, ...]:
    """Return the steps that may come under some answers, in order."""
    return tuple(
        _step(compiled.context, step)
        for step in compiled.context.rulebook.timeline
        if all(_may_pass(compiled, answers, column, test) for column, test in step.when.items())
    )


def _may_pass(compiled: Compiled, answers: Answers, column: str, test: Test) -> bool:
    rulebook = compiled.context.rulebook
    if column in rulebook.decisions:
        decision = rulebook.decisions[column]
        return decision.hit_policy == "collect" or not test.options.isdisjoint(compiled.outcomes(decision, answers))
    options = (*rulebook.inputs[column].options, UNKNOWN)
    there = {options[place] for place in answers.get(column, range(len(options)))}
    return column not in answers or not test.options.isdisjoint(there) or (test.unknown and UNKNOWN in there)
