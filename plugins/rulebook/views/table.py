"""Decision tables: one row a rule, equal neighbours merged, every row a sentence as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import and_

from rulebook.geometry.box_tables import Table
from rulebook.model import Decision, Example, Input, Number, Rule
from rulebook.site import urls
from rulebook.views.rows import column_order, groups, merged
from rulebook.views.shapes import CellView, Link, OutcomeView, RuleView, TableView
from rulebook.wording.conditions import cell, cell_parts, rule_sentence, value_words
from rulebook.wording.context import ViewContext
from rulebook.wording.quantities import list_words


def table_view(context: ViewContext, decision: Decision, rules: Iterable[RuleView]) -> TableView:
    """Return the decision's table; `rules` are its rule views, in order."""
    rules, columns = tuple(rules), context.rulebook.columns(decision)
    order = column_order(rules, len(columns))
    heads = tuple(_header(context, columns[place]) for place in order)
    rows = tuple(replace(rule, cells=tuple(rule.cells[place] for place in order)) for rule in rules)
    return TableView(
        columns=heads,
        rules=merged(rows),
        groups=groups(context, decision.id, heads, rows),
        hit_policy=decision.hit_policy,
        hit_policy_words=context.words[f"hit_policy_{decision.hit_policy}"],
    )


def rule_views(context: ViewContext, laid_out: Table, outcomes: Mapping[str, OutcomeView]) -> dict[str, RuleView]:
    """Return a decision's rules by id, none of their cells merged yet."""
    rules = laid_out.decision.rules
    return {rule.id: _rule(context, laid_out, place, outcomes) for place, rule in enumerate(rules)}


def comes_after(laid_out: Table, place: int) -> bool:
    """Return whether an earlier rule of a `first` decision takes cases that this rule fits as well, elsewhere."""
    rules, boxes = laid_out.decision.rules, laid_out.boxes
    return laid_out.decision.hit_policy == "first" and any(
        rules[earlier].then != rules[place].then and all(map(and_, boxes[earlier], boxes[place])) for earlier in range(place)
    )


def _rule(context: ViewContext, laid_out: Table, place: int, outcomes: Mapping[str, OutcomeView]) -> RuleView:
    decision, rule = laid_out.decision, laid_out.decision.rules[place]
    return RuleView(
        id=rule.id,
        anchor=urls.rule_anchor(rule.id),
        url=urls.rule(decision.id, rule.id),
        sentence=rule_sentence(context, decision, rule, comes_after(laid_out, place)),
        cells=tuple(_cell(context, axis.id, rule) for axis in laid_out.axes),
        outcomes=tuple(outcomes[id] for id in rule.then),
        because=context.html(rule.because),
        basis=rule.basis,
        basis_words=context.basis(rule.basis),
        cites=context.cites(rule.source),
        examples=tuple(_example(context, example) for example in rule.examples),
    )


def _header(context: ViewContext, column: str) -> Link:
    spec = context.rulebook.inputs.get(column)
    return Link(spec.label, "") if spec else Link(context.rulebook.decisions[column].label, urls.decision(column))


def _cell(context: ViewContext, column: str, rule: Rule) -> CellView:
    test = rule.when.get(column)
    text = cell(context, column, test) or context.words["cell_any"]
    parts = cell_parts(context, column, test)
    return CellView(column, text, not parts, parts or (text,))


def _example(context: ViewContext, example: Example) -> Link:
    answers = [_answer(context, name, written) for name, written in example.answers.items()]
    return Link(list_words(answers, context.words, "and"), urls.check(example.answers))


def _answer(context: ViewContext, name: str, written: str) -> str:
    """Return one answer of an example in words; a handier form is said as it is written."""
    spec = context.rulebook.inputs.get(name)
    if spec is None:
        return context.words["example_answer"].format(label=name.replace("_", " "), value=written)
    if spec.type == "choice":
        option = spec.options.get(written)
        return (option and (option.phrase or _labelled(context, spec, written))) or _labelled(context, spec, written)
    return _labelled(context, spec, _number(written))


def _labelled(context: ViewContext, spec: Input, value: str | Number) -> str:
    return context.words["example_answer"].format(label=spec.label, value=value_words(context, spec, value))


def _number(written: str) -> str | Number:
    try:
        value = float(written)
    except ValueError:
        return written
    return int(value) if value == int(value) else value
