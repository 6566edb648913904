"""Find situations that several rules of a `unique` decision answer."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.geometry.axes import bits
from rulebook.geometry.boxes import meet, meeting
from rulebook.geometry.tables import Table
from rulebook.model import Finding
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import finding, listed


def overlaps(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield the rule with most partners together with all of them, then do without it, and so on."""
    if table.decision.hit_policy != "unique":
        return
    partners = _possible(table, feasibility)
    while partners:
        worst = max(partners, key=lambda at: (len(partners[at]), -at))
        others = sorted(partners.pop(worst))
        yield _overlap(table, feasibility, worst, others)
        for other in others:
            partners[other].discard(worst)
        partners = {at: held for at, held in partners.items() if held}


def _possible(table: Table, feasibility: Feasibility) -> dict[int, set[int]]:
    """Return, for each rule, the rules that some situation gives to both."""
    found: dict[int, set[int]] = {}
    for at, others in enumerate(meeting(table.boxes)):
        for other in bits(others >> at + 1):
            other += at + 1
            shared = meet(table.boxes[at], table.boxes[other])
            if shared is not None and feasibility.find(table, shared) is not None:
                found.setdefault(at, set()).add(other)
                found.setdefault(other, set()).add(at)
    return found


def _overlap(table: Table, feasibility: Feasibility, worst: int, others: list[int]) -> Finding:
    rules = table.decision.rules
    names = [rules[worst].id, *(rules[other].id for other in others)]
    shared = meet(table.boxes[worst], table.boxes[others[0]])
    if len(others) == 1:
        message = f"rules {listed(names)} both answer the same situation."
        cure = "Give one of them a test that the other fails."
    else:
        message = f'rule "{names[0]}" and each of {listed(names[1:])} answer the same situation.'
        cure = f'Narrow "{names[0]}", or the others.'
    return finding(
        "overlap",
        table,
        rules[worst].line,
        message,
        cure,
        rules=tuple(names),
        witness=feasibility.witness(table, shared) if shared is not None else None,
    )
