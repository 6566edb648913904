"""The FAQ by decision: what each can say, stage by stage, and each outcome with the situations and rules that lead there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rulebook.content.pages import Page
from rulebook.diagram.compile import Diagram
from rulebook.diagram.restrict import asked_shares
from rulebook.model import Decision
from rulebook.site import urls
from rulebook.views.lines import lines_of
from rulebook.views.rule_tests import Compiled
from rulebook.views.shapes import (
    AnswerView,
    DecisionView,
    LinesView,
    LineView,
    Link,
    OutcomeEntry,
    OutcomeView,
    RuleView,
    SituationView,
    StageView,
)
from rulebook.views.stages import Answers, stages_of, under
from rulebook.wording.context import ViewContext
from rulebook.wording.quantities import list_words

MOST_PAGES = 1  # of the guide, led to from an answer
MOST_NAMED = 3  # inputs that an answer is said to depend on


def with_entries(decision: DecisionView, situations: Iterable[SituationView]) -> DecisionView:
    """Return the decision with its FAQ entries, one per outcome."""
    answers = {
        Link(one.label, answer.full): answer for one in situations for answer in one.answers if answer.decision == decision.id
    }
    return replace(decision, entries=tuple(_entry(outcome, decision.table.rules, answers) for outcome in decision.outcomes))


def with_stages(compiled: Compiled, decision: Decision, view: DecisionView, pages: Iterable[Page]) -> DecisionView:
    """Return the decision with what it can say at each stage, the outcomes anchored where they are told first."""
    outcomes, anchored = {one.id: one for one in view.outcomes}, set[str]()
    stages = stages_of(compiled.context)
    found = [(stage, lines_of(compiled, decision, outcomes, stage.answers)) for stage in stages]
    views = tuple(
        StageView(stage.id, stage.words, _anchored(lines, anchored)) for stage, lines in found if lines is not None and lines.all
    )
    depends = _depends(compiled.context, compiled.diagrams[decision.id], stages[0].answers)
    return replace(view, stages=views, depends=depends, guide=tuple(islice(_guide(decision, pages), MOST_PAGES)))


def _anchored(lines: LinesView, anchored: set[str]) -> LinesView:
    """Return lines with the anchors of the outcomes that have not been told before, and note that they are."""

    def one(line: LineView) -> LineView:
        fresh = [outcome for outcome in line.outcomes if outcome.id not in anchored]
        anchored.update(outcome.id for outcome in fresh)
        return replace(line, anchors=tuple(anchor for outcome in fresh for anchor in _anchors(outcome)))

    groups = tuple((words, tuple(map(one, each))) for words, each in lines.groups)
    return LinesView(groups, tuple(map(one, lines.before)))


def _anchors(outcome: OutcomeView) -> Iterator[str]:
    """Yield the anchor of an outcome, and those under its former ids."""
    yield urls.faq_anchor(outcome.decision, outcome.id)
    yield from (one.faq_anchor for one in outcome.former)


def _depends(context: ViewContext, diagrams: Sequence[Diagram], answers: Answers) -> str:
    """Return which answers the outcome depends on most, as a sentence; "" where it depends on none."""
    asked: Counter[int] = Counter()
    for diagram in diagrams:
        asked.update(asked_shares(under(context.rulebook, diagram, answers)))
    most = {place for place, _ in asked.most_common(MOST_NAMED)}
    labels = [spec.label for place, spec in enumerate(context.rulebook.inputs.values()) if place in most]
    key = "depends_most_on" if len(asked) > MOST_NAMED else "depends_on"
    return context.words[key].format(labels=list_words(labels, context.words, "and")) if labels else ""


def _guide(decision: Decision, pages: Iterable[Page]) -> Iterator[Link]:
    """Yield the pages of the guide that link a decision, or show a part of it."""
    names = (f"ref:{decision.id})", f"ref:{decision.id}/", f"ref:{decision.id}.", f" {decision.id} }}}}", f" {decision.id}.")
    yield from (
        Link(page.title, page.url) for page in pages if page.folder == "guide" and any(each in page.body for each in names)
    )


def _entry(outcome: OutcomeView, rules: Iterable[RuleView], answers: Mapping[Link, AnswerView]) -> OutcomeEntry:
    givers = tuple(rule for rule in rules if outcome in rule.outcomes)
    there = [link for link, answer in answers.items() if any(case.outcome.id == outcome.id for case in answer.outcomes)]
    others = tuple(link for link in answers if link not in there)
    return OutcomeEntry(outcome, urls.faq_anchor(outcome.decision, outcome.id), tuple(there), others, givers)
