"""Ids and aliases: what must differ, what the interface has taken, and decisions that read each other in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model import Decision, Rulebook
from .report import Place, Report
from .scalars import ID

INTERFACE = ("accent", "scheme", "lang", "embed", "from")
VALUES = ("unknown", "any", "not")
RESERVED = frozenset(("today", *VALUES, *INTERFACE))


def check_names(rulebook: Rulebook, report: Report) -> None:
    """Report every name that is taken: by another thing of the same namespace, or by the interface."""
    _one_namespace(_people_meet(rulebook), RESERVED, report)
    for input in rulebook.inputs.values():
        _one_namespace(_and_aliases(input.options.values(), f'input "{input.id}": option', None), frozenset(VALUES), report)
    for decision in rulebook.decisions.values():
        _one_namespace(_and_aliases(decision.outcomes.values(), f"{decision.id}: outcome", decision.id), frozenset(VALUES), report)
    figures = ((f.id, f.line, Place(f'figure "{f.id}"')) for f in rulebook.figures.values())
    _one_namespace(figures, frozenset(VALUES), report)


def _one_namespace(names: Iterable[tuple[str, int, Place]], reserved: frozenset[str], report: Report) -> None:
    first: dict[str, tuple[int, Place]] = {}
    for name, line, place in names:
        if name in reserved:
            report.error("form", line, place, f'the name "{name}" is reserved.', "Give it another id.")
        elif name in first:
            taken, other = first[name]
            report.error("form", line, place, f'the name "{name}" is taken by {other.words} in line {taken}.', "Give one of them another id.")
        else:
            first[name] = (line, place)


def _people_meet(rulebook: Rulebook) -> Iterator[tuple[str, int, Place]]:
    """Yield the names of the shared namespace: inputs, handier forms and decisions."""
    yield from _and_aliases(rulebook.inputs.values(), "input", None)
    for input in rulebook.inputs.values():
        if input.ask_for and input.ask_for.id:
            yield input.ask_for.id, input.ask_for.line, Place(f'input "{input.id}": ask_for "{input.ask_for.id}"')
    for decision in rulebook.decisions.values():
        place = Place(f'decision "{decision.id}"', decision.id)
        yield from ((name, decision.line, place) for name in (decision.id, *decision.aliases))


def _and_aliases(things, what: str, decision: str | None) -> Iterator[tuple[str, int, Place]]:
    for thing in things:
        place = Place(f'{what} "{thing.id}"', decision)
        yield from ((name, thing.line, place) for name in (thing.id, *thing.aliases))


def check_cycles(decisions: Mapping[str, Decision], report: Report) -> None:
    """Report every circle of decisions that read each other, named in the order of reading."""
    reads = {id: _read_by(decision, decisions) for id, decision in decisions.items()}
    while reads := _that_end_in_no_start(reads):
        circle = _circle(reads)
        first = decisions[circle[0]]
        named = " → ".join((*circle, circle[0]))
        rule = next((r for r in first.rules if circle[1 % len(circle)] in r.when), None)
        line = rule.when[circle[1 % len(circle)]].line if rule else first.line
        cure = "Take one of these tests out: a decision may read only what is decided without it."
        message = "it reads itself." if len(circle) == 1 else f"these decisions read each other in a circle: {named}."
        report.error("cycle", line, Place(first.id, first.id), message, cure)
        reads = {id: read for id, read in reads.items() if id not in circle}


def _read_by(decision: Decision, decisions: Mapping) -> list[str]:
    tested = {column for rule in decision.rules for column in rule.when}
    return [id for id in decisions if id in tested] if tested else []


def _that_end_in_no_start(reads: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what is left once every decision that reads none of the others is taken away, again and again."""
    left = {id: [other for other in read if other in reads] for id, read in reads.items()}
    while done := [id for id, read in left.items() if not read]:
        gone = set(done)
        left = {id: [other for other in read if other not in gone] for id, read in left.items() if id not in gone}
    return left


def _circle(reads: Mapping[str, list[str]]) -> list[str]:
    """Return one circle; each decision reads the next."""
    path = [next(iter(reads))]
    while (following := reads[path[-1]][0]) not in path:
        path.append(following)
    circle = path[path.index(following):]
    start = min(circle, key=list(reads).index)
    return circle[circle.index(start):] + circle[: circle.index(start)]
