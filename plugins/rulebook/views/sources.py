"""Facts, figures and what rests on them: every "why" ends here, every figure and fact knows its uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulebook.model import Citation, Decision, Fact, Figure, Rule, Source
from rulebook.views import urls
from rulebook.views.content import Page, citations
from rulebook.views.sentences import rule_sentence
from rulebook.views.setting import Setting
from rulebook.views.shapes import FactView, FigureView, Link, SourceView
from rulebook.views.text import placeholders


def figure_views(setting: Setting, pages: Iterable[Page]) -> tuple[FigureView, ...]:
    """Return every figure with the places that print or test it."""
    uses: dict[str, dict[Link, None]] = {}
    for id, link in _uses_of_figures(setting, pages):
        uses.setdefault(id, {})[link] = None
    return tuple(_figure(setting, each, tuple(uses.get(each.id, ()))) for each in setting.rulebook.figures.values())


def source_views(setting: Setting, pages: Iterable[Page]) -> tuple[SourceView, ...]:
    """Return every source with its facts and what rests on each."""
    uses: dict[Citation, dict[Link, None]] = {}
    for citation, link in _uses_of_facts(setting, pages):
        uses.setdefault(citation, {})[link] = None
    return tuple(_source(setting, each, uses) for each in setting.rulebook.sources.values())


def _figure(setting: Setting, figure: Figure, uses: tuple[Link, ...]) -> FigureView:
    return FigureView(
        id=figure.id,
        label=figure.label,
        words=setting.figure(figure.id),
        cites=setting.cites(figure.source),
        uses=uses,
        anchor=urls.figure_anchor(figure.id),
        url=urls.figure(figure.id),
    )


def _source(setting: Setting, source: Source, uses: dict) -> SourceView:
    return SourceView(
        id=source.id,
        url=urls.source(source.id),
        title=source.title,
        link=source.url or "",
        retrieved=setting.date(source.retrieved),
        facts=tuple(_fact(setting, source, fact, uses) for fact in source.facts.values()),
    )


def _fact(setting: Setting, source: Source, fact: Fact, uses: dict) -> FactView:
    resting = tuple(uses.get(Citation(source.id, fact.id), ()))
    return FactView(fact.id, fact.heading, setting.html(fact.text, inline=True), source.unused.get(fact.id, ""), resting)


def _uses_of_facts(setting: Setting, pages: Iterable[Page]) -> Iterator[tuple[Citation, Link]]:
    """Yield each citation with a link to what makes it: figures, outcomes, rules, pages."""
    words, rulebook = setting.words, setting.rulebook
    for figure in rulebook.figures.values():
        link = Link(words["use_figure"].format(label=figure.label, figure=setting.figure(figure.id)), urls.figure(figure.id))
        yield from ((citation, link) for citation in figure.source)
    for decision in rulebook.decisions.values():
        for outcome in decision.outcomes.values():
            yield from ((citation, _outcome_link(setting, decision, outcome)) for citation in outcome.source)
        for rule in decision.rules:
            yield from ((citation, _rule_link(setting, decision, rule)) for citation in rule.source)
    for page in pages:
        yield from ((citation, Link(page.title, page.url)) for citation in citations(page, rulebook.sources))


def _uses_of_figures(setting: Setting, pages: Iterable[Page]) -> Iterator[tuple[str, Link]]:
    """Yield each figure's id with a link to what tests or prints it."""
    for decision in setting.rulebook.decisions.values():
        yield from _named([decision.help, decision.none], Link(decision.question, urls.decision(decision.id)))
        for outcome in decision.outcomes.values():
            texts = [outcome.text, *outcome.next, outcome.letter]
            yield from _named(texts, _outcome_link(setting, decision, outcome))
        for rule in decision.rules:
            link = _rule_link(setting, decision, rule)
            yield from ((id, link) for test in rule.when.values() for id in test.figures)
            yield from _named([rule.because], link)
    for page in pages:
        yield from _named([page.value("summary"), page.body], Link(page.title, page.url))


def _named(texts: Iterable[str | None], link: Link) -> Iterator[tuple[str, Link]]:
    yield from ((id, link) for text in texts if text for id in placeholders(text))


def _outcome_link(setting: Setting, decision: Decision, outcome) -> Link:
    text = setting.words["use_outcome"].format(question=decision.question, label=outcome.label)
    return Link(text, urls.outcome(decision.id, outcome.id))


def _rule_link(setting: Setting, decision: Decision, rule: Rule) -> Link:
    text = setting.words["use_rule"].format(question=decision.question, sentence=rule_sentence(setting, decision, rule))
    return Link(text, urls.rule(decision.id, rule.id))
