"""Placeholders of hand-written pages: figures and views that are there, written as they must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulebook.content.prose import Fault, Line
from rulebook.load.collector import did_you_mean, short
from rulebook.model import Rulebook
from rulebook.wording.context import situations_input
from rulebook.wording.placeholders import ALONE, ANY, FIGURE, WRITTEN, Call, call


def placeholder_faults(lines: Iterable[Line], rulebook: Rulebook, views: bool = True) -> Iterator[Fault]:
    """Yield what is wrong with the placeholders of some lines; without `views`, they may only hold figures."""
    for line, text in lines:
        alone = ALONE.fullmatch(text)
        if alone and views:
            yield from _view(line, alone["view"], call(text), rulebook)
            continue
        for inner in ANY.findall(text):
            yield from _figure(line, inner, rulebook)
        if "{{" in ANY.sub("", text):
            yield "form", line, "{{ has no }} on the same line.", "Write a placeholder on one line, as in {{ figure }}."


def _figure(line: int, inner: str, rulebook: Rulebook) -> Iterator[Fault]:
    found, first = FIGURE.fullmatch(inner), inner.split()[:1]
    if first and first[0] in WRITTEN and first[0] not in rulebook.figures:
        yield "form", line, f"{{{{{inner}}}}} stands in a line of text.", f"A view stands alone on its line: {WRITTEN[first[0]]}."
    elif not found:
        yield (
            "form",
            line,
            f"{{{{{short(inner)}}}}} is no placeholder.",
            "Write {{ figure }}, {{ figure.low }}, {{ figure.high }} or {{ figure.bare }}.",
        )
    elif found[1].partition(".")[0] not in rulebook.figures:
        name = found[1].partition(".")[0]
        yield "reference", line, f'there is no figure "{short(name)}".', did_you_mean(name, rulebook.figures)


def _view(line: int, view: str, asked: Call | None, rulebook: Rulebook) -> Iterator[Fault]:
    if asked is None:
        yield "form", line, f"{{{{ {view} … }}}} is not written like that.", f"Write {WRITTEN[view]}."
        return
    decision = rulebook.decisions.get(asked.decision)
    if asked.decision and decision is None:
        yield (
            "reference",
            line,
            f'{view}: there is no decision "{short(asked.decision)}".',
            did_you_mean(asked.decision, rulebook.decisions),
        )
    if asked.outcome and decision and asked.outcome not in decision.outcomes:
        yield (
            "reference",
            line,
            f'{view}: {decision.id} has no outcome "{short(asked.outcome)}".',
            did_you_mean(asked.outcome, decision.outcomes),
        )
    if asked.input:
        yield from _preset(line, view, asked, rulebook)


def _preset(line: int, view: str, asked: Call, rulebook: Rulebook) -> Iterator[Fault]:
    spec, situations = rulebook.inputs.get(asked.input), situations_input(rulebook)
    if spec is None:
        yield "reference", line, f'{view}: there is no input "{short(asked.input)}".', did_you_mean(asked.input, rulebook.inputs)
    elif view == "faq" and spec is not situations:
        yield "reference", line, f"{view}: {spec.id} is not the input that names the situations.", f"Write {situations.id}=…"
    elif asked.option not in spec.options:
        yield (
            "reference",
            line,
            f'{view}: {spec.id} has no option "{short(asked.option)}".',
            did_you_mean(asked.option, spec.options),
        )
