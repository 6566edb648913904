"""Things → sources, units and figures: what rules rest on and what they print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rulebook.geometry.axes import plain
from rulebook.load.citations import citations_of
from rulebook.load.collector import Report, did_you_mean
from rulebook.load.facts import read_facts
from rulebook.load.raw import Raw
from rulebook.model import Figure, Source, Unit


def make_sources(raws: Mapping[str, Raw], folder: Path, report: Report) -> dict[str, Source]:
    """Return the sources, with the facts of their pages."""
    return {id: _source(raw, folder, report) for id, raw in raws.items()}


def _source(raw: Raw, folder: Path, report: Report) -> Source:
    page = raw.get("facts")
    facts = read_facts(folder / page, page, raw.line_of("facts"), raw.place, report) if page else {}
    return Source(
        id=raw.id,
        title=raw.get("title", ""),
        url=raw.get("url"),
        retrieved=raw.get("retrieved"),
        facts_file=str(folder / page) if page else None,
        facts=facts,
        unused=raw.get("unused", {}),
        hedges=raw.get("hedges", {}),
        line=raw.line,
    )


def make_units(raws: Mapping[str, Raw], report: Report) -> dict[str, Unit]:
    """Return the units; each needs something to print."""
    for raw in raws.values():
        if not raw.values:
            report.error(
                "form", raw.line, raw.place, "nothing says how it is printed.", "Give it before or after, or one and other."
            )
        elif ("one" in raw.values) != ("other" in raw.values):
            report.error("form", raw.line, raw.place, "one and other come together.", "Write both: {one: day, other: days}.")
    return {id: Unit(id, **{**raw.values, **_signs(raw)}, line=raw.line) for id, raw in raws.items()}


def _signs(raw: Raw) -> dict[str, str]:
    """Return what stands close to the number with the space that parts the two, as in after: " kg"."""
    strip = {"before": str.lstrip, "after": str.rstrip}
    return {key: strip[key](raw.nodes[key].text) for key in strip.keys() & raw.values.keys()}


def make_figures(
    raws: Mapping[str, Raw], units: Mapping[str, Unit], sources: Mapping[str, Source], report: Report
) -> dict[str, Figure]:
    """Return the figures; one whose number is not known has another, so that nobody is told that there is no such figure."""
    return {id: _figure(raw, units, sources, report) for id, raw in raws.items()}


PLACEHOLDER_VALUES = {"value": 0, "between": (0, 1), "at_most": 0}


def _figure(raw: Raw, units: Mapping[str, Unit], sources: Mapping[str, Source], report: Report) -> Figure:
    given = [key for key in PLACEHOLDER_VALUES if key in raw.nodes] or ["value"]
    if len(given) != 1 or given[0] not in raw.nodes:
        fault = " and ".join(given) + " are given." if len(given) > 1 else "it has no number."
        report.error("form", raw.line, raw.place, fault, "Give exactly one of value, between and at_most.")
    number = raw.get(given[0], PLACEHOLDER_VALUES[given[0]])
    low, high = {"value": (number, number), "between": number, "at_most": (None, number)}[given[0]]
    if given[0] == "between" and low >= high:
        turned = f"The lower end comes first: between: [{plain(high)}, {plain(low)}]."
        report.error(
            "form",
            raw.line_of("between"),
            raw.place,
            f"between runs from {plain(low)} to {plain(high)}.",
            turned if low > high else f"Write value: {plain(low)}.",
        )
    unit = known_unit(raw, units, report)
    return Figure(
        id=raw.id,
        label=raw.get("label", ""),
        low=low,
        high=high,
        unit=unit,
        hedge=raw.get("hedge"),
        source=citations_of(raw, sources, report),
        line=raw.line,
    )


def known_unit(raw: Raw, units: Mapping[str, Unit], report: Report) -> str | None:
    """Return the unit as written; one that does not exist is reported here, and nowhere again."""
    unit = raw.get("unit")
    if unit is not None and unit not in units:
        report.error("reference", raw.line_of("unit"), raw.place, f'there is no unit "{unit}".', did_you_mean(unit, units))
    return unit
