"""A rulebook with broken parts → what of it can be judged: everything that does not rest on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from rulebook.load.collector import Part
from rulebook.model import AskingOrder, Decision, Example, Exclusion, Input, Rulebook


def prune_broken(rulebook: Rulebook, broken: Collection[Part]) -> Rulebook:
    """Return the rulebook without the inputs, figures and decisions that are broken, and without all that reads them."""
    if not broken:
        return rulebook
    inputs: dict[str, Input] = {}
    for id, each in rulebook.inputs.items():
        if ("input", id) not in broken and not _names(each.figures, broken) and _other(each) in (None, *inputs):
            inputs[id] = each
    remaining = {id: one for id, one in rulebook.decisions.items() if ("decision", id) not in broken}
    before = None
    while before != remaining.keys():
        before = remaining.keys()
        columns = inputs.keys() | before
        remaining = {id: one for id, one in remaining.items() if _rests_on_known(one, columns, broken)}
    removed = [each for id, each in rulebook.inputs.items() if id not in inputs]
    unknown_ids = {each.id for each in removed} | {each.ask_for.id for each in removed if each.ask_for}
    decisions = {id: _without_answers(one, unknown_ids) for id, one in remaining.items()}
    pruned = [("decision", id) for id in rulebook.decisions if id not in decisions]
    pruned += [("figure", id) for id in rulebook.figures if ("figure", id) in broken]
    return replace(
        rulebook,
        inputs=inputs,
        decisions=decisions,
        asking=tuple(_without_inputs(one, inputs) for one in rulebook.asking if one.when.keys() <= inputs.keys()),
        never_together=tuple(_judged(rulebook.never_together, decisions)),
        whole=False,
        pruned=tuple(pruned),
    )


def _names(figures: Collection[str], broken: Collection[Part]) -> bool:
    return any(("figure", figure) in broken for figure in figures)


def _other(each: Input) -> str | None:
    """Return the input with which a handier form compares its amount."""
    return each.ask_for.other if each.ask_for else None


def _rests_on_known(decision: Decision, columns: Collection[str], broken: Collection[Part]) -> bool:
    tests = [pair for rule in decision.rules for pair in rule.when.items()]
    return all(column in columns and not _names(test.figures, broken) for column, test in tests)


def _without_inputs(order: AskingOrder, inputs: Collection[str]) -> AskingOrder:
    return replace(order, order=tuple(id for id in order.order if id in inputs))


def _judged(exclusions: Iterable[Exclusion], decisions: Collection[str]) -> Iterator[Exclusion]:
    """Yield what keeps outcomes apart, without those of other decisions; not where one decision alone is left of several."""
    for exclusion in exclusions:
        known = tuple(name for name in exclusion.outcomes if name.partition(".")[0] in decisions)
        if known == exclusion.outcomes or len({name.partition(".")[0] for name in known}) > 1:
            yield replace(exclusion, outcomes=known)


def _without_answers(decision: Decision, unknown_ids: Collection[str]) -> Decision:
    """Return a decision whose examples leave out what it does not read and nobody knows how to read."""

    def known(example: Example) -> Example:
        return replace(example, answers={name: text for name, text in example.answers.items() if name not in unknown_ids})

    rules = tuple(replace(rule, examples=tuple(map(known, rule.examples))) for rule in decision.rules)
    return replace(decision, rules=rules)
