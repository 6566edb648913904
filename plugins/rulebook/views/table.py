"""Decision tables: one row a rule, equal neighbours merged, every row a sentence as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import and_

from rulebook.model import Decision, Example, Rule
from rulebook.tables import Table
from rulebook.views import urls
from rulebook.views.sentences import cell, cell_parts, listed, rule_sentence, value_words
from rulebook.views.rows import column_order, groups, merged
from rulebook.views.setting import Setting
from rulebook.views.shapes import CellView, Link, OutcomeView, RuleView, TableView


def table_view(setting: Setting, decision: Decision, rules: Iterable[RuleView]) -> TableView:
    """Return the decision's table; `rules` are its rule views, in order."""
    rules, columns = tuple(rules), setting.rulebook.columns(decision)
    order = column_order(rules, len(columns))
    heads = tuple(_header(setting, columns[place]) for place in order)
    rows = tuple(replace(rule, cells=tuple(rule.cells[place] for place in order)) for rule in rules)
    return TableView(
        columns=heads,
        rules=merged(rows),
        groups=groups(setting, decision.id, heads, rows),
        hit_policy=decision.hit_policy,
        hit_policy_words=setting.words[f"hit_policy_{decision.hit_policy}"],
    )


def rule_views(setting: Setting, laid_out: Table, outcomes: Mapping[str, OutcomeView]) -> dict[str, RuleView]:
    """Return a decision's rules by id, none of their cells merged yet."""
    rules = laid_out.decision.rules
    return {rule.id: _rule(setting, laid_out, place, outcomes) for place, rule in enumerate(rules)}


def comes_after(laid_out: Table, place: int) -> bool:
    """Return whether an earlier rule of a `first` decision takes cases that this rule fits as well, elsewhere."""
    rules, boxes = laid_out.decision.rules, laid_out.boxes
    return laid_out.decision.hit_policy == "first" and any(
        rules[earlier].then != rules[place].then and all(map(and_, boxes[earlier], boxes[place])) for earlier in range(place)
    )


def _rule(setting: Setting, laid_out: Table, place: int, outcomes: Mapping[str, OutcomeView]) -> RuleView:
    decision, rule = laid_out.decision, laid_out.decision.rules[place]
    return RuleView(
        id=rule.id,
        anchor=urls.rule_anchor(rule.id),
        url=urls.rule(decision.id, rule.id),
        sentence=rule_sentence(setting, decision, rule, comes_after(laid_out, place)),
        cells=tuple(_cell(setting, axis.id, rule) for axis in laid_out.axes),
        outcomes=tuple(outcomes[id] for id in rule.then),
        because=setting.html(rule.because),
        basis=rule.basis,
        basis_words=setting.basis(rule.basis),
        cites=setting.cites(rule.source),
        examples=tuple(_example(setting, example) for example in rule.examples),
    )


def _header(setting: Setting, column: str) -> Link:
    spec = setting.rulebook.inputs.get(column)
    return Link(spec.label, "") if spec else Link(setting.rulebook.decisions[column].label, urls.decision(column))


def _cell(setting: Setting, column: str, rule: Rule) -> CellView:
    test = rule.when.get(column)
    said = cell(setting, column, test) or setting.words["cell_any"]
    parts = cell_parts(setting, column, test)
    return CellView(column, said, not parts, parts or (said,))


def _example(setting: Setting, example: Example) -> Link:
    said = [_answer(setting, name, written) for name, written in example.answers.items()]
    return Link(listed(said, setting.words, "and"), urls.check(example.answers))


def _answer(setting: Setting, name: str, written: str) -> str:
    """Return one answer of an example in words; a handier form is said as it is written."""
    spec = setting.rulebook.inputs.get(name)
    if spec is None:
        return setting.words["example_answer"].format(label=name.replace("_", " "), value=written)
    if spec.type == "choice":
        option = spec.options.get(written)
        return (option and (option.phrase or _labelled(setting, spec, written))) or _labelled(setting, spec, written)
    return _labelled(setting, spec, _number(written))


def _labelled(setting: Setting, spec, value) -> str:
    return setting.words["example_answer"].format(label=spec.label, value=value_words(setting, spec, value))


def _number(written: str):
    try:
        value = float(written)
    except ValueError:
        return written
    return int(value) if value == int(value) else value
