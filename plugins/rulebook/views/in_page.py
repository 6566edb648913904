"""What the checker's script reads in a page: plain text and numbers, as JSON that can stand inside an element."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from rulebook.views.shapes import BookView, Cite, DecisionView, OutcomeView
from rulebook.wording.markdown import words_of

SAID = ("say_", "tone_", "number_", "condition_", "list_")  # words that begin so are said by the script
SAID_TOO = (
    *("months", "date", "quoted", "minus_sign", "decimal_mark", "thousands_mark"),
    *("figure_range", "figure_hedged"),
)


def in_page(data: object) -> Markup:
    """Return JSON that can stand inside a page's <script> element: nothing in it ends that element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def checker_words(book: BookView) -> dict[str, Any]:
    """Return what the script says, and what questions and answers are called.

    {"name", "change", "say": interface words, "inputs": their words, "decisions": {id: {"question", "summary", "role",
    "outcomes": {id: {"label", "tone", "apart", "basis", "deadline", "rests"}}, "rules": {id: rests}}}, "facts"}: `rests` are
    places in "facts", each [id, address, words]. A decision with a `summary` stands in the result at a glance.
    """
    facts = _Facts(book)
    glance = _at_a_glance(book)
    return {
        "name": book.name,
        "change": book.words["checker_change"],
        "say": {key: text for key, text in book.words.items() if key.startswith(SAID) or key in SAID_TOO},
        "inputs": {spec.id: spec.words for spec in book.inputs},
        "decisions": {decision.id: _decision(decision, glance.get(decision.id, ""), facts) for decision in book.for_people},
        "facts": facts.cited,
    }


def _at_a_glance(book: BookView) -> dict[str, str]:
    """Return the decisions that stand in a result at a glance, with their words: all with one answer, where none says so."""
    others = book.for_people[1:]
    named = {one.id: one.summary for one in others if one.summary}
    return named or {one.id: one.question for one in others if not one.role}


class _Facts:
    """The facts that answers rest on, each told once."""

    def __init__(self, book: BookView) -> None:
        self.words = {f"{source.url}#{fact.id}": words_of(fact.text) for source in book.sources for fact in source.facts}
        self.places: dict[str, int] = {}
        self.cited: list[list[str]] = []

    def __call__(self, cites: Iterable[Cite]) -> list[int]:
        """Return the places of facts; a source that is cited as a whole is told by its title."""
        return [self._place(cite) for cite in cites]

    def _place(self, cite: Cite) -> int:
        if cite.url not in self.places:
            self.places[cite.url] = len(self.cited)
            self.cited.append([cite.id, cite.url, self.words.get(cite.url, cite.title)])
        return self.places[cite.url]


def _decision(decision: DecisionView, summary: str, facts: _Facts) -> dict[str, Any]:
    return {
        "question": decision.question,
        "summary": summary,
        "role": decision.role,
        "outcomes": {outcome.id: _outcome(outcome, facts) for outcome in decision.outcomes},
        "rules": {rule.id: facts(rule.cites) for rule in decision.table.rules},
    }


def _outcome(outcome: OutcomeView, facts: _Facts) -> dict[str, Any]:
    return {
        "label": outcome.label,
        "tone": outcome.tone,
        "apart": outcome.apart,
        "basis": "" if outcome.basis == outcome.tone else outcome.basis_words,  # its tone says so already
        "deadline": outcome.deadline,
        "rests": facts(outcome.cites),
    }
