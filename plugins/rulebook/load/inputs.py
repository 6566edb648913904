"""Things → inputs, each with its options, range and handier form."""

from __future__ import annotations

from collections.abc import Mapping

from .. import unary
from ..cells import ends
from ..model import AskFor, Figure, Input, Interval, Option
from .nodes import Node
from .report import Report, did_you_mean
from .scalars import read_text
from .sections import known_unit
from .things import Thing

NUMERIC = ("integer", "number")


def make_inputs(things: Mapping[str, Thing], units: Mapping, figures: Mapping[str, Figure], report: Report) -> dict[str, Input]:
    """Return the inputs, in the order of asking."""
    made: dict[str, Input] = {}
    for id, thing in things.items():
        made[id] = _input(thing, units, figures, made, report)
    return made


def _input(thing: Thing, units, figures, earlier: Mapping[str, Input], report: Report) -> Input:
    kind = thing.get("type", "")
    _hold_against_type(thing, kind, report)
    unit = known_unit(thing, units, report)
    bounds, used = _range(thing, unit, units, figures, report) if kind in NUMERIC else (None, ())
    options = {id: _option(each) for id, each in thing.get("options", {}).items()}
    ask_for = _ask_for(thing, kind, options, earlier, report) if "ask_for" in thing.values else None
    return Input(
        thing.id,
        thing.get("question", ""),
        thing.get("label", ""),
        kind,
        thing.get("help"),
        options,
        unit,
        bounds,
        thing.get("unknown"),
        ask_for,
        thing.get("aliases", ()),
        used,
        line=thing.line,
    )


def _option(thing: Thing) -> Option:
    return Option(
        thing.id, thing.get("label", ""), thing.get("phrase"), thing.get("help"), thing.get("aliases", ()), line=thing.line
    )


FITS = {"options": ("choice",), "unit": NUMERIC, "range": NUMERIC}


def _hold_against_type(thing: Thing, kind: str, report: Report) -> None:
    if not kind:
        return
    for key, types in FITS.items():
        if key in thing.nodes and kind not in types:
            report.error(
                "form",
                thing.line_of(key),
                thing.place,
                f"{key} does not go with type {kind}.",
                f"Take {key} out, or write type: {types[-1]}.",
            )
    if kind == "choice" and not thing.get("options"):
        report.error(
            "form",
            thing.line,
            thing.place,
            "a choice needs options.",
            "List them: options: {first: {label: …}, second: {label: …}}.",
        )


def _range(thing: Thing, unit: str | None, units: Mapping, figures, report: Report) -> tuple[Interval | None, tuple[str, ...]]:
    """Return the stretch of numbers that can occur, and the figures it names."""
    node = thing.nodes.get("range")
    text = range_text(node, thing, report) if node else None
    if text is None:
        return None, ()
    test, faults = unary.parse(text, unary.Column(thing.id, None, unit), figures)
    for fault in faults:
        if any(each not in units for each in fault.units if each):
            continue  # a unit that does not exist has been reported
        report.error(fault.kind, node.line, thing.place, f"range: {fault.message}", fault.cure)
    if faults:
        return None, ()
    if test is None or len(test.intervals) != 1:
        report.error("form", node.line, thing.place, f'range "{text}" is not one interval.', 'Write it as in: range: "[0..100]".')
        return None, ()
    bounds = test.intervals[0]
    if thing.get("type") == "integer" and _holds_no_whole_number(bounds):
        report.error("form", node.line, thing.place, f'range "{text}" holds no whole number.', "Use square brackets for ends that count.")
        return None, ()
    return bounds, test.figures


def _holds_no_whole_number(bounds: Interval) -> bool:
    low, high = ends("integer", bounds)
    return low is not None and high is not None and low >= high


def range_text(node: Node, thing: Thing, report: Report) -> str | None:
    """Return the text of a range; brackets without quotes are a list to YAML."""
    if node.kind == "list" and node.flow and len(node.value) == 1 and ".." in str(node.value[0].value):
        text = f"[{node.value[0].value}]"
        report.mended(
            "form", node.line, thing.place, f"range {text} is a list without quotes.", f'Put it in quotes: range: "{text}".'
        )
        return text
    return read_text(node, "range", thing.place, report)


def _ask_for(thing: Thing, kind: str, options, earlier: Mapping[str, Input], report: Report) -> AskFor | None:
    asked: Thing = thing.get("ask_for")
    forms = [form for form in ("date", "amount") if form in asked.nodes]
    if len(forms) != 1:
        report.error(
            "form",
            asked.line,
            thing.place,
            "ask_for needs a date or an amount.",
            "Give exactly one of the two: {date: window_end, …} or {amount: quote, …}.",
        )
        return None
    return FORMS[forms[0]](thing, asked, kind, options, earlier, report)


def _date(thing, asked, kind, options, earlier, report) -> AskFor:
    if kind and kind != "integer":
        report.error(
            "form",
            asked.line_of("date"),
            thing.place,
            f"a date gives whole days, and the type is {kind}.",
            "Write type: integer.",
        )
    if "minus" not in asked.nodes:
        report.error(
            "form", asked.line, thing.place, "ask_for has a date and does not say what to take from it.", "Add minus: today."
        )
    _refuse(asked, "compare", "an amount", thing, report)
    return AskFor("date", asked.get("date", ""), asked.get("question", ""), line=asked.line)


def _amount(thing, asked, kind, options, earlier, report) -> AskFor:
    if kind and (kind != "choice" or set(options) != {"yes", "no"}):
        report.error(
            "form",
            asked.line_of("amount"),
            thing.place,
            "an amount answers a choice of yes and no.",
            'Write type: choice and options: {"yes": {label: "Yes"}, "no": {label: "No"}}.',
        )
    _refuse(asked, "minus", "a date", thing, report)
    operator, other = _comparison(thing, asked, earlier, report)
    return AskFor("amount", asked.get("amount", ""), asked.get("question", ""), operator, other, line=asked.line)


FORMS = {"date": _date, "amount": _amount}


def _refuse(asked: Thing, key: str, form: str, thing: Thing, report: Report) -> None:
    if key in asked.nodes:
        report.error("form", asked.line_of(key), thing.place, f"{key} goes with {form} only.", f"Take {key} out.")


def _comparison(thing, asked, earlier, report) -> tuple[str | None, str | None]:
    if "compare" not in asked.nodes:
        report.error(
            "form",
            asked.line,
            thing.place,
            "ask_for has an amount and does not say what to compare it with.",
            'Add compare: an operator and an earlier input, as in: "> item_value".',
        )
        return None, None
    text = asked.get("compare", "")
    match = unary.COMPARISON.fullmatch(text)
    if not match:
        report.error(
            "form",
            asked.line_of("compare"),
            thing.place,
            f'compare "{text}" is not a comparison.',
            'Write an operator and an earlier input, as in: "> item_value".',
        )
        return None, None
    other = match[2].strip()
    numeric = [id for id, each in earlier.items() if each.type in NUMERIC]
    if other not in numeric:
        report.error(
            "reference",
            asked.line_of("compare"),
            thing.place,
            f'compare: "{other}" is no number input that stands earlier.',
            did_you_mean(other, numeric),
        )
    return match[1], other
