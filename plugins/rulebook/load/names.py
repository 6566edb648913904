"""Ids and aliases: what must differ, what the interface has taken, and decisions that read each other in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from rulebook.load.collector import PRESENTATION, Part, Place, Report, short
from rulebook.model import Decision, Input, Option, OptionGroup, Outcome, Rulebook

INTERFACE = ("accent", "scheme", "lang", "embed", "from")
VALUES = ("unknown", "any", "not")
RESERVED = frozenset(("today", *VALUES, *INTERFACE))
MOST_NAMED = 12
DEEPEST = 100  # decisions above one another: they are traced by recursion


def check_names(rulebook: Rulebook, report: Report) -> None:
    """Report every name that is taken: by another thing of the same namespace, or by the interface."""
    _one_namespace(_people_meet(rulebook), RESERVED, report)
    for input in rulebook.inputs.values():
        _one_namespace(_answers(input), frozenset(VALUES), report)
    for decision in rulebook.decisions.values():
        _one_namespace(
            _and_aliases(decision.outcomes.values(), f"{decision.id}: outcome", decision.id), frozenset(VALUES), report
        )
    figures = ((f.id, f.line, Place(f'figure "{f.id}"', part=("figure", f.id))) for f in rulebook.figures.values())
    _one_namespace(figures, frozenset(VALUES), report)


def _one_namespace(names: Iterable[tuple[str, int, Place]], reserved: frozenset[str], report: Report) -> None:
    first: dict[str, tuple[int, Place]] = {}
    for name, line, place in names:
        if name in reserved:
            cure = f"Give it another id. Reserved are: {', '.join(sorted(reserved))}."
            report.error("form", line, place, f'the name "{name}" is reserved.', cure)
        elif name in first:
            taken, other = first[name]
            report.error(
                "form",
                line,
                place,
                f'the name "{name}" is taken by {other.words} in line {taken}.',
                "Give one of them another id.",
            )
        else:
            first[name] = (line, place)


def _people_meet(rulebook: Rulebook) -> Iterator[tuple[str, int, Place]]:
    """Yield the names of the shared namespace: inputs, handier forms and decisions."""
    yield from _and_aliases(rulebook.inputs.values(), "input", None)
    for input in rulebook.inputs.values():
        if input.ask_for and input.ask_for.id:
            place = Place(f'input "{input.id}": ask_for "{input.ask_for.id}"', part=("input", input.id))
            yield input.ask_for.id, input.ask_for.line, place
    for decision in rulebook.decisions.values():
        place = Place(f'decision "{decision.id}"', decision.id)
        yield from ((name, decision.line, place) for name in (decision.id, *decision.aliases))


def _answers(input: Input) -> Iterator[tuple[str, int, Place]]:
    """Yield the names of an input's options and groups; a former id that several options share was split, and stands once."""
    words, part = f'input "{input.id}"', ("input", input.id)
    split = {
        alias for alias, times in Counter(alias for one in input.options.values() for alias in one.aliases).items() if times > 1
    }
    met: set[str] = set()
    for name, line, place in _and_aliases(input.options.values(), f"{words}: option", None, part):
        if name not in met:
            yield name, line, place
        met |= {name} & split
    yield from _and_aliases(input.groups.values(), f"{words}: group", None, PRESENTATION)


def _and_aliases(
    raws: Iterable[Input | Option | OptionGroup | Outcome], what: str, decision: str | None, part: Part | None = None
) -> Iterator[tuple[str, int, Place]]:
    for raw in raws:
        place = Place(f'{what} "{raw.id}"', decision, part=part if part or decision else ("input", raw.id))
        yield from ((name, raw.line, place) for name in (raw.id, *raw.aliases))


def check_labels(rulebook: Rulebook, report: Report) -> None:
    """Warn where two answers to one question, or two outcomes of one decision, are called alike: nobody could tell them apart."""
    for input in rulebook.inputs.values():
        words = f'input "{input.id}"'
        unknown = [Labelled(input.unknown, "unknown", input.line, Place(words))] if input.unknown else []
        groups = _labelled(input.groups.values(), f"{words}: group")
        _labels_differ([*_labelled(input.options.values(), f"{words}: option"), *groups, *unknown], report)
    for decision in rulebook.decisions.values():
        _labels_differ(_labelled(decision.outcomes.values(), f"{decision.id}: outcome", decision.id), report)


class Labelled(NamedTuple):
    """What is offered beside others; `words` name it to the author."""

    label: str
    words: str
    line: int
    place: Place


def _labelled(choices: Iterable[Option | OptionGroup | Outcome], what: str, decision: str | None = None) -> list[Labelled]:
    return [Labelled(one.label, f'"{one.id}"', one.line, Place(f'{what} "{one.id}"', decision)) for one in choices]


def _labels_differ(offered: Iterable[Labelled], report: Report) -> None:
    first: dict[str, Labelled] = {}
    for one in offered:
        other = first.setdefault(" ".join(one.label.split()), one)
        if one.label and other is not one:
            message = f'its label "{short(one.label)}" is that of {other.words} in line {other.line}.'
            message = message if one.words != "unknown" else f"unknown: {message}"
            report.warn("form", one.line, one.place, message, "Say in each what the other is not, or make one of the two.")


def check_cycles(decisions: Mapping[str, Decision], report: Report) -> None:
    """Report every circle of decisions that read each other, named in the order of reading."""
    reads = {id: _read_by(decision, decisions) for id, decision in decisions.items()}
    while circle := _circle(reads):
        first, second = decisions[circle[0]], circle[1 % len(circle)]
        line = next(rule.when[second].line for rule in first.rules if second in rule.when)
        named = [*circle, circle[0]] if len(circle) <= MOST_NAMED else [*circle[:3], "…", circle[-1], circle[0]]
        message = f"these decisions read each other in a circle: {' → '.join(named)}." if len(circle) > 1 else "it reads itself."
        cure = "Take one of these tests out: a decision may read only what is decided without it."
        report.error("cycle", line, Place(first.id, first.id), message, cure)
        reads = {id: read - set(circle) for id, read in reads.items() if id not in circle}
    _check_depth(reads, decisions, report)


def _check_depth(reads: Mapping[str, set[str]], decisions: Mapping[str, Decision], report: Report) -> None:
    """Report the first decision that stands too high above others; all that stand as high are left out."""
    height: dict[str, int] = {}
    for id in TopologicalSorter(reads).static_order():
        height[id] = 1 + max((height[read] for read in reads[id]), default=0)
        if height[id] == DEEPEST + 1:
            message = f"it reads decisions that read decisions, more than {DEEPEST} deep."
            cure = "Let it read the inputs themselves, or decisions that stand nearer to them."
            report.error("too_large", decisions[id].line, Place(id, id), message, cure)
        elif height[id] > DEEPEST:
            report.mark_broken(Place(id, id))


def _read_by(decision: Decision, decisions: Mapping[str, Decision]) -> set[str]:
    return {column for rule in decision.rules for column in rule.when if column in decisions}


def _circle(reads: Mapping[str, set[str]]) -> list[str]:
    """Return one circle, if there is any: each decision reads the next, and the first of the file comes first."""
    try:
        TopologicalSorter({id: sorted(read) for id, read in reads.items()}).prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]
        start = min(range(len(circle)), key=lambda index: list(reads).index(circle[index]))
        return circle[start:] + circle[:start]
    return []
