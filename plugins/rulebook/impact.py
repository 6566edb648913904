"""Say what rests on a fact: every figure, rule, outcome, page and case that would have to be looked at if it changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rulebook.model import Citation, Outcome, Rule, Rulebook


@dataclass(frozen=True)
class Impact:
    """Ids and addresses, each kind in file order. `outcomes` and `rules` are written decision/id."""

    fact: str
    figures: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


def impact(rulebook: Rulebook, fact: str, pages: Mapping[str, tuple[set[Citation], set[str]]]) -> Impact:
    """Return what rests on a fact, directly or through a figure.

    `pages` maps a content page to what it cites and the figures it prints.
    """
    figures = [figure.id for figure in rulebook.figures.values() if _cites(figure.source, fact)]
    rules = [(decision.id, rule) for decision in rulebook.decisions.values() for rule in decision.rules]
    outcomes = [(decision.id, one) for decision in rulebook.decisions.values() for one in decision.outcomes.values()]
    hit = [(name, rule) for name, rule in rules if _cites(rule.source, fact) or _uses(_rule_words(rule), figures)]
    return Impact(
        fact,
        tuple(figures),
        tuple(f"{name}/{rule.id}" for name, rule in hit),
        tuple(f"{name}.{one.id}" for name, one in outcomes if _cites(one.source, fact) or _uses(_outcome_words(one), figures)),
        tuple(page for page, (cited, printed) in pages.items() if _cites(cited, fact) or printed & set(figures)),
        tuple(_case(example.answers) for _, rule in hit for example in rule.examples),
    )


def _cites(citations: Iterable[Citation], fact: str) -> bool:
    return any(fact in (citation.fact, f"{citation.source} {citation.fact}") for citation in citations)


def _uses(words: Iterable[str], figures: Iterable[str]) -> bool:
    said = " ".join(words)
    return any(re.search(r"\{\{\s*" + figure + r"\b", said) for figure in figures)


def _rule_words(rule: Rule) -> Iterator[str]:
    yield rule.because or ""
    yield from ("{{" + figure for test in rule.when.values() for figure in test.figures)


def _outcome_words(outcome: Outcome) -> Iterator[str]:
    yield from (outcome.label, outcome.text or "", *outcome.next, outcome.letter or "")


def _case(answers: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in answers.items())
