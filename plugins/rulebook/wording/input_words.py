"""What both worlds say of an input: its unit, labels and phrases, its range, and the numbers that the rules name."""

from __future__ import annotations

from typing import Any

from rulebook.geometry.axes import ends
from rulebook.model import Input, Interval, Number, Rulebook, Test
from rulebook.wording.units import unit_words

InputWords = dict[str, Any]


def words_of_inputs(rulebook: Rulebook) -> dict[str, InputWords]:
    """Return what `quantities` needs of each input, by id: plain data, fit for JSON."""
    named = _thresholds(rulebook)
    return {id: _words(rulebook, spec, named.get(id, {})) for id, spec in rulebook.inputs.items()}


def _words(rulebook: Rulebook, spec: Input, named: dict[Number, str]) -> InputWords:
    low, high = ends(spec.type, spec.range or Interval())
    return {
        "label": spec.label,
        "type": spec.type,
        "unknown": spec.unknown or "",
        "unknown_phrase": spec.unknown_phrase or "",
        "options": {option.id: [option.label, option.phrase or "", option.said or ""] for option in spec.options.values()},
        **unit_words(rulebook.units.get(spec.unit or "")),
        "low": low and list(low),
        "high": high and list(high),
        "thresholds": [[number, hedge] for number, hedge in named.items()],
    }


def _thresholds(rulebook: Rulebook) -> dict[str, dict[Number, str]]:
    """Return the numbers that tests name, by input, each with the softening word of the figure that it stands for."""
    found: dict[str, dict[Number, str]] = {}
    for decision in rulebook.decisions.values():
        for rule in decision.rules:
            for column, test in rule.when.items():
                hedges = _hedges(rulebook, test)
                for number in _numbers(test):
                    known = found.setdefault(column, {})
                    known[number] = known.get(number) or hedges.get(number, "")
    return found


def _numbers(test: Test) -> list[Number]:
    return [end for interval in test.intervals for end in (interval.low, interval.high) if end is not None]


def _hedges(rulebook: Rulebook, test: Test) -> dict[Number, str]:
    figures = [rulebook.figures[name] for name in test.figures if name in rulebook.figures]
    return {figure.high: figure.hedge for figure in figures if figure.hedge and not figure.is_range}
