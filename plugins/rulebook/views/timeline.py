"""The timeline: a chain of steps, each with its own figure; never a sum."""

from __future__ import annotations

from rulebook.diagram.joint import leaves_together
from rulebook.diagram.restrict import OUT
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import UNKNOWN, Decision, Rulebook, Step, Test
from rulebook.views.rule_tests import Compiled
from rulebook.views.shapes import StepView
from rulebook.views.stages import Answers, under
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
    return tuple(_step(compiled.context, step) for step in _course(compiled, answers))


def course_after(
    compiled: Compiled, headline: Decision, answers: Answers, most_steps: int
) -> tuple[tuple[StepView, frozenset[str]], ...]:
    """Return the steps that may come, each with the ids of the headline's outcomes that it may come after.

    Where more than `most_steps` are needed to find these, they are all that there are.
    """
    found = [(step, _after(compiled, headline, step, answers, most_steps)) for step in _course(compiled, answers)]
    return tuple((_step(compiled.context, step), ids) for step, ids in found if ids)


def _course(compiled: Compiled, answers: Answers) -> list[Step]:
    timeline = compiled.context.rulebook.timeline
    return [step for step in timeline if all(_may_pass(compiled, answers, *test) for test in step.when.items())]


def _after(compiled: Compiled, headline: Decision, step: Step, answers: Answers, most_steps: int) -> frozenset[str]:
    rulebook = compiled.context.rulebook
    if headline.hit_policy == "collect":
        return frozenset(headline.outcomes)
    there = {**answers, **_narrowed(rulebook, step, answers)}
    read = [rulebook.decisions[name] for name in step.when if name in rulebook.decisions]
    read = [decision for decision in read if decision.hit_policy != "collect"]
    diagrams = [under(rulebook, compiled.diagrams[one.id][0], there) for one in (headline, *read)]
    try:
        together = leaves_together(diagrams, Steps(most_steps))
    except OutOfSteps:
        return frozenset(headline.outcomes)
    return frozenset(
        headline.rules[verdict].then[0]
        for verdict, *others in together
        if OUT not in (verdict, *others)
        and all(one.rules[at].then[0] in step.when[one.id].options for one, at in zip(read, others, strict=True))
    )


def _narrowed(rulebook: Rulebook, step: Step, answers: Answers) -> Answers:
    """Return the answers to choices under which a step holds, of those that are there."""
    found = {}
    for name, test in step.when.items():
        if name in rulebook.inputs and rulebook.inputs[name].type == "choice":
            options = (*rulebook.inputs[name].options, UNKNOWN)
            passing = {at for at, id in enumerate(options) if id in test.options or (test.unknown and id == UNKNOWN)}
            found[name] = tuple(sorted(passing & set(answers.get(name, passing))))
    return found


def _may_pass(compiled: Compiled, answers: Answers, column: str, test: Test) -> bool:
    rulebook = compiled.context.rulebook
    if column in rulebook.decisions:
        decision = rulebook.decisions[column]
        return decision.hit_policy == "collect" or not test.options.isdisjoint(compiled.outcomes(decision, answers))
    options = (*rulebook.inputs[column].options, UNKNOWN)
    there = {options[place] for place in answers.get(column, range(len(options)))}
    return column not in answers or not test.options.isdisjoint(there) or (test.unknown and UNKNOWN in there)
