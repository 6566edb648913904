"""Count the questions that can be ahead: all diagrams are walked side by side, asking the first open input each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

MOST_STATES = 200_000

Refs = tuple[int, ...]  # where each diagram stands


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
    """Return {"first": input id, "after": {its answer: [the most questions from each input on, while that one is next]}}.

    None where there is no first question with options, or where there are too many ways through. An answer given ahead
    of its question only takes questions away, so the numbers hold in whatever order the answers come.
    """
    walk = _Walk(program)
    first = walk.next_input(walk.start)
    if first is None or program["inputs"][first]["type"] != "choice":
        return None
    spec = program["inputs"][first]
    answers = [*spec["options"], "unknown"] if spec["unknown"] else spec["options"]
    try:
        after = {answer: walk.most_from(walk.step(walk.start, first, place)) for place, answer in enumerate(answers)}
        return {"first": spec["id"], "all": walk.ahead(walk.start)[0], "after": after}
    except (_TooMany, RecursionError):
        return None


class _Walk:
    def __init__(self, program: Mapping) -> None:
        diagrams = [diagram for decision in program["decisions"] for diagram in decision["diagrams"]]
        self.nodes = [diagram["nodes"] for diagram in diagrams]
        self.start = _undecided(diagram["root"] for diagram in diagrams)
        self.inputs = len(program["inputs"])
        self.known: dict[Refs, tuple[int, float]] = {}

    def ahead(self, refs: Refs) -> tuple[int, float]:
        """Return the most and the mean number of questions from a state on."""
        if refs not in self.known:
            if len(self.known) >= MOST_STATES:
                raise _TooMany
            found = [self.ahead(_undecided(after)) for after in self.after(refs)]
            most, mean = max((one[0] for one in found), default=-1), sum(one[1] for one in found) / max(len(found), 1)
            self.known[refs] = (1 + most, 1 + mean if found else 0.0)
        return self.known[refs]

    def most_from(self, refs: Refs) -> list[int]:
        """Return, for each input, the most questions from a state on in which it is asked and that comes after this one."""
        most, seen, waiting = [0] * self.inputs, {refs}, [refs]
        while waiting:
            here = waiting.pop()
            next_input = self.next_input(here)
            if next_input is not None:
                most[next_input] = max(most[next_input], self.ahead(here)[0])
                fresh = {_undecided(after) for after in self.after(here)} - seen
                seen |= fresh
                waiting.extend(fresh)
        return most

    def next_input(self, refs: Refs) -> int | None:
        return min((self.nodes[at][ref][0] for at, ref in enumerate(refs) if ref >= 0), default=None)

    def after(self, refs: Refs) -> set[Refs]:
        """Return the different states that answers to the next question lead to."""
        next_input = self.next_input(refs)
        if next_input is None:
            return set()
        here = [self.nodes[at][ref] for at, ref in enumerate(refs) if ref >= 0 and self.nodes[at][ref][0] == next_input]
        return {self._advanced(refs, next_input, pick) for pick in _edge_choices(here)}

    def step(self, refs: Refs, next_input: int, place: int) -> Refs:
        """Return the state that one option leads to."""
        return _undecided(self._advanced(refs, next_input, lambda node: node[2][place]))

    def _advanced(self, refs: Refs, next_input: int, pick: Callable[[Sequence], int]) -> Refs:
        at_it = [ref >= 0 and self.nodes[at][ref][0] == next_input for at, ref in enumerate(refs)]
        return tuple(pick(self.nodes[at][ref]) if at_it[at] else ref for at, ref in enumerate(refs))


def _undecided(refs: Iterable[int]) -> Refs:
    """Return where the diagrams stand, all leaves made one: which it is does not change what is asked from there."""
    return tuple(max(ref, -1) for ref in refs)


def _edge_choices(here: Sequence[Sequence]) -> Iterator[Callable[[Sequence], int]]:
    """Yield, for each way to answer one input, which child of a node it leads to."""
    if here[0][1] is None:
        yield from (partial(_option, place) for place in range(len(here[0][2])))
        return
    for bound in [None, *sorted({tuple(bound) for node in here for bound in node[1]})]:
        yield partial(_between, bound)
    if any(len(node[2]) > len(node[1]) + 1 for node in here):
        yield partial(_option, -1)


def _option(place: int, node: Sequence) -> int:
    return node[2][place]


def _between(bound: tuple | None, node: Sequence) -> int:
    return node[2][_cell(node[1], bound)]


def _cell(bounds: Sequence, above: tuple | None) -> int:
    """Return which cell lies just above a bound."""
    return 0 if above is None else sum(tuple(bound) <= above for bound in bounds)
