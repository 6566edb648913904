"""Find rules that never fire: their condition holds in no situation, or earlier rules take all of it."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.geometry.axes import bits
from rulebook.geometry.box_tables import Table
from rulebook.geometry.boxes import meet
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Finding
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import box_words, finding, not_judged, quoted_list

NAMES_ALL = "its not(…) names every value there is."
FIRES, NEVER_HOLDS, SHADOWED, UNDECIDED = "fires", "never holds", "shadowed", "undecided"


def unreachable_and_shadowed(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield each rule that can never hold and, under `first`, each that never gets its turn; then those not judged."""
    pool = feasibility.question_of_rules()
    reachability = [_reachability(table, feasibility, at, pool.share()) for at in range(len(table.boxes))]
    for at, each in enumerate(reachability):
        if each == NEVER_HOLDS:
            yield _unreachable(table, at)
        elif each == SHADOWED:
            yield _shadowed(table, feasibility, at, pool.share())
    yield from _unjudged(table, [at for at, each in enumerate(reachability) if each == UNDECIDED], feasibility.limits.regions)


def _reachability(table: Table, feasibility: Feasibility, at: int, steps: Steps) -> str:
    box, earlier = table.boxes[at], (1 << at) - 1
    first = table.decision.hit_policy == "first"
    try:
        if first and feasibility.possible(table, box, steps, earlier):
            return FIRES
        if not feasibility.possible(table, box, steps):
            return NEVER_HOLDS
        return SHADOWED if first else FIRES
    except OutOfSteps:
        return UNDECIDED


def _unreachable(table: Table, at: int) -> Finding:
    rule = table.decision.rules[at]
    empty = [axis.id for axis, mask in zip(table.axes, table.boxes[at], strict=True) if not mask]
    if empty:
        why = f"{empty[0]}: {rule.when[empty[0]].text} lets no value of {empty[0]} through"
        numbers = next(axis for axis in table.axes if axis.id == empty[0]).kind != "choice"
        cure = "compare it with the range, and with whole numbers if the input has only those." if numbers else NAMES_ALL
        cure = f"Mend the test: {cure}"
    else:
        why = f"{box_words(table.axes, table.boxes[at])} never happens: no situation leads there"
        cure = "Take the rule out, or mend the upstream decision that should lead to it."
    return finding("unreachable", table, rule.line, f'rule "{rule.id}" can never hold: {why}.', cure, rules=(rule.id,))


def _shadowed(table: Table, feasibility: Feasibility, at: int, steps: Steps) -> Finding:
    rules = table.decision.rules
    names = [rules[other].id for other in _covering_rules(table, feasibility, at, steps)]
    answer = "answers" if len(names) == 1 else "together answer"
    return finding(
        "shadowed",
        table,
        rules[at].line,
        f'rule "{rules[at].id}" never gets its turn: {quoted_list(names)} {answer} all of it first.',
        f"Move it above {quoted_list(names[:1])}, narrow {'that one' if len(names) == 1 else 'those'}, or take it out.",
        rules=(rules[at].id, *names),
        witness=feasibility.witness(table, table.boxes[at], feasibility.question()),
    )


def _covering_rules(table: Table, feasibility: Feasibility, at: int, steps: Steps) -> list[int]:
    """Return few earlier rules that suffice to cover a rule: the one that does alone, else those that cannot be done without."""
    earlier = table.partners(at) & ((1 << at) - 1)
    for other in bits(earlier):
        if meet(table.boxes[at], table.boxes[other]) == table.boxes[at]:
            return [other]
    needed = earlier
    try:
        for other in reversed(list(bits(earlier))):
            if not feasibility.possible(table, table.boxes[at], steps, needed & ~(1 << other)):
                needed &= ~(1 << other)
    except OutOfSteps:
        pass  # these suffice all the same
    return list(bits(needed))


def _unjudged(table: Table, rules: list[int], most: int) -> Iterator[Finding]:
    """Yield a finding for each of these rules, or for some and a count of the others."""
    for place, at in enumerate(rules[:most], 1):
        rule = table.decision.rules[at]
        others = f" (nor of {len(rules) - most} rules below it)" if place == most < len(rules) else ""
        yield not_judged(table, rule.line, f'whether rule "{rule.id}" ever gets its turn{others}', rules=(rule.id,))
