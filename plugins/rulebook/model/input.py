"""How people are asked: inputs with their options, the groups that these stand in, and the orders in which questions come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rulebook.model.basics import written_in
from rulebook.model.general_answer import GeneralAnswer
from rulebook.model.unary import Interval, Test

HINT_WORDS = 8  # a help of so many stands beside what it explains


@dataclass(frozen=True, slots=True)
class Option:
    """An answer. `phrase` is the same after "if", `said` after "you said", where that reads otherwise.

    `also` are other words under which the search finds it.
    """

    id: str
    label: str
    phrase: str | None = None
    help: str | None = None
    aliases: tuple[str, ...] = ()
    said: str | None = None
    lead: GeneralAnswer | None = None
    also: tuple[str, ...] = ()
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Some options of an input that stand behind one line of its first screen. `question` heads their own screen."""

    id: str
    label: str
    options: tuple[str, ...]
    question: str | None = None
    help: str | None = None
    aliases: tuple[str, ...] = ()
    phrase: str | None = None
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class AskFor:
    """A handier form. `kind` "date": the input is the days from today to it; "amount": whether `amount operator other`."""

    kind: str
    id: str
    question: str
    operator: str | None = None
    other: str | None = None
    missing: str | None = None
    line: int = written_in()


@dataclass(frozen=True, slots=True)
class Input:
    """A question. `unknown` is the label of the answer "I do not know", or None where that is no answer.

    `unknown_phrase` is that answer inside a sentence.
    """

    id: str
    question: str
    label: str
    type: str  # choice · integer · number
    help: str | None = None
    options: Mapping[str, Option] = field(default_factory=dict)
    groups: Mapping[str, OptionGroup] = field(default_factory=dict)
    unit: str | None = None
    range: Interval | None = None
    unknown: str | None = None
    ask_for: AskFor | None = None
    aliases: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()  # those that `range` names
    unknown_phrase: str | None = None
    line: int = written_in()

    def group_of(self, option: str) -> OptionGroup | None:
        """Return the group that an option stands in."""
        return next((group for group in self.groups.values() if option in group.options), None)


@dataclass(frozen=True, slots=True)
class AskingOrder:
    """The order of asking while the tests hold on the answers given; inputs that `order` does not name follow in file order."""

    order: tuple[str, ...]
    when: Mapping[str, Test] = field(default_factory=dict)
    line: int = written_in()

    def in_full(self, inputs: Iterable[str]) -> list[str]:
        """Return all inputs in this order."""
        return list(dict.fromkeys((*self.order, *inputs)))
