"""Turn a verified rulebook into the program that `evaluate` walks: plain data, fit for JSON.

{"version", "reviewed": [day number, day number of the last day on which that counts] or None,
 "inputs": [{"id", "type", "options", "groups", "unknown", "low", "high", "aliases", "option_aliases", "ask_for"}],
 "order": [names of inputs and handier forms], "names": {name as it may be written: name},
 "people": [ids of the decisions that people are told, the headline first], "asking": orders (schedule.py),
 "decisions": [{"id", "hit_policy", "aliases", "leaves", "diagrams": [{"root", "nodes", "support", "rule"?, "then"?}]}],
 "timeline"}

A node is [input, bounds or None, children]; a leaf of `unique` and `first` is [rule, outcome]. In a `collect` rule's
diagram leaf 0 says that the rule holds. `support` lists, for each node, the inputs of it and of all nodes under it. `low`
and `high` are the bounds at the ends of an input's range. `groups` are lists of options; an alias leads to an option or a group,
or to "" where an option was split.
"""

from __future__ import annotations

from rulebook.dates import day_number
from rulebook.diagram.compile import Diagram, diagrams
from rulebook.diagram.schedule import asking, timeline
from rulebook.geometry.axes import ends
from rulebook.model import Decision, Input, Option, OptionGroup, Rulebook


def program(rulebook: Rulebook) -> dict:
    """Return the program of a rulebook that has no errors. Raise TooLarge."""
    return assemble(rulebook, [decision_program(one, diagrams(rulebook, one)) for one in rulebook.decisions.values()])


def assemble(rulebook: Rulebook, decisions: list[dict]) -> dict:
    """Return a program with these decisions."""
    specs = rulebook.inputs.values()
    order = [name for spec in specs for name in ((spec.id, spec.ask_for.id) if spec.ask_for else (spec.id,))]
    return {
        "version": rulebook.version,
        "reviewed": _reviewed(rulebook),
        "inputs": [_input(spec) for spec in specs],
        "order": order,
        "names": {alias: spec.id for spec in specs for alias in spec.aliases} | {name: name for name in order},
        "people": [one.id for one in rulebook.for_people if one.id in {made["id"] for made in decisions}],
        "asking": asking(rulebook),
        "decisions": decisions,
        "timeline": timeline(rulebook),
    }


def decision_program(decision: Decision, compiled: list[Diagram]) -> dict:
    """Return one decision of the program."""
    collect = decision.hit_policy == "collect"
    rules = {rule.id: rule for rule in decision.rules}
    return {
        "id": decision.id,
        "hit_policy": decision.hit_policy,
        "aliases": list(decision.aliases),
        "leaves": [] if collect else [[rule.id, rule.then[0]] for rule in decision.rules],
        "diagrams": [
            _diagram(one) | ({"rule": one.rule, "then": list(rules[one.rule].then)} if one.rule is not None else {})
            for one in compiled
        ],
    }


def _reviewed(rulebook: Rulebook) -> list[int] | None:
    """Return the day numbers of the last review and of the last day on which it counts; None where there is no such day."""
    if not rulebook.reviewed or not rulebook.review_within:
        return None
    day = day_number(rulebook.reviewed.year, rulebook.reviewed.month, rulebook.reviewed.day)
    return [day, day + rulebook.review_within]


def _diagram(diagram: Diagram) -> dict:
    nodes = [
        [node.input, None if node.bounds is None else [list(bound) for bound in node.bounds], list(node.children)]
        for node in diagram.nodes
    ]
    return {"root": diagram.root, "nodes": nodes, "support": _support(diagram)}


def _support(diagram: Diagram) -> list[list[int]]:
    """Return the inputs of each node and of all nodes under it, in file order; those under it stand before it."""
    found: list[set[int]] = []
    for node in diagram.nodes:
        found.append({node.input}.union(*(found[child] for child in node.children if child >= 0)))
    return [sorted(inputs) for inputs in found]


def _former_answers(spec: Input) -> dict[str, str]:
    """Return what former ids of options mean now; one that became several options means none of them."""
    found: dict[str, str] = {}
    answers: list[Option | OptionGroup] = [*spec.options.values(), *spec.groups.values()]
    for one in answers:
        found |= {old: "" if old in found else one.id for old in one.aliases}
    return found


def _input(spec: Input) -> dict:
    low, high = ends(spec.type, spec.range) if spec.range else (None, None)
    ask_for = spec.ask_for
    return {
        "id": spec.id,
        "type": spec.type,
        "options": list(spec.options),
        "groups": {group.id: list(group.options) for group in spec.groups.values()},
        "unknown": spec.unknown is not None,
        "low": list(low) if low else None,
        "high": list(high) if high else None,
        "aliases": list(spec.aliases),
        "option_aliases": _former_answers(spec),
        "ask_for": ask_for and {"kind": ask_for.kind, "id": ask_for.id, "operator": ask_for.operator, "other": ask_for.other},
    }
