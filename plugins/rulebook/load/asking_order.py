"""`asking:` → orders of asking: tests of answers only, inputs that exist, and nothing asked before what it is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rulebook.load.collector import Report, did_you_mean, short
from rulebook.load.raw import Raw
from rulebook.load.when import Conditions
from rulebook.model import AskingOrder, Input


def make_asking(raws: list[Raw], conditions: Conditions, inputs: Mapping[str, Input], report: Report) -> tuple[AskingOrder, ...]:
    """Return the orders of asking that are sound, in the order in which they are tried."""
    made: list[AskingOrder] = []
    always: Raw | None = None
    for raw in raws:
        before = len(report.findings)
        when = conditions.read(raw)
        for kind, key, (message, cure) in _faults(raw, [id for id in when if id not in inputs], inputs, always):
            report.recoverable_error(kind, raw.line_of(key), raw.place, message, cure)
        if len(report.findings) == before and "order" in raw.values:
            made.append(AskingOrder(raw.get("order"), when, line=raw.line))
        unconditional = not when and not raw.get("when")  # where it names what is broken, nothing of it was read
        always = always or (raw if unconditional and len(report.findings) == before else None)
    return tuple(made)


def _faults(raw: Raw, decisions: list[str], inputs: Mapping[str, Input], always: Raw | None) -> Iterator[tuple[str, str, tuple]]:
    """Yield kind, key, and message with cure of everything that is wrong with one entry."""
    if always:
        message = f"it never gets its turn: the one in line {always.line} has no when, and always holds."
        yield "form", "when", (message, "Let the entry without when be the last.")
    for id in decisions:
        message = f'when: "{id}" is a decision, and the order of asking follows the answers.'
        yield "reference", "when", (message, "Test the inputs that the decision reads.")
    yield from (("reference" if unknown else "form", "order", fault) for unknown, fault in _order_faults(raw, inputs))


def _order_faults(raw: Raw, inputs: Mapping[str, Input]) -> Iterator[tuple[bool, tuple[str, str]]]:
    """Yield whether something that does not exist is named, and message with cure, of what is wrong with an order."""
    order = raw.get("order")
    if order is None:
        return  # it is missing, and has been reported
    if not order:
        yield False, ("its order is empty.", "Name the inputs to be asked first, as in: order: [problem, days_left].")
    for id in dict.fromkeys(order):
        if id not in inputs:
            yield True, (f'order: there is no input "{short(id)}".', _meant(id, inputs))
    for id in [id for id, times in Counter(order).items() if times > 1]:
        yield False, (f'order names "{short(id)}" more than once.', "Name each input once.")
    full = AskingOrder(tuple(id for id in order if id in inputs)).in_full(inputs)
    for spec in inputs.values():
        form = spec.ask_for
        if form and form.other is not None and form.other in inputs and full.index(form.other) > full.index(spec.id):
            message = f"order asks {spec.id} before {form.other}, and its amount {form.id} is compared with that."
            yield False, (message, f"Name {form.other} before {spec.id}.")


def _meant(id: str, inputs: Mapping[str, Input]) -> str:
    for spec in inputs.values():
        if spec.ask_for and spec.ask_for.id == id:
            return f"{id} is the handier form of {spec.id}: write {spec.id}."
        if id in spec.aliases:
            return f"{id} is a former id: write {spec.id}."
    return did_you_mean(id, inputs)
