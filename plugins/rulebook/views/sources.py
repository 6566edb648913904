"""Facts, figures and what rests on them: every "why" ends here, every figure and fact knows its uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulebook.content.pages import Page, citations
from rulebook.load.figure_uses import figures_used
from rulebook.model import Citation, Decision, Fact, Figure, Outcome, Rule, Source
from rulebook.site import urls
from rulebook.views.shapes import FactView, FigureView, Link, SourceView
from rulebook.wording.conditions import rule_sentence
from rulebook.wording.context import ViewContext


def figure_views(context: ViewContext, pages: Iterable[Page]) -> tuple[FigureView, ...]:
    """Return every figure with the places that print or test it."""
    uses: dict[str, dict[Link, None]] = {}
    for id, link in _uses_of_figures(context, pages):
        uses.setdefault(id, {})[link] = None
    return tuple(_figure(context, each, tuple(uses.get(each.id, ()))) for each in context.rulebook.figures.values())


def source_views(context: ViewContext, pages: Iterable[Page]) -> tuple[SourceView, ...]:
    """Return every source with its facts and what rests on each."""
    uses: dict[Citation, dict[Link, None]] = {}
    for citation, link in _uses_of_facts(context, pages):
        uses.setdefault(citation, {})[link] = None
    return tuple(_source(context, each, uses) for each in context.rulebook.sources.values())


def _figure(context: ViewContext, figure: Figure, uses: tuple[Link, ...]) -> FigureView:
    return FigureView(
        id=figure.id,
        label=figure.label,
        words=context.figure(figure.id),
        cites=context.cites(figure.source),
        uses=uses,
        anchor=urls.figure_anchor(figure.id),
        url=urls.figure(figure.id),
    )


def _source(context: ViewContext, source: Source, uses: dict) -> SourceView:
    return SourceView(
        id=source.id,
        url=urls.source(source.id),
        title=source.title,
        link=source.url or "",
        retrieved=context.date(source.retrieved),
        facts=tuple(_fact(context, source, fact, uses) for fact in source.facts.values()),
        uses=tuple(uses.get(Citation(source.id, ""), ())),
    )


def _fact(context: ViewContext, source: Source, fact: Fact, uses: dict) -> FactView:
    return FactView(
        id=fact.id,
        heading=fact.heading,
        text=context.html(fact.text, inline=True),
        unused=source.unused.get(fact.id, ""),
        uses=tuple(uses.get(Citation(source.id, fact.id), ())),
    )


def _uses_of_facts(context: ViewContext, pages: Iterable[Page]) -> Iterator[tuple[Citation, Link]]:
    """Yield each citation with a link to what makes it: figures, outcomes, rules, pages."""
    words, rulebook = context.words, context.rulebook
    for figure in rulebook.figures.values():
        link = Link(words["use_figure"].format(label=figure.label, figure=context.figure(figure.id)), urls.figure(figure.id))
        yield from ((citation, link) for citation in figure.source)
    for decision in rulebook.decisions.values():
        for outcome in decision.outcomes.values():
            yield from ((citation, _outcome_link(context, decision, outcome)) for citation in outcome.source)
        for rule in decision.rules:
            yield from ((citation, _rule_link(context, decision, rule)) for citation in rule.source)
    for page in pages:
        yield from ((citation, Link(page.title, page.url)) for citation in citations(page, rulebook.sources))


def _uses_of_figures(context: ViewContext, pages: Iterable[Page]) -> Iterator[tuple[str, Link]]:
    """Yield each figure's id with a link to what tests or prints it: texts as written name it, links have its words."""
    shown = context.rulebook
    for spec in context.written.inputs.values():
        yield from _used(spec, Link(shown.inputs[spec.id].question, urls.CHECK))
    for decision in context.written.decisions.values():
        resolved = shown.decisions[decision.id]
        texts = (decision.question, decision.label, decision.help, decision.none)
        yield from _used(texts, Link(resolved.question, urls.decision(decision.id)))
        for outcome in decision.outcomes.values():
            yield from _used(outcome, _outcome_link(context, resolved, resolved.outcomes[outcome.id]))
        for rule, resolved_rule in zip(decision.rules, resolved.rules, strict=True):
            yield from _used(rule, _rule_link(context, resolved, resolved_rule))
    for page in pages:
        yield from _used((page.value("summary"), page.body), Link(page.title, page.url))


def _used(thing: object, link: Link) -> Iterator[tuple[str, Link]]:
    yield from ((id, link) for id in figures_used(thing))


def _outcome_link(context: ViewContext, decision: Decision, outcome: Outcome) -> Link:
    text = context.words["use_outcome"].format(question=decision.question, label=outcome.label)
    return Link(text, urls.outcome(decision.id, outcome.id))


def _rule_link(context: ViewContext, decision: Decision, rule: Rule) -> Link:
    text = context.words["use_rule"].format(question=decision.question, sentence=rule_sentence(context, decision, rule))
    return Link(text, urls.rule(decision.id, rule.id))
