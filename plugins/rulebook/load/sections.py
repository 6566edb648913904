"""Things → sources, units and figures: what rules rest on and what they print."""

from __future__ import annotations

from collections.abc import Mapping

from ..cells import plain
from ..model import Figure, Source, Unit
from .facts import read_facts
from .report import Report, did_you_mean
from .sourcing import citations_of
from .things import Thing


def make_sources(things: Mapping[str, Thing], folder, report: Report) -> dict[str, Source]:
    """Return the sources, with the facts of their pages."""
    return {id: _source(thing, folder, report) for id, thing in things.items()}


def _source(thing: Thing, folder, report: Report) -> Source:
    page = thing.get("facts")
    facts = read_facts(folder / page, page, thing.line_of("facts"), thing.place, report) if page else {}
    return Source(
        thing.id,
        thing.get("title", ""),
        thing.get("url"),
        thing.get("retrieved"),
        str(folder / page) if page else None,
        facts,
        thing.get("unused", {}),
        thing.get("hedges", {}),
        line=thing.line,
    )


def make_units(things: Mapping[str, Thing], report: Report) -> dict[str, Unit]:
    """Return the units; each needs something to print."""
    for thing in things.values():
        if not thing.values:
            report.error(
                "form", thing.line, thing.place, "nothing says how it is printed.", "Give it before or after, or one and other."
            )
        elif ("one" in thing.values) != ("other" in thing.values):
            report.error("form", thing.line, thing.place, "one and other come together.", "Write both: {one: day, other: days}.")
    return {id: Unit(id, **thing.values | _signs(thing), line=thing.line) for id, thing in things.items()}


def _signs(thing: Thing) -> dict[str, str]:
    """Return what stands close to the number with the space that parts the two, as in after: " kg"."""
    strip = {"before": str.lstrip, "after": str.rstrip}
    return {key: strip[key](thing.nodes[key].value) for key in strip.keys() & thing.values.keys()}


def make_figures(things: Mapping[str, Thing], units: Mapping[str, Thing], sources, report: Report) -> dict[str, Figure]:
    """Return the figures; one whose number is not known has another, so that nobody is told that there is no such figure."""
    return {id: _figure(thing, units, sources, report) for id, thing in things.items()}


STANDS_IN = {"value": 0, "between": (0, 1), "at_most": 0}


def _figure(thing: Thing, units, sources, report: Report) -> Figure:
    given = [key for key in STANDS_IN if key in thing.nodes] or ["value"]
    if len(given) != 1 or given[0] not in thing.nodes:
        fault = " and ".join(given) + " are given." if len(given) > 1 else "it has no number."
        report.error("form", thing.line, thing.place, fault, "Give exactly one of value, between and at_most.")
    number = thing.get(given[0], STANDS_IN[given[0]])
    low, high = {"value": (number, number), "between": number, "at_most": (None, number)}[given[0]]
    if given[0] == "between" and low >= high:
        turned = f"The lower end comes first: between: [{plain(high)}, {plain(low)}]."
        report.error(
            "form",
            thing.line_of("between"),
            thing.place,
            f"between runs from {plain(low)} to {plain(high)}.",
            turned if low > high else f"Write value: {plain(low)}.",
        )
    unit = known_unit(thing, units, report)
    return Figure(
        thing.id,
        thing.get("label", ""),
        low,
        high,
        unit,
        thing.get("hedge"),
        citations_of(thing, sources, report),
        line=thing.line,
    )


def known_unit(thing: Thing, units: Mapping, report: Report) -> str | None:
    """Return the unit as written; one that does not exist is reported here, and nowhere again."""
    unit = thing.get("unit")
    if unit is not None and unit not in units:
        report.error("reference", thing.line_of("unit"), thing.place, f'there is no unit "{unit}".', did_you_mean(unit, units))
    return unit
