"""Find rules that never fire: their condition holds in no situation, or earlier rules take all of it."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.geometry.axes import bits
from rulebook.geometry.boxes import meet, meeting, uncovered
from rulebook.geometry.tables import Table
from rulebook.model import Finding, Rule
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import box_words, finding, listed


def unreachable_and_shadowed(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield each rule that can never hold and, under `first`, each that never gets its turn."""
    first = table.decision.hit_policy == "first"
    met = meeting(table.boxes) if first else []
    for at, rule in enumerate(table.decision.rules):
        if feasibility.find(table, table.boxes[at]) is None:
            yield _unreachable(table, at, rule)
        elif first and at:
            yield from _shadowed(table, feasibility, at, [other for other in bits(met[at]) if other < at])


def _unreachable(table: Table, at: int, rule: Rule) -> Finding:
    empty = [axis.id for axis, mask in zip(table.axes, table.boxes[at], strict=True) if not mask]
    if empty:
        why = f"{empty[0]}: {rule.when[empty[0]].text} lets no value of {empty[0]} through"
        cure = "Mend the test: compare it with the range, and with whole numbers if the input has only those."
    else:
        why = f"{box_words(table.axes, table.boxes[at])} never happens: no situation leads there"
        cure = "Take the rule out, or mend the upstream decision that should lead to it."
    return finding("unreachable", table, rule.line, f'rule "{rule.id}" can never hold: {why}.', cure, rules=(rule.id,))


def _shadowed(table: Table, feasibility: Feasibility, at: int, earlier: list[int]) -> Iterator[Finding]:
    left = uncovered(table.boxes[at], [table.boxes[other] for other in earlier])
    if any(feasibility.find(table, piece) is not None for piece in left):
        return
    rules = table.decision.rules
    alone = [other for other in earlier if meet(table.boxes[at], table.boxes[other]) == table.boxes[at]]
    takers = alone[:1] or _needed(table, feasibility, at, earlier)
    names = [rules[other].id for other in takers]
    answer = "answers" if len(names) == 1 else "together answer"
    yield finding(
        "shadowed",
        table,
        rules[at].line,
        f'rule "{rules[at].id}" never gets its turn: {listed(names)} {answer} all of it first.',
        f"Move it above {listed(names[:1])}, narrow {'that one' if len(names) == 1 else 'those'}, or take it out.",
        rules=(rules[at].id, *names),
        witness=feasibility.witness(table, table.boxes[at]),
    )


def _needed(table: Table, feasibility: Feasibility, at: int, earlier: list[int]) -> list[int]:
    """Return few earlier rules that suffice to cover a rule: each is dropped whose absence leaves it covered."""
    kept = list(earlier)
    for other in reversed(earlier):
        fewer = [table.boxes[one] for one in kept if one != other]
        if all(feasibility.find(table, piece) is None for piece in uncovered(table.boxes[at], fewer)):
            kept.remove(other)
    return kept
