"""The timeline: a chain of steps, each with its own figure; never a sum."""

from __future__ import annotations

from rulebook.model import Step
from rulebook.views.sentences import conditions
from rulebook.views.setting import Setting
from rulebook.views.shapes import StepView


def timeline_view(setting: Setting) -> tuple[StepView, ...]:
    """Return the steps in order."""
    return tuple(_step(setting, step) for step in setting.rulebook.timeline)


def _step(setting: Setting, step: Step) -> StepView:
    said = conditions(setting, step.when)
    when = setting.words["case_if"].format(conditions=said) if said else ""
    return StepView(step.label, setting.figure(step.figure) if step.figure else "", setting.html(step.text), when)
