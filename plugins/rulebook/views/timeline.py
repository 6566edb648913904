"""The timeline: a chain of steps, each with its own figure; never a sum."""

from __future__ import annotations

from rulebook.model import Step
from rulebook.views.shapes import StepView
from rulebook.wording.conditions import conditions
from rulebook.wording.context import ViewContext


def timeline_view(context: ViewContext) -> tuple[StepView, ...]:
    """Return the steps in order."""
    return tuple(_step(context, step) for step in context.rulebook.timeline)


def _step(context: ViewContext, step: Step) -> StepView:
    condition = conditions(context, step.when)
    when = context.words["case_if"].format(conditions=condition) if condition else ""
    figure = context.figure(step.figure) if step.figure else ""
    return StepView(label=step.label, figure=figure, text=context.html(step.text), when=when)
