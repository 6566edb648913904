"""A diagram as people walk it without script: numbered steps, each question once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rulebook.diagram.compile import Diagram, Node
from rulebook.diagram.paths import paths
from rulebook.diagram.restrict import grouped, leaves, reachable
from rulebook.model import UNKNOWN, Decision, Input
from rulebook.views.shapes import Branch, Leaf, Link, Question, RuleView, Unfolded
from rulebook.wording.conditions import conditions, option_words
from rulebook.wording.context import ViewContext
from rulebook.wording.interval_words import TODAY, counts_days, interval_words
from rulebook.wording.quantities import list_words

MOST_PATHS = 3  # so many paths make a sentence; beyond, the rule's own words are easier
MOST_LISTED = 5  # so many answers with one end are listed; beyond, "any other answer"


def unfolded(context: ViewContext, decision: Decision, compiled: list[Diagram], rules: Mapping[str, RuleView]) -> Unfolded:
    """Return a decision's diagram unfolded."""
    if decision.hit_policy == "collect":
        return _lines(context, compiled, rules)
    diagram = compiled[0]
    printer = _Printer(context, decision, diagram, rules)
    if diagram.root < 0:
        return Unfolded("leaf", leaf=printer.leaf(diagram.root))
    return Unfolded("steps", steps=printer.steps())


def _lines(context: ViewContext, compiled: list[Diagram], rules: Mapping[str, RuleView]) -> Unfolded:
    """Return one line per rule that can hold, each with the answers that make it hold."""
    lines = tuple(_line(context, one, rules[one.rule]) for one in compiled if one.rule and 0 in leaves(one))
    return Unfolded("lines", lines=lines)


def _line(context: ViewContext, diagram: Diagram, rule: RuleView) -> RuleView:
    inputs = list(context.rulebook.inputs.values())
    found = paths(diagram, inputs, lambda leaf: leaf, MOST_PATHS).get(0, ())
    if not 0 < len(found) <= MOST_PATHS:
        return rule
    phrases = [conditions(context, path) for path in found]
    if "" in phrases:
        return replace(rule, sentence=context.words["rule_always"])
    return replace(rule, sentence=context.words["rule_sentence"].format(conditions=context.words["ways_or"].join(phrases)))


class _Printer:
    def __init__(self, context: ViewContext, decision: Decision, diagram: Diagram, rules: Mapping[str, RuleView]):
        self.context = context
        self.decision = decision
        self.diagram = diagram
        self.rules = rules
        self.inputs = list(context.rulebook.inputs.values())
        self.anchor = f"step-{decision.id}-"
        self.number = {place: count for count, place in enumerate(reachable(diagram), 1)}  # every path leads forward

    def leaf(self, reference: int) -> Leaf:
        rule = self.rules[self.decision.rules[-1 - reference].id]
        return Leaf(rule.outcomes, (Link(rule.sentence, rule.url),))

    def steps(self) -> tuple[Question, ...]:
        """Return each node once, numbered."""
        return tuple(self._question(place, step) for place, step in self.number.items())

    def _question(self, place: int, step: int) -> Question:
        node = self.diagram.nodes[place]
        spec = self.inputs[node.input]
        answers = grouped(node.children)
        rest = _rest(node, spec, answers)
        answered = [(end, branch_words(self.context, spec, node, cells)) for end, cells in answers.items() if end != rest]
        branches = [self._branch(words, end) for end, words in answered]
        if rest is not None:
            branches.append(self._branch(self.context.words["branch_rest"], rest))
        question = spec.ask_for.question if spec.ask_for and _asks_for_a_day(spec, node) else spec.question
        return Question(spec.id, question, tuple(branches), step, f"{self.anchor}{step}")

    def _branch(self, words: str, child: int) -> Branch:
        return Branch(words, self.leaf(child)) if child < 0 else Branch(words, None, self.number[child])


def branch_words(context: ViewContext, spec: Input, node: Node, cells: list[int]) -> str:
    """Return some answers to a question: option labels, intervals, the words for unknown."""
    if node.bounds is None:
        ids = list(spec.options)
        known = [ids[cell] for cell in cells if cell < len(ids)]
        return option_words(context, spec, known, [spec.unknown or UNKNOWN] * (len(known) < len(cells)))
    edges = (None, *node.bounds, None)
    if _asks_for_a_day(spec, node):
        phrases = [(context.words["day_before"], context.words["day_from"], spec.unknown)[cell] for cell in cells]
        return list_words(phrases, context.words, "or")
    phrases = [
        interval_words(context, spec, edges[cell], edges[cell + 1]) if cell <= len(node.bounds) else spec.unknown
        for cell in cells
    ]
    return list_words(phrases, context.words, "or")


def _asks_for_a_day(spec: Input, node: Node) -> bool:
    """Return whether only this matters of a day: whether it lies behind us."""
    return counts_days(spec) and node.bounds == (TODAY,)


def _rest(node: Node, spec: Input, answers: Mapping[int, list[int]]) -> int | None:
    """Return the end that more answers lead to than are worth listing, if there is one."""
    if node.bounds is not None or len(answers) < 2:
        return None
    end, cells = max(answers.items(), key=lambda one: len(one[1]))
    return end if len(cells) > MOST_LISTED else None
