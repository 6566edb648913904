"""Say what rests on a fact: every figure, rule, outcome, page and case that would have to be looked at if it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rulebook.content.pages import Page, citations, figures_printed, passages_printed
from rulebook.load.figure_uses import figures_used
from rulebook.model import Citation, Decision, Input, Rulebook


@dataclass(frozen=True)
class Impact:
    """Ids and addresses, each kind in file order. Outcomes and rules are written decision.outcome and decision/rule."""

    fact: str
    text: str
    figures: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()  # inputs and decisions whose own words print a figure


def impact(rulebook: Rulebook, fact: str, pages: Iterable[Page]) -> Impact | None:
    """Return what rests on a fact, directly or through a figure or a passage; None where no source has such a fact."""
    text = next((source.facts[fact].text for source in rulebook.sources.values() if fact in source.facts), None)
    if text is None:
        return None
    figures = [figure.id for figure in rulebook.figures.values() if _cites(figure.source, fact)]
    passages = [one.id for one in rulebook.passages.values() if _cites(one.source, fact) or _uses(one, figures)]
    rules = [(decision.id, rule) for decision in rulebook.decisions.values() for rule in decision.rules]
    outcomes = [(decision.id, one) for decision in rulebook.decisions.values() for one in decision.outcomes.values()]
    hit = [(name, rule) for name, rule in rules if _cites(rule.source, fact) or _uses(rule, figures)]
    given = [(name, one) for name, one in outcomes if _cites(one.source, fact) or _uses(one, figures)]
    asked: list[Input | Decision] = [*rulebook.inputs.values(), *rulebook.decisions.values()]
    asking = [one.id for one in asked if _uses(_own_texts(one) if isinstance(one, Decision) else one, figures)]
    return Impact(
        fact=fact,
        text=text,
        figures=tuple(figures),
        passages=tuple(passages),
        rules=tuple(f"{name}/{rule.id}" for name, rule in hit),
        outcomes=tuple(f"{name}.{one.id}" for name, one in given),
        questions=tuple(asking),
        pages=tuple(page.url for page in pages if _page_rests(rulebook, page, fact, figures, passages)),
        cases=tuple(_case(example.answers) for _, rule in hit for example in rule.examples),
    )


def format_impact(found: Impact) -> str:
    """Return the list for a terminal."""
    lines = [f"{found.fact}  {found.text}"]
    for kind in ("figures", "passages", "rules", "outcomes", "questions", "pages", "cases"):
        held = getattr(found, kind)
        lines += [f"{kind} ({len(held)})", *(f"  {one}" for one in held)] if held else []
    return "\n".join(lines if len(lines) > 1 else [*lines, "Nothing rests on it."])


def _page_rests(rulebook: Rulebook, page: Page, fact: str, figures: Iterable[str], passages: Iterable[str]) -> bool:
    printed = figures_printed(page) & set(figures) or passages_printed(page) & set(passages)
    return _cites(citations(page, rulebook.sources), fact) or bool(printed)


def _own_texts(decision: Decision) -> tuple[str | None, ...]:
    """Return the texts of a decision that belong to none of its rules and outcomes."""
    return decision.question, decision.label, decision.help, decision.none


def _cites(citations: Iterable[Citation], fact: str) -> bool:
    return any(fact == citation.fact for citation in citations)


def _uses(thing: object, figures: Iterable[str]) -> bool:
    return not set(figures).isdisjoint(figures_used(thing))


def _case(answers: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in answers.items())
