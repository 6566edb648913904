"""What a rulebook owes its sources and its readers: citations that exist, facts in use, figures in use, a review in time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from rulebook.load.collector import did_you_mean
from rulebook.load.figure_uses import figures_used
from rulebook.model import Citation, Figure, Finding, GeneralAnswer, Passage, Rulebook


def citations(rulebook: Rulebook) -> list[Finding]:
    """Return a warning for every rule or figure without source, every fact cited that is none, every hedge dropped."""
    if not rulebook.sources:
        return []
    return [finding for check in (_without_source, _no_such_fact, _lists, _hedge_dropped) for finding in check(rulebook)]


def uncited_facts(rulebook: Rulebook, cited_elsewhere: Collection[Citation] = ()) -> list[Finding]:
    """Return a warning for every fact that nothing cites: no rule, outcome or figure, no page of `content/`, no `unused`."""
    cited = {(c.source, c.fact) for _, _, found, _, _ in _citing(rulebook) for c in found}
    cited |= {(c.source, c.fact) for c in cited_elsewhere}
    return [
        Finding(
            "citation",
            "warning",
            source.facts_file or rulebook.file,
            fact.line,
            f"{source.id}: nothing cites the fact {fact.id}.",
            f"Cite it (source: {source.id} {fact.id}), or list it under unused: of the source with the reason.",
        )
        for source in rulebook.sources.values()
        for fact in source.facts.values()
        if fact.id not in source.unused and (source.id, fact.id) not in cited
    ]


def unused_figures(rulebook: Rulebook, used_elsewhere: Collection[str] = ()) -> list[Finding]:
    """Return a warning for every figure that no test, text, range, timeline step and no page of `content/` uses."""
    used = {*used_elsewhere, *figures_used(rulebook)}
    return [
        Finding(
            "figure",
            "warning",
            rulebook.file,
            figure.line,
            f'figure "{figure.id}": nothing uses it.',
            f"Take it out, or print it where it belongs: {{{{ {figure.id} }}}}.",
        )
        for figure in rulebook.figures.values()
        if figure.id not in used
    ]


def stale(rulebook: Rulebook, today: date) -> list[Finding]:
    """Return a warning if the next review is overdue."""
    if not rulebook.reviewed or not rulebook.review_within:
        return []
    overdue = (today - rulebook.reviewed).days - rulebook.review_within
    if overdue <= 0:
        return []
    due = rulebook.reviewed + timedelta(rulebook.review_within)
    message = f"the review was due on {due}, {overdue} day{'s' if overdue > 1 else ''} ago."
    return [
        Finding(
            "stale", "warning", rulebook.file, 1, message, f"Hold the file against its sources, then write reviewed: {today}."
        )
    ]


def _citing(rulebook: Rulebook) -> Iterator[tuple]:
    """Yield (its words, the thing, its citations, decision id, rule id) of everything that can cite."""
    for figure in rulebook.figures.values():
        yield f'figure "{figure.id}"', figure, figure.source, None, None
    for passage in rulebook.passages.values():
        yield f'passage "{passage.id}"', passage, passage.source, None, None
    for input in rulebook.inputs.values():
        for option in input.options.values():
            if option.lead:
                yield f'input "{input.id}": option "{option.id}": lead', option.lead, option.lead.source, None, None
    for decision in rulebook.decisions.values():
        if decision.answer:
            yield f"{decision.id}: answer", decision.answer, decision.answer.source, decision.id, None
        for outcome in decision.outcomes.values():
            yield f'{decision.id}: outcome "{outcome.id}"', outcome, outcome.source, decision.id, None
        for rule in decision.rules:
            yield f'{decision.id}: rule "{rule.id}"', rule, rule.source, decision.id, rule.id
    for place, exclusion in enumerate(rulebook.never_together, 1):
        yield f"never_together entry {place}", exclusion, exclusion.source, None, None


def _warning(
    rulebook: Rulebook, line: int, message: str, cure: str, decision: str | None = None, rule: str | None = None
) -> Finding:
    return Finding("citation", "warning", rulebook.file, line, message, cure, decision=decision, rules=(rule,) if rule else ())


def _without_source(rulebook: Rulebook) -> Iterator[Finding]:
    source = next(iter(rulebook.sources))
    for words, raw, cited, decision, rule in _citing(rulebook):
        needs_one = isinstance(raw, Figure) or ((rule or isinstance(raw, GeneralAnswer)) and raw.basis != "silent")
        if needs_one and not cited:
            silent = "" if isinstance(raw, Figure) else "; or write basis: silent"
            cure = f"Add what it rests on, as in: source: {source} F01{silent}."
            yield _warning(rulebook, raw.line, f"{words}: it has no source.", cure, decision, rule)


def _no_such_fact(rulebook: Rulebook) -> Iterator[Finding]:
    from_passages = {citation for passage in rulebook.passages.values() for citation in passage.source}
    for words, raw, cited, decision, rule in _citing(rulebook):
        for citation in cited:
            if citation in from_passages and not isinstance(raw, Passage):
                continue  # the passage is told of it
            source = rulebook.sources.get(citation.source)
            if source and source.facts and citation.fact not in source.facts:
                message = (
                    f"{words}: {citation.source} has no fact {citation.fact}."
                    if citation.fact
                    else f"{words}: it names no fact of {citation.source}."
                )
                yield _warning(rulebook, raw.line, message, did_you_mean(citation.fact, source.facts), decision, rule)


def _lists(rulebook: Rulebook) -> Iterator[Finding]:
    """Yield what `unused` and `hedges` of a source say wrongly."""
    cited = {(c.source, c.fact) for _, _, found, _, _ in _citing(rulebook) for c in found}
    for source in rulebook.sources.values():
        for key, ids in (("unused", source.unused), ("hedges", source.hedges)):
            yield from (
                _warning(
                    rulebook,
                    source.line,
                    f'source "{source.id}": {key} names {id}, which is no fact of its page.',
                    did_you_mean(id, source.facts),
                )
                for id in ids
                if source.facts and id not in source.facts
            )
        for id in source.unused:
            if (source.id, id) in cited:
                yield _warning(
                    rulebook,
                    source.line,
                    f'source "{source.id}": {id} is listed under unused and is cited.',
                    f"Take {id} out of unused.",
                )


def _hedge_dropped(rulebook: Rulebook) -> Iterator[Finding]:
    for figure in rulebook.figures.values():
        for citation in figure.source:
            source = rulebook.sources.get(citation.source)
            hedge = source.hedges.get(citation.fact) if source else None
            if hedge and not figure.hedge:
                message = f'figure "{figure.id}": {citation.fact} says "{hedge}", and the figure does not.'
                yield _warning(rulebook, figure.line, message, f"Add hedge: {hedge}.")
