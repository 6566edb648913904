"""Things → inputs, each with its options, range and handier form."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.geometry.axes import ends
from rulebook.load import unary
from rulebook.load.collector import Report, did_you_mean
from rulebook.load.general_answers import make_general_answer
from rulebook.load.groups import make_groups
from rulebook.load.nodes import Node
from rulebook.load.raw import Raw
from rulebook.load.scalars import read_text
from rulebook.load.sections import known_unit
from rulebook.model import AskFor, Figure, Input, Interval, Option, Source, Unit

NUMERIC = ("integer", "number")


def make_inputs(
    raws: Mapping[str, Raw],
    units: Mapping[str, Unit],
    figures: Mapping[str, Figure],
    sources: Mapping[str, Source],
    report: Report,
) -> dict[str, Input]:
    """Return the inputs, in the order of asking."""
    made: dict[str, Input] = {}
    for id, raw in raws.items():
        made[id] = _input(raw, units, figures, sources, made, report)
    return made


def _input(
    raw: Raw,
    units: Mapping[str, Unit],
    figures: Mapping[str, Figure],
    sources: Mapping[str, Source],
    earlier: Mapping[str, Input],
    report: Report,
) -> Input:
    kind = raw.get("type", "")
    _hold_against_type(raw, kind, report)
    unit = known_unit(raw, units, report)
    bounds, used = _range(raw, unit, units, figures, report) if kind in NUMERIC else (None, ())
    options = {id: _option(each, sources, report) for id, each in raw.get("options", {}).items()}
    ask_for = _ask_for(raw, kind, options, earlier, report) if "ask_for" in raw.values else None
    return Input(
        id=raw.id,
        question=raw.get("question", ""),
        label=raw.get("label", ""),
        type=kind,
        help=raw.get("help"),
        options=options,
        groups=make_groups(raw, options, report) if kind == "choice" else {},
        unit=unit,
        range=bounds,
        unknown=raw.get("unknown"),
        unknown_phrase=raw.get("unknown_phrase"),
        ask_for=ask_for,
        aliases=raw.get("aliases", ()),
        figures=used,
        line=raw.line,
    )


def _option(raw: Raw, sources: Mapping[str, Source], report: Report) -> Option:
    return Option(
        id=raw.id,
        label=raw.get("label", ""),
        phrase=raw.get("phrase"),
        said=raw.get("said"),
        lead=make_general_answer(raw.get("lead"), sources, report),
        help=raw.get("help"),
        also=raw.get("also", ()),
        aliases=raw.get("aliases", ()),
        line=raw.line,
    )


FITS = {"options": ("choice",), "groups": ("choice",), "unit": NUMERIC, "range": NUMERIC}


def _hold_against_type(raw: Raw, kind: str, report: Report) -> None:
    if not kind:
        return
    for key, types in FITS.items():
        if key in raw.nodes and kind not in types:
            report.error(
                "form",
                raw.line_of(key),
                raw.place,
                f"{key} does not go with type {kind}.",
                f"Take {key} out, or write type: {types[-1]}.",
            )
    if kind == "choice" and not raw.get("options"):
        report.error(
            "form",
            raw.line,
            raw.place,
            "a choice needs options.",
            "List them: options: {first: {label: …}, second: {label: …}}.",
        )


def _range(
    raw: Raw, unit: str | None, units: Mapping[str, Unit], figures: Mapping[str, Figure], report: Report
) -> tuple[Interval | None, tuple[str, ...]]:
    """Return the interval of numbers that can occur, and the figures it names."""
    node = raw.nodes.get("range")
    text = range_text(node, raw, report) if node else None
    if node is None or text is None:
        return None, ()
    test, faults = unary.parse(text, unary.Column(raw.id, None, unit), figures)
    for fault in faults:
        if any(each not in units for each in fault.units if each):
            continue  # a unit that does not exist has been reported
        report.error(fault.kind, node.line, raw.place, f"range: {fault.message}", fault.cure)
    if faults:
        return None, ()
    if test is None or len(test.intervals) != 1:
        report.error("form", node.line, raw.place, f'range "{text}" is not one interval.', 'Write it as in: range: "[0..100]".')
        return None, ()
    bounds = test.intervals[0]
    if raw.get("type") == "integer" and _holds_no_whole_number(bounds):
        report.error(
            "form", node.line, raw.place, f'range "{text}" holds no whole number.', "Use square brackets for ends that count."
        )
        return None, ()
    return bounds, test.figures


def _holds_no_whole_number(bounds: Interval) -> bool:
    low, high = ends("integer", bounds)
    return low is not None and high is not None and low >= high


def range_text(node: Node, raw: Raw, report: Report) -> str | None:
    """Return the text of a range; brackets without quotes are a list to YAML."""
    if node.kind == "list" and node.flow and len(node.items) == 1 and ".." in str(node.items[0].value):
        text = f"[{node.items[0].value}]"
        report.recoverable_error(
            "form", node.line, raw.place, f"range {text} is a list without quotes.", f'Put it in quotes: range: "{text}".'
        )
        return text
    return read_text(node, "range", raw.place, report)


def _ask_for(raw: Raw, kind: str, options: Mapping[str, Option], earlier: Mapping[str, Input], report: Report) -> AskFor | None:
    asked: Raw = raw.get("ask_for")
    forms = [form for form in ("date", "amount") if form in asked.nodes]
    if len(forms) != 1:
        report.error(
            "form",
            asked.line,
            raw.place,
            "ask_for needs a date or an amount.",
            "Give exactly one of the two: {date: window_end, …} or {amount: quote, …}.",
        )
        return None
    return FORMS[forms[0]](raw, asked, kind, options, earlier, report)


def _date(raw: Raw, asked: Raw, kind: str, options: Mapping[str, Option], earlier: Mapping[str, Input], report: Report) -> AskFor:
    if kind and kind != "integer":
        report.error(
            "form",
            asked.line_of("date"),
            raw.place,
            f"a date gives whole days, and the type is {kind}.",
            "Write type: integer.",
        )
    if "minus" not in asked.nodes:
        report.error(
            "form", asked.line, raw.place, "ask_for has a date and does not say what to take from it.", "Add minus: today."
        )
    _refuse(asked, "compare", "an amount", raw, report)
    return AskFor("date", asked.get("date", ""), asked.get("question", ""), missing=asked.get("missing"), line=asked.line)


def _amount(
    raw: Raw, asked: Raw, kind: str, options: Mapping[str, Option], earlier: Mapping[str, Input], report: Report
) -> AskFor:
    if kind and (kind != "choice" or set(options) != {"yes", "no"}):
        report.error(
            "form",
            asked.line_of("amount"),
            raw.place,
            "an amount answers a choice of yes and no.",
            'Write type: choice and options: {"yes": {label: "Yes"}, "no": {label: "No"}}.',
        )
    for key in ("minus", "missing"):
        _refuse(asked, key, "a date", raw, report)
    operator, other = _comparison(raw, asked, earlier, report)
    return AskFor(
        kind="amount",
        id=asked.get("amount", ""),
        question=asked.get("question", ""),
        operator=operator,
        other=other,
        line=asked.line,
    )


FORMS = {"date": _date, "amount": _amount}


def _refuse(asked: Raw, key: str, form: str, raw: Raw, report: Report) -> None:
    if key in asked.nodes:
        report.error("form", asked.line_of(key), raw.place, f"{key} goes with {form} only.", f"Take {key} out.")


def _comparison(raw: Raw, asked: Raw, earlier: Mapping[str, Input], report: Report) -> tuple[str | None, str | None]:
    if "compare" not in asked.nodes:
        report.error(
            "form",
            asked.line,
            raw.place,
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
            raw.place,
            f'compare "{text}" is not a comparison.',
            'Write an operator and an earlier input, as in: "> item_value".',
        )
        return None, None
    other = match[2].strip()
    numeric = [id for id, each in earlier.items() if each.type in NUMERIC]
    if other not in numeric and ("input", other) not in report.broken:
        report.error(
            "reference",
            asked.line_of("compare"),
            raw.place,
            f'compare: "{other}" is no number input that stands earlier.',
            did_you_mean(other, numeric),
        )
    return match[1], other
