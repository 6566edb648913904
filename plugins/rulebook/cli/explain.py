"""Draw the way that a case takes through the diagrams: what is asked, what was answered, and where other answers lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rulebook.check import Checked
from rulebook.cli.answer_input import answer_pairs
from rulebook.cli.ask import answer
from rulebook.cli.refused import Refused
from rulebook.cli.statistics import axis_of
from rulebook.evaluate import cell_of
from rulebook.geometry.axes import plain
from rulebook.load.collector import did_you_mean, short
from rulebook.locale import words
from rulebook.model import UNKNOWN, Decision, Number
from rulebook.verify.messages import cells_words
from rulebook.wording.context import ViewContext, view_context

ASKED, OTHER, TAKEN, END, OPEN = "│  ", "├─ ", "┝━ ", "┕━ ", "?  "
MOST_LISTED = 60  # characters of answers in one line


def explain(checked: Checked, case: Sequence[str], only: str | None = None, today: date | None = None) -> str:
    """Return the way of a case, decision by decision. Raise Refused for what cannot be read."""
    result = answer(checked, _pairs(checked, case), today)
    context = view_context(checked.rulebook, words(checked.rulebook.language))
    decisions = {one["id"]: one for one in checked.program["decisions"]}
    if only is not None and only not in decisions:
        raise Refused(f'There is no decision "{short(only)}" that can be judged. {did_you_mean(only, decisions)}')
    wanted = [only] if only is not None else list(decisions)
    ways = [_decision(checked, context, decisions[id], result["answers"]) for id in wanted]
    return "\n\n".join("\n".join(way) for way in ways)


def _pairs(checked: Checked, case: Sequence[str]) -> list[tuple[str, str]]:
    """Return the answers of a case: written out, or those of a rule's first example."""
    if len(case) != 1 or "=" in case[0]:
        return answer_pairs(case)
    id, _, name = case[0].partition("/")
    decision = checked.rulebook.decisions.get(id)
    rules = {rule.id: rule for rule in decision.rules} if decision else {}
    if name not in rules:
        known = rules or checked.rulebook.decisions
        meant = did_you_mean(name if rules else id, known)
        raise Refused(f'"{short(case[0])}" is neither input=value nor decision/rule. {meant}')
    if not rules[name].examples:
        raise Refused(f"The rule {case[0]} has no example. Write the answers: input=value.")
    return list(rules[name].examples[0].answers.items())


def _decision(checked: Checked, context: ViewContext, compiled: Mapping, answers: Mapping) -> Iterator[str]:
    decision = context.rulebook.decisions[compiled["id"]]
    yield f"{decision.id}: {decision.question}"
    for diagram in compiled["diagrams"]:
        if "rule" in diagram:
            yield f"{ASKED.rstrip()}"
            yield f"{ASKED}rule {diagram['rule']}: {', '.join(diagram['then'])}"
        yield from _way(checked, context, decision, compiled, diagram, answers)


def _way(
    checked: Checked, context: ViewContext, decision: Decision, compiled: Mapping, diagram: Mapping, answers: Mapping
) -> Iterator[str]:
    at = diagram["root"]
    while at >= 0:
        place, bounds, children = diagram["nodes"][at]
        spec = checked.program["inputs"][place]
        value = answers.get(spec["id"])
        yield f"{ASKED}{spec['id']}: {context.rulebook.inputs[spec['id']].question}"
        taken = None if value is None else _edge(spec, bounds, children, value)
        for listed, child, edges in _edges(spec, bounds, children):
            if taken not in edges:
                yield f"{OTHER}{listed} → {_leads(checked, compiled, diagram, child)}"
        if taken is None or value is None:
            yield f"{OPEN}{spec['id']} is not answered"
            return
        yield f"{TAKEN}{plain(value)}"
        at = children[taken]
    yield f"{END}{_end(decision, compiled, diagram, at)}"


def _edges(spec: Mapping, bounds: Sequence | None, children: Sequence[int]) -> Iterator[tuple[str, int, list[int]]]:
    """Yield the answers that lead to one place, in words, with that place and their edges."""
    axis = axis_of(spec, bounds)
    for child in dict.fromkeys(children):
        edges = [edge for edge, end in enumerate(children) if end == child]
        words = cells_words(axis, sum(1 << edge for edge in edges)).removeprefix(axis.id).lstrip(" =")
        yield short(words, MOST_LISTED), child, edges


def _edge(spec: Mapping, bounds: Sequence | None, children: Sequence[int], value: str | Number) -> int:
    if value == UNKNOWN:
        return len(children) - 1
    return cell_of(bounds, value) if bounds is not None else list(spec["options"]).index(value)


def _leads(checked: Checked, compiled: Mapping, diagram: Mapping, child: int) -> str:
    if child >= 0:
        return f"asks {checked.program['inputs'][diagram['nodes'][child][0]]['id']}"
    if "rule" in diagram:
        return "holds" if child == -1 else "does not hold"
    rule, outcome = compiled["leaves"][-1 - child]
    return f"{outcome} ({rule})"


def _end(decision: Decision, compiled: Mapping, diagram: Mapping, leaf: int) -> str:
    if "rule" in diagram:
        return "holds" if leaf == -1 else "does not hold"
    rule, outcome = compiled["leaves"][-1 - leaf]
    return f"{outcome}: {decision.outcomes[outcome].label} (rule {rule})"
