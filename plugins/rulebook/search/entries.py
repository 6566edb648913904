"""Views → what can be found: situations, questions, outcomes, sections of pages, facts; each with its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rulebook.model import Rulebook
from rulebook.search.topics import Topic
from rulebook.views.shapes import BookView, DecisionView, SituationView
from rulebook.wording.markdown import words_of

KINDS = ("situation", "question", "outcome", "guide", "page", "fact")  # in the order in which equals are shown
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NOTHING = "(?!)"
TITLE = 110  # letters of a fact that are shown


@dataclass(frozen=True)
class Entry:
    """What a line of results leads to. `under`: what it belongs to, shown with it; `also`, `text`: words it is found by."""

    kind: str
    title: str
    url: str
    under: str = ""
    also: str = ""
    text: str = ""

    def data(self, site_url: str, ignored: Collection[str]) -> list:
        """Return [number of its kind, title, address, under, also, text] without empty ends; of the text each word once."""
        seen = {*_words(f"{self.title} {self.under} {self.also}"), *ignored}
        body = " ".join(word for word in dict.fromkeys(_words(self.text)) if word not in seen)
        made = [KINDS.index(self.kind), self.title, site_url + self.url, self.under, self.also, body]
        while not made[-1]:
            made.pop()
        return made


def entries(rulebook: Rulebook, book: BookView, topics: Iterable[Topic]) -> Iterator[Entry]:
    """Yield all that can be found."""
    for situation in book.situations:
        yield _situation(rulebook, book, situation)
    for decision in book.for_people:
        yield from _decision(rulebook, decision)
    for topic in topics:
        for section in topic.sections:
            under = topic.title if section.anchor else ""
            yield Entry(topic.kind, section.title or topic.title, topic.url + section.anchor, under, topic.also, section.text)
    numbers = _numbers(book)
    for source in book.sources:
        for fact in source.facts:
            yield _fact(numbers.sub("", words_of(fact.text)), f"{source.url}#{fact.id}", source.title)


def _situation(rulebook: Rulebook, book: BookView, view: SituationView) -> Entry:
    assert book.situations_input, "a situation is one of its options"
    option = rulebook.inputs[book.situations_input.id].options[view.id]
    lead = words_of(view.lead.text) if view.lead else ""
    return Entry("situation", view.label, view.url, also=" ".join(option.also), text=f"{view.phrase} {view.help} {lead}")


def _decision(rulebook: Rulebook, view: DecisionView) -> Iterator[Entry]:
    decision = rulebook.decisions[view.id]
    answer = words_of(view.answer.text) if view.answer else ""
    text = f"{view.label} {view.summary} {words_of(view.help)} {answer}"
    yield Entry("question", view.question, f"/faq/#{view.faq_anchor}", also=" ".join(decision.also), text=text)
    for outcome in view.outcomes:
        also = " ".join(decision.outcomes[outcome.id].also)
        yield Entry("outcome", outcome.label, outcome.faq_url, view.question, also, words_of(outcome.text))


def _numbers(book: BookView) -> re.Pattern[str]:
    """Return what finds the ids of facts where they stand in brackets and nothing else does: "(F20, F24)"."""
    ids = "|".join(re.escape(fact.id) for source in book.sources for fact in source.facts) or NOTHING
    return re.compile(rf"\s*\((?:{ids})(?:,? (?:and )?(?:{ids}))*\)")


def _fact(text: str, url: str, source: str) -> Entry:
    title = text if len(text) <= TITLE else f"{text[:TITLE].rpartition(' ')[0]} …"
    return Entry("fact", title, url, source, text=text)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
