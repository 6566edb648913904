"""Put the whole book together: a rulebook in its view context and the pages of content/ → everything that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from rulebook.content.pages import Page
from rulebook.diagram.compile import Diagram, diagrams
from rulebook.diagram.program import assemble, decision_program
from rulebook.diagram.question_counts import most_ahead, until_the_verdict
from rulebook.geometry.box_tables import Table, reads, tables
from rulebook.model import Decision, Rulebook
from rulebook.site import urls
from rulebook.views.answer_views import general_answer_view
from rulebook.views.brand import brand_view, tone_views
from rulebook.views.faq import with_entries, with_stages
from rulebook.views.in_page import in_page
from rulebook.views.outcomes import outcome_views, role
from rulebook.views.questions import input_view, input_views
from rulebook.views.rows import MOST_OPEN
from rulebook.views.rule_tests import Compiled
from rulebook.views.shapes import BookView, DecisionView, Link, RuleView
from rulebook.views.situations import situation_views
from rulebook.views.sources import figure_views, source_views
from rulebook.views.table import rule_views, table_view
from rulebook.views.timeline import timeline_view
from rulebook.views.unfold import unfolded
from rulebook.wording.context import ViewContext, situations_input

MOST_EXAMPLES = 2  # of one rule


def views(
    context: ViewContext,
    pages: Iterable[Page] = (),
    compiled: Mapping[str, list[Diagram]] | None = None,
    laid_out: Mapping[str, Table] | None = None,
    program: Mapping | None = None,
) -> BookView:
    """Return the book of a rulebook without errors.

    `compiled`, `laid_out` and `program` are its diagrams and tables by decision and its program, if somebody has them.
    """
    rulebook = context.rulebook
    compiled = compiled or {decision.id: diagrams(rulebook, decision) for decision in rulebook.decisions.values()}
    program = program or assemble(rulebook, [decision_program(one, compiled[one.id]) for one in rulebook.decisions.values()])
    laid_out = laid_out or tables(rulebook)
    # with figures in words: a table that somebody has may be of the rulebook as it is written
    laid_out = {id: replace(laid_out[id], decision=decision) for id, decision in rulebook.decisions.items()}
    decisions = {id: _decision(context, laid_out[id], compiled[id]) for id in rulebook.decisions}
    pages, spec = tuple(pages), situations_input(rulebook)
    found = Compiled(context, compiled, laid_out)
    situations = situation_views(found, decisions)
    for_people = {one.id: with_stages(found, one, decisions[one.id], pages) for one in rulebook.for_people}
    return BookView(
        name=rulebook.name or rulebook.title,
        title=rulebook.title,
        language=rulebook.language,
        version=rulebook.version,
        reviewed=context.date(rulebook.reviewed),
        decisions=tuple(with_entries(for_people.get(id, decision), situations) for id, decision in decisions.items()),
        situations=situations,
        situations_input=input_view(context, spec) if spec else None,
        inputs=input_views(context),
        figures=figure_views(context, pages),
        timeline=timeline_view(context),
        sources=source_views(context, pages),
        tones=tone_views(context),
        brand=brand_view(context),
        words=context.words,
        program=in_page({**program, "most": most_ahead(until_the_verdict(program))}),
    )


def _decision(context: ViewContext, laid_out: Table, compiled: list[Diagram]) -> DecisionView:
    decision = laid_out.decision
    outcomes = outcome_views(context, decision)
    rules = rule_views(context, laid_out, outcomes)
    return DecisionView(
        id=decision.id,
        url=urls.decision(decision.id),
        question=decision.question,
        label=decision.label,
        help=context.html(decision.help),
        none=context.html(decision.none),
        hit_policy=decision.hit_policy,
        audience=decision.audience,
        headline=decision.headline,
        summary=decision.summary or "",
        role=role(decision),
        faq_anchor=urls.faq_anchor(decision.id),
        answer=general_answer_view(context, decision.answer),
        depends="",
        stages=(),
        guide=(),
        outcomes=tuple(outcomes.values()),
        table=table_view(context, decision, rules.values()),
        unfolded=unfolded(context, decision, compiled, rules),
        entries=(),
        examples=_examples(tuple(rules.values())),
        reads=_links(context, reads(context.rulebook, decision)),
        read_by=_links(context, _readers(context.rulebook, decision)),
    )


def _examples(rules: Sequence[RuleView]) -> tuple[Link, ...]:
    """Return one or two examples for each rule, or where there are very many rules, one for each outcome."""
    if len(rules) > MOST_OPEN:
        first = {rule.outcomes: rule.examples[:1] for rule in reversed(rules) if rule.examples}
        first_of_each = set(chain.from_iterable(first.values()))
        return tuple(example for rule in rules for example in rule.examples if example in first_of_each)
    return tuple(example for rule in rules for example in rule.examples[:MOST_EXAMPLES])


def _readers(rulebook: Rulebook, decision: Decision) -> list[str]:
    return [other.id for other in rulebook.decisions.values() if decision.id in reads(rulebook, other)]


def _links(context: ViewContext, ids: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(context.rulebook.decisions[id].question, urls.decision(id)) for id in ids)
