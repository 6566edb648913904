"""The outcomes that are still possible, each with the conditions that lead to it: exact, or said to be many."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.diagram import Diagram
from rulebook.model import Decision, Test
from rulebook.views.restrict import first_met, leaves
from rulebook.views.sentences import conditions
from rulebook.views.setting import Setting
from rulebook.views.shapes import CaseView, OutcomeView
from rulebook.views.ways import ways

MOST_SAID = 8  # so many ways to one outcome are said; beyond, the steps tell them better
REST = 6  # an outcome with at least so many ways, more than any other, is "every other case"

Ways = dict[str, list[dict[str, Test]]]


def case_views(
    setting: Setting, decision: Decision, compiled: list[Diagram], outcomes: Mapping[str, OutcomeView]
) -> tuple[CaseView, ...]:
    """Return one view per outcome that the diagrams can lead to, "every other case" last."""
    collect = decision.hit_policy == "collect"
    found = _collected(setting, decision, compiled) if collect else _decided(setting, decision, compiled[0])
    rest = None if collect else _rest(found)
    said = {id: _said(setting, each) for id, each in found.items() if id != rest}
    if rest:
        said[rest] = (setting.words["case_otherwise"],)
    return tuple(CaseView(outcomes[id], when) for id, when in said.items())


def _decided(setting: Setting, decision: Decision, diagram: Diagram) -> Ways:
    """Return the ways to each outcome, those that first answers lead to first; no ways where there are too many."""
    found = ways(diagram, list(setting.rulebook.inputs.values()), lambda leaf: decision.rules[leaf].then[0])
    met = dict.fromkeys(decision.rules[leaf].then[0] for leaf in first_met(diagram))
    return {id: found.get(id, []) for id in met}


def _collected(setting: Setting, decision: Decision, compiled: list[Diagram]) -> Ways:
    """Return the ways to each outcome through any of the rules that give it."""
    inputs = list(setting.rulebook.inputs.values())
    rules = {rule.id: rule for rule in decision.rules}
    found: Ways = {}
    for diagram in (one for one in compiled if 0 in leaves(one)):
        through = ways(diagram, inputs, lambda leaf: leaf).get(0, [])
        for id in rules[diagram.rule].then:
            found.setdefault(id, []).extend(through)
    return found


def _rest(found: Ways) -> str | None:
    """Return the outcome that is best said last, as what holds in every other case."""
    size = {id: (len(each) or MOST_SAID + 1, sum(len(way) for way in each)) for id, each in found.items()}
    longest = max(size, key=size.get)
    return longest if len(found) > 1 and any(found.values()) and size[longest][0] >= REST else None


def _said(setting: Setting, found: list[dict[str, Test]]) -> tuple[str, ...]:
    if {} in found:
        return ()
    if not 0 < len(found) <= MOST_SAID:
        return (setting.words["case_several"],)
    return tuple(dict.fromkeys(setting.words["case_if"].format(conditions=conditions(setting, way)) for way in found))
