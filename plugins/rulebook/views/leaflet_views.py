"""What a leaflet tells of a situation: the first stage, and the later ones that its lead speaks of; other answers by verdict.

Of the stages that are left it has what the headline says there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rulebook.diagram.compile import Diagram
from rulebook.diagram.joint import leaves_together
from rulebook.diagram.restrict import OUT, asked_shares, leaves
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Decision, Option, Rule
from rulebook.views.lines import lines_of
from rulebook.views.other_stages import other_stages
from rulebook.views.rule_tests import Compiled
from rulebook.views.shapes import DecisionView, LeafletAnswer, LeafletStage, LeafletView, LinesView, WithVerdicts
from rulebook.views.stages import Answers, Stage, under
from rulebook.views.timeline import course_after
from rulebook.wording.markdown import parse, references

MOST_STEPS = 50_000  # of finding which outcomes come with which verdicts; beyond, conditions tell it

Pair = tuple[int, bool]  # the leaf of a verdict, and whether an outcome may come with it


def leaflet_view(
    compiled: Compiled,
    option: Option,
    here: Answers,
    stages: Sequence[Stage],
    by_stage: Sequence[LinesView],
    decisions: Mapping[str, DecisionView],
) -> LeafletView:
    """Return what a leaflet tells where a situation is `here`; its lead's links say which stages people in it are at.

    `by_stage` is what the headline says at each stage.
    """
    headline, *others = compiled.context.rulebook.for_people
    first, further = stages[0], _together(_met(compiled, option, here, stages))
    told = [first, Stage("", compiled.context.words["print_later"], further)] if further else [first]
    answers = {**here, **_together([each.answers for each in told])}
    verdict = under(compiled.context.rulebook, compiled.diagrams[headline.id][0], answers)
    spec = compiled.context.rulebook.inputs.get(compiled.context.rulebook.stages or "")
    verdicts = [by_stage[0], *(_verdicts(compiled, headline, {**here, **each.answers}, decisions) for each in told[1:])]
    shown = tuple(LeafletStage(each.words, lines) for each, lines in zip(told, verdicts, strict=True))
    said = frozenset(outcome for each in shown for line in each.verdicts.all for outcome in line.outcomes)
    return LeafletView(
        stages=shown,
        answers=tuple(_answer(compiled, headline, verdict, each, answers, decisions[each.id]) for each in others),
        days=_days(compiled, headline, answers),
        course=course_after(compiled, headline, answers, MOST_STEPS),
        stage_question=spec.question if spec else "",
        other_stages=other_stages(compiled.context, list(zip(stages, by_stage, strict=True))[1:], said),
    )


def _met(compiled: Compiled, option: Option, here: Answers, stages: Sequence[Stage]) -> list[Answers]:
    """Return the answers to the question of the stage that give what a lead links to and the first stage does not."""
    points: list[Answers] = [{id: (place,)} for each in stages[1:] for id, places in each.answers.items() for place in places]
    found = []
    for name, mark, id in references(parse(option.lead.text)) if option.lead else ():
        decision = compiled.context.rulebook.decisions.get(name)
        if decision and id not in _given(compiled, decision, mark, {**here, **stages[0].answers}):
            found += [each for each in points if id in _given(compiled, decision, mark, {**here, **each})]
    return found


def _given(compiled: Compiled, decision: Decision, mark: str, answers: Answers) -> set[str]:
    """Return the outcomes (".") or the rules ("/") of a decision that are possible under some answers."""
    there = [under(compiled.context.rulebook, each, answers) for each in compiled.diagrams[decision.id]]
    held = [rule for rule in decision.rules if any(_may_hold(decision, rule, each) for each in there)]
    return {rule.id for rule in held} if mark == "/" else {id for rule in held for id in rule.then}


def _may_hold(decision: Decision, rule: Rule, diagram: Diagram) -> bool:
    return (0 if diagram.rule == rule.id else -1 if diagram.rule else decision.rules.index(rule)) in leaves(diagram)


def _together(some: Sequence[Answers]) -> Answers:
    """Return answers of which each input may have any that one of some allows."""
    found: dict[str, set[int]] = {}
    for answers in some:
        for id, places in answers.items():
            found.setdefault(id, set()).update(places)
    return {id: tuple(sorted(places)) for id, places in found.items()}


def _verdicts(compiled: Compiled, headline: Decision, answers: Answers, decisions: Mapping[str, DecisionView]) -> LinesView:
    return lines_of(compiled, headline, {one.id: one for one in decisions[headline.id].outcomes}, answers) or LinesView(())


def _days(compiled: Compiled, headline: Decision, answers: Answers) -> tuple[str, ...]:
    """Return the questions for a day that the verdict depends on, here or, if on none, in any situation."""
    rulebook = compiled.context.rulebook
    forms = [(place, spec.ask_for) for place, spec in enumerate(rulebook.inputs.values())]
    days = {place: form.question for place, form in forms if form and form.kind == "date"}
    for here in (answers, {}):
        asked = {place for each in compiled.diagrams[headline.id] for place in asked_shares(under(rulebook, each, here))}
        if found := tuple(question for place, question in days.items() if place in asked):
            return found
    return ()


def _answer(
    compiled: Compiled, headline: Decision, verdict: Diagram, decision: Decision, answers: Answers, view: DecisionView
) -> LeafletAnswer:
    outcomes = {one.id: one for one in view.outcomes}
    return LeafletAnswer(
        question=decision.question,
        lines=lines_of(compiled, decision, outcomes, answers),
        verdicts={outcomes[id]: found for id, found in _with_verdicts(compiled, headline, verdict, decision, answers).items()},
        none=view.none,
        in_front=view.role == "gather",
        at_a_glance=bool(view.summary),
    )


def _with_verdicts(
    compiled: Compiled, headline: Decision, verdict: Diagram, decision: Decision, answers: Answers
) -> dict[str, WithVerdicts]:
    """Return the outcomes of a decision with the verdicts that each comes with; nothing where that takes too long to find."""
    if headline.hit_policy == "collect":
        return {}
    there = [under(compiled.context.rulebook, one, answers) for one in compiled.diagrams[decision.id]]
    steps = Steps(MOST_STEPS)
    try:
        together = dict(
            _collected(verdict, decision, there, steps)
            if decision.hit_policy == "collect"
            else _decided(verdict, decision, there[0], steps)
        )
    except OutOfSteps:
        return {}
    names = {leaf: rule.then[0] for leaf, rule in enumerate(headline.rules)}
    return {id: _summed(pairs, names) for id, pairs in together.items() if any(given for _, given in pairs)}


def _decided(verdict: Diagram, decision: Decision, diagram: Diagram, steps: Steps) -> Iterator[tuple[str, set[Pair]]]:
    """Yield each outcome with the leaves of the verdicts, and whether it is given with them. Raise OutOfSteps."""
    pairs = [(leaf, decision.rules[other].then[0]) for leaf, other in leaves_together([verdict, diagram], steps) if leaf != OUT]
    for id in decision.outcomes:
        yield id, {(leaf, given == id) for leaf, given in pairs}


def _collected(
    verdict: Diagram, decision: Decision, diagrams: Sequence[Diagram], steps: Steps
) -> Iterator[tuple[str, set[Pair]]]:
    """Yield the same for a list: each of its outcomes is given where any of its rules holds. Raise OutOfSteps."""
    giving = {rule.id: rule.then for rule in decision.rules}
    for id in decision.outcomes:
        rules = [one for one in diagrams if one.rule and id in giving[one.rule]]
        yield id, {(leaf, 0 in rest) for leaf, *rest in leaves_together([verdict, *rules], steps) if leaf != OUT}


def _summed(pairs: Iterable[Pair], names: Mapping[int, str]) -> WithVerdicts:
    given, not_given = ({names[leaf] for leaf, there in pairs if there == wanted} for wanted in (True, False))
    return WithVerdicts(frozenset(given), always=not given & not_given)
