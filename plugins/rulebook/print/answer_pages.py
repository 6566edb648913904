"""By question: every answer of a decision once, with what leads there, in which situations, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulebook.design.tones import NO_ANSWER
from rulebook.print.letters import letters, numeral
from rulebook.print.rich import Links
from rulebook.views.shapes import BookView, DecisionView, OutcomeEntry, OutcomeView, RuleView

SHORT = 260  # letters; a longer condition is left to the decision table
FEW = 2  # so many situations are named, more have their numbers


def numbers(book: BookView) -> dict[str, str]:
    """Return the number of each question and answer by its address: 3.7 is the seventh answer to the third question.

    A decision that only others read has a table and no chapter, so its answers have none ("").
    """
    found = {}
    for at, decision in enumerate((*book.for_people, *book.for_decisions), 1):
        found[decision.url] = str(at)
        for_people = decision.audience == "people"
        found |= {outcome.url: f"{at}.{place}" if for_people else "" for place, outcome in enumerate(decision.outcomes, 1)}
    return found


def chapter(decision: DecisionView, book: BookView, number: Mapping[str, str], links: Links) -> dict[str, Any]:
    """Return a decision's chapter."""
    lines = {rule.id: str(line) for line, rule in enumerate(decision.table.rules, 1)}
    return {
        "number": number[decision.url],
        "place": decision.url,
        "question": decision.question,
        "help": links.text(decision.help),
        "none": links.text(decision.none) if decision.none else [],
        "entries": [_entry(entry, decision, book, number, lines, links) for entry in decision.entries],
    }


def _entry(
    entry: OutcomeEntry, decision: DecisionView, book: BookView, number: Mapping[str, str], lines: Mapping[str, str], links: Links
) -> dict[str, Any]:
    outcome = entry.outcome
    return {
        "number": number[outcome.url],
        "place": outcome.url,
        "label": outcome.label,
        "tone": outcome.tone,
        "tick": decision.hit_policy == "collect" and outcome.tone != NO_ANSWER,
        "basis": outcome.basis_words if outcome.basis != outcome.tone else "",
        "text": links.text(outcome.text),
        "next": [links.text(step) for step in outcome.next],
        "letter": outcome.letter,
        "when": [_condition(rule, lines[rule.id], book.words) for rule in entry.rules],
        "where": _where(entry, book),
        "cites": _cites(outcome),
    }


def _cites(outcome: OutcomeView) -> str:
    """Return the facts that an answer rests on, then the sources that it rests on as a whole."""
    ids = " ".join(cite.id for cite in outcome.cites if cite.id)
    return "; ".join(filter(None, [ids, *(cite.words for cite in outcome.cites if not cite.id)]))


def _condition(rule: RuleView, line: str, words: Mapping[str, str]) -> dict[str, str]:
    sentence = _out_of_order(rule.sentence, words)
    return {"sentence": sentence if len(sentence) <= SHORT else "", "line": line, "place": rule.url}


def _out_of_order(sentence: str, words: Mapping[str, str]) -> str:
    """Return a rule's sentence for whoever has not read the lines before it: what it is otherwise to is named."""
    before, _, _ = words["rule_otherwise_if"].partition("{conditions}")
    if sentence == words["rule_otherwise"]:
        return words["print_no_other_line"]
    if not sentence.startswith(before):
        return sentence
    alone = words["rule_sentence"].format(conditions=sentence.removeprefix(before))
    return words["print_no_line_above"].format(sentence=alone)


def _where(entry: OutcomeEntry, book: BookView) -> str:
    """Return the situations in which an answer can come, said the shortest way."""
    urls = {link.url.partition("#")[0] for link in entry.situations}
    here = [situation for situation in book.situations if situation.url in urls]
    others = [situation for situation in book.situations if situation.url not in urls]
    if not here:
        return ""
    if not others:
        return book.words["print_everywhere"]
    if len(here) <= FEW:
        return " · ".join(situation.label for situation in here)
    if len(others) <= FEW:
        return book.words["print_all_but"].format(situations=" · ".join(situation.label for situation in others))
    places = (at for at, each in enumerate(book.situations) if each in here)
    return book.words["print_where"].format(numbers=letters(places, numeral))
