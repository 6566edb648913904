"""`never_together:` → outcomes that exclude each other: two or more, each of a decision that has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rulebook.load.citations import citations_of
from rulebook.load.collector import Fault, Report, did_you_mean, short
from rulebook.load.raw import Raw
from rulebook.model import Decision, Exclusion


def make_exclusions(
    raws: list[Raw], decisions: Mapping[str, Decision], sources: Mapping, report: Report
) -> tuple[Exclusion, ...]:
    """Return the exclusions with the outcomes that exist; one with fewer than two of them excludes nothing, and is left out."""
    made = []
    for raw in raws:
        for kind, message, cure in _faults(raw, decisions):
            report.recoverable_error(kind, raw.line_of("outcomes"), raw.place, message, cure)
        known = tuple(dict.fromkeys(name for name in raw.get("outcomes", ()) if not _missing(name, decisions)))
        source = citations_of(raw, sources, report)
        if len(known) > 1:
            made.append(Exclusion(known, raw.get("because", ""), source, line=raw.line))
    return tuple(made)


def _faults(raw: Raw, decisions: Mapping[str, Decision]) -> Iterator[Fault]:
    named = raw.get("outcomes")
    if named is None:
        return  # it is missing, or none of it could be read, and that has been reported
    for name in dict.fromkeys(named):
        fault = _missing(name, decisions)
        if fault:
            yield "reference", *fault
    for name in [name for name, times in Counter(named).items() if times > 1]:
        yield "form", f'outcomes names "{short(name)}" more than once.', "Name each outcome once."
    if len(set(named)) < 2:
        yield "form", "it names fewer than two outcomes.", "Name those that contradict each other, or take the entry out."


def _missing(name: str, decisions: Mapping[str, Decision]) -> tuple[str, str] | None:
    """Return message and cure for an outcome that does not exist."""
    decision, _, outcome = name.partition(".")
    if decision not in decisions:
        former = next((one.id for one in decisions.values() if decision in one.aliases), None)
        cure = f"{decision} is a former id: write {former}.{outcome}." if former else did_you_mean(decision, decisions)
        return f'outcomes: there is no decision "{short(decision)}".', cure
    known = decisions[decision].outcomes
    if outcome in known:
        return None
    former = next((one.id for one in known.values() if outcome in one.aliases), None)
    cure = f"{outcome} is a former id: write {decision}.{former}." if former else did_you_mean(outcome, known)
    return f'outcomes: {decision} has no outcome "{short(outcome)}".', cure
