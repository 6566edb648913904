"""Count the questions that can be ahead, asked one after the other as `next_question` chooses them: exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from rulebook.diagram.shared import Pick, Shared
from rulebook.evaluate import UNKNOWN
from rulebook.geometry.bounds import number_between
from rulebook.next_question import passes

MOST_STATES = 200_000

PendingOrders = tuple[tuple[int, frozenset[str]], ...]  # orders that may still hold: their places, and what they wait for


class State(NamedTuple):
    """What answers have left: of the headline's diagrams, of the others that people are told, and of the orders of asking."""

    headline: frozenset[int]
    others: frozenset[int]
    orders: PendingOrders


class _TooMany(Exception):
    """There are more states than MOST_STATES."""


def questions(program: Mapping) -> tuple[int | None, float | None]:
    """Return the most and the mean number of questions until all is decided; None where there are too many ways.

    The mean takes every answer to a question, one for each way it can lead on, as equally likely.
    """
    walk = _Walk(program)
    try:
        return walk.ahead(walk.start)
    except (_TooMany, RecursionError):
        return None, None


def most_ahead(program: Mapping) -> dict | None:
    """Return {"first": input id, "all": number, "after": {its answer: [the most questions from each input on, while that one is
    next]}, "in_order"}. None where there is no first question with options, or where there are too many ways through.

    An answer given ahead of its question only takes questions away as long as there is one order of asking; where there are
    several (`in_order`), it may also change which question comes, and the numbers hold for answers given in order.
    """
    walk = _Walk(program)
    first = walk.asked(walk.start)
    if first is None or program["inputs"][first]["type"] != "choice":
        return None
    spec = program["inputs"][first]
    try:
        most_after = [(value, walk.most_from(after)) for value, after in walk.answers(walk.start, first)]
        return {
            "first": spec["id"],
            "all": walk.ahead(walk.start)[0],
            "after": dict(most_after),
            "in_order": len(program["asking"]) > 1,
        }
    except (_TooMany, RecursionError):
        return None


def until_the_verdict(program: Mapping) -> Mapping:
    """Return the program with nothing but the headline, which is decided before anything else is asked."""
    return {**program, "people": program["people"][:1]}


class _Walk:
    def __init__(self, program: Mapping) -> None:
        self.inputs, self.asking, people = program["inputs"], program["asking"], program["people"]
        self.shared = Shared()
        self.known: dict[State, tuple[int, float]] = {}
        refs = {one["id"]: frozenset(map(self.shared.add, one["diagrams"])) for one in program["decisions"]}
        roots = [frozenset(ref for ref in refs[id] if ref >= 0) for id in people]
        self.start = State(
            headline=frozenset().union(*roots[:1]),
            others=frozenset().union(*roots[1:]),
            orders=_until_one_holds((place, frozenset(one["when"])) for place, one in enumerate(self.asking)),
        )

    def ahead(self, state: State) -> tuple[int, float]:
        """Return the most and the mean number of questions from a state on."""
        if state not in self.known:
            if len(self.known) >= MOST_STATES:
                raise _TooMany
            asked = self.asked(state)
            found = [] if asked is None else [self.ahead(after) for after in self._after(state, asked)]
            most, mean = max((one[0] for one in found), default=-1), sum(one[1] for one in found) / max(len(found), 1)
            self.known[state] = (1 + most, 1 + mean if found else 0.0)
        return self.known[state]

    def most_from(self, state: State) -> list[int]:
        """Return, for each input, the most questions from a state on in which it is asked and that comes after this one."""
        most, seen, waiting = [0] * len(self.inputs), {state}, [state]
        while waiting:
            here = waiting.pop()
            asked = self.asked(here)
            if asked is not None:
                most[asked] = max(most[asked], self.ahead(here)[0])
                fresh = self._after(here, asked) - seen
                seen |= fresh
                waiting.extend(fresh)
        return most

    def asked(self, state: State) -> int | None:
        """Return the place of the input that comes next."""
        wanted = self.shared.support(state.headline or state.others)
        if not wanted:
            return None
        order = next(self.asking[place]["order"] for place, unanswered in state.orders if not unanswered)
        return next(place for place in order if place in wanted)

    def answers(self, state: State, asked: int) -> Iterator[tuple[str | int | float, State]]:
        """Yield each answer to an input that may make a difference, and the state that it leads to."""
        spec = self.inputs[asked]
        for value, pick in self._picks(state, asked):
            headline, others = (self.shared.restricted(refs, asked, pick) for refs in (state.headline, state.others))
            yield value, State(headline, others, self._orders(state.orders, spec["id"], value))

    def _after(self, state: State, asked: int) -> set[State]:
        return {after for _, after in self.answers(state, asked)}

    def _picks(self, state: State, asked: int) -> Iterator[tuple[str | int | float, Pick]]:
        """Yield one value of each cell of an input, cut where a diagram or an order of asking is, and which child it is."""
        spec = self.inputs[asked]
        if spec["type"] == "choice":
            yield from ((option, place) for place, option in enumerate(spec["options"]))
        else:
            tests = [test for one in self.asking for name, test in one["when"].items() if name == spec["id"]]
            named = {tuple(end) for test in tests for span in test["spans"] for end in span if end}
            low, high = (tuple(end) if end else None for end in (spec["low"], spec["high"]))
            bounds = named | self.shared.bounds(state.headline | state.others, asked)
            inside = sorted(one for one in bounds if (low is None or one > low) and (high is None or one < high))
            edges = [low, *inside, high]
            yield from ((number_between(*ends), ends[0] if at else None) for at, ends in enumerate(pairwise(edges)))
        if spec["unknown"]:
            yield UNKNOWN, UNKNOWN

    def _orders(self, orders: PendingOrders, name: str, value: str | float) -> PendingOrders:
        """Return the orders that may still hold after an answer."""
        possible = [
            (place, unanswered - {name})
            for place, unanswered in orders
            if name not in unanswered or passes(self.asking[place]["when"][name], value)
        ]
        return _until_one_holds(possible)


def _until_one_holds(orders: Iterable[tuple[int, frozenset[str]]]) -> PendingOrders:
    """Return orders up to the first that waits for nothing: those behind it never get their turn."""
    pending = []
    for place, unanswered in orders:
        pending.append((place, unanswered))
        if not unanswered:
            break
    return tuple(pending)
