"""What a decision says under some answers, as lines "condition → outcome", exact and short.

An outcome is told by the fewest tests of its rules that keep it apart from what is still to be told, or by its paths where
these are shorter. What counts before, and what holds otherwise, stands in lists of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rulebook.diagram.compile import Diagram
from rulebook.diagram.restrict import OUT, leaves, relabelled, shares
from rulebook.model import Decision, Rule
from rulebook.views.grouped import Groups, Line, grouped, line_views
from rulebook.views.lists import collected
from rulebook.views.rule_tests import Compiled, RuleTests, Ways, few_paths
from rulebook.views.shapes import LinesView, OutcomeView
from rulebook.views.stages import Answers, under

MOST_RULES = 60  # of a decision with more of them, only the table tells which one holds
EXCEPTIONS = 0.55  # so large a share of all answers is no exception any more
SHORT, SHORTER = 130, 70  # letters of a path, and of each of two, told in place of "in every other case"

Layers = list[list[Line]]  # what stands in a list holds where nothing in those before it does


def lines_of(compiled: Compiled, decision: Decision, outcomes: Mapping[str, OutcomeView], answers: Answers) -> LinesView | None:
    """Return what a decision says under some answers; None where it has so many rules that only its table tells it."""
    if len(decision.rules) > MOST_RULES:
        return None
    rule_tests = RuleTests(compiled, decision, answers)
    if decision.hit_policy == "collect":
        return LinesView(grouped(rule_tests, outcomes, list(collected(rule_tests))))
    layers = layers_of(chosen_of(rule_tests))
    main = _main(layers)
    groups = [grouped(rule_tests, outcomes, layers[main])]
    groups += [_otherwise(compiled, layer, grouped(rule_tests, outcomes, layer)) for layer in layers[main + 1 :]]
    return LinesView(tuple(chain(*groups)), tuple(chain(*(line_views(rule_tests, outcomes, layer) for layer in layers[:main]))))


def _otherwise(compiled: Compiled, layer: Sequence[Line], groups: Groups) -> Groups:
    """Return the groups of a list that holds where none before it does, with that above them; "in every other case" says it."""
    if len(layer) == 1 and not layer[0].ways:
        return groups
    (above, lines), *others = groups
    return ((" ".join(filter(None, [compiled.context.words["lines_otherwise"], above])), lines), *others)


def _main(layers: Layers) -> int:
    """Return the place of the first list that is shown: what stands before it are exceptions, which fewer answers lead to."""
    place, passed = 0, 0.0
    for at, layer in enumerate(layers):
        if layer[0].ways and passed < EXCEPTIONS:
            place = at
        passed += sum(line.share for line in layer)
    return place


@dataclass(frozen=True)
class Chosen:
    """A decision with one answer: its diagram, the rules that can hold by leaf, its outcomes' shares and few paths."""

    rule_tests: RuleTests
    whole: Diagram
    rules: Mapping[int, Rule]
    shares: Mapping[str, float]
    paths: Mapping[str, Ways]

    def short(self, outcome: str) -> Ways:
        """Return the one or two paths to an outcome; none where they are more, or long."""
        ways = self.paths.get(outcome, ())
        most = SHORT if len(ways) == 1 else SHORTER
        return ways if all(len(self.rule_tests.said(way)) <= most for way in ways) else ()


def chosen_of(rule_tests: RuleTests) -> Chosen:
    """Return what is needed of a decision with one answer to tell its outcomes apart."""
    decision, rulebook = rule_tests.decision, rule_tests.compiled.context.rulebook
    whole = under(rulebook, rule_tests.compiled.diagrams[decision.id][0], rule_tests.answers)
    rules = {leaf: decision.rules[leaf] for leaf in sorted(leaves(whole) - {OUT})}
    reached, outcomes = shares(whole), list(decision.outcomes)
    likely = {id: sum(reached[leaf] for leaf, rule in rules.items() if rule.then[0] == id) for id in outcomes}
    by_outcome = relabelled(whole, lambda leaf: OUT if leaf == OUT else outcomes.index(decision.rules[leaf].then[0]))
    found = {outcomes[end]: ways for end, ways in few_paths(rule_tests, by_outcome).items() if end != OUT}
    return Chosen(rule_tests, whole, rules, likely, found)


def layers_of(chosen: Chosen) -> Layers:
    """Return all outcomes with the ways that lead to them."""
    plain = [Line(id, ways, chosen.shares[id]) for id, ways in chosen.paths.items() if len(ways) == 1 and len(ways[0]) <= 1]
    left = _without(chosen.rules, plain)
    first = plain + _apart(chosen, left, chosen.rules)
    layers: Layers = [first] if first else []
    left = _without(left, first)
    while left:
        found = _apart(chosen, left, left)
        rest = _without(left, found)
        if not found:
            line, rest = _first(chosen, left)
            found = [line]
        layers.append(found)
        left = rest
    order = list(chosen.rule_tests.decision.outcomes)
    return _joined(chosen, [sorted(layer, key=lambda line: order.index(line.outcome)) for layer in layers])


def _without(rules: Mapping[int, Rule], lines: Sequence[Line]) -> dict[int, Rule]:
    done = {line.outcome for line in lines}
    return {leaf: rule for leaf, rule in rules.items() if rule.then[0] not in done}


def _apart(chosen: Chosen, wanted: Mapping[int, Rule], among: Mapping[int, Rule]) -> list[Line]:
    """Return the wanted outcomes that tests of all their rules tell apart from all others among some rules."""
    found: list[Line] = []
    if len({rule.then[0] for rule in among.values()}) > 1:
        for id in dict.fromkeys(rule.then[0] for rule in wanted.values()):
            others = [leaf for leaf, rule in among.items() if rule.then[0] != id]
            ways = [chosen.rule_tests.apart(chosen.whole, rule, others) for rule in wanted.values() if rule.then[0] == id]
            if all(way is not None for way in ways):
                made = chosen.rule_tests.together([way for way in ways if way is not None])
                found.append(Line(id, made, chosen.shares[id]))
    return found


def _first(chosen: Chosen, left: Mapping[int, Rule]) -> tuple[Line, dict[int, Rule]]:
    """Return a line for the first rule that is left, and the rules that are left then.

    Its outcome is told whole by short paths, or where no other outcome is left; else by this one rule, before which none holds.
    """
    leaf, rule = next(iter(left.items()))
    outcome = rule.then[0]
    whole = Line(outcome, chosen.short(outcome), chosen.shares[outcome])
    rest = _without(left, [whole])
    if whole.ways or not rest:
        return whole, rest
    return Line(outcome, (chosen.rule_tests.in_full(rule),), chosen.shares[outcome]), {
        at: one for at, one in left.items() if at != leaf
    }


def _joined(chosen: Chosen, layers: Layers) -> Layers:
    """Return the lists with the last one in the one before, if all of it can be said exactly and in short."""
    last = [line._replace(ways=chosen.short(line.outcome)) for line in layers[-1]]
    if len(layers) == 1 or any(len(line.ways) != 1 for line in last):
        return layers
    whole = {line.outcome for line in last}
    others = [[line for line in layer if line.outcome not in whole] for layer in layers[:-1]]
    return _joined(chosen, [*filter(None, others[:-1]), others[-1] + last])
