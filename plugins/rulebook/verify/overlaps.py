"""Find situations that several rules of a `unique` decision answer."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from rulebook.geometry.axes import bits
from rulebook.geometry.box_tables import Table
from rulebook.geometry.boxes import Box
from rulebook.geometry.step_budget import OutOfSteps, Steps
from rulebook.model import Finding
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import finding, not_judged, quoted_list

Partners = dict[int, set[int]]  # rule → the rules that some situation gives to it as well
Pair = tuple[int, int]


def overlaps(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield the rule with most partners together with all of them, then do without it, and so on.

    Where the pairs are too many to be told one by one, yield some of them, and say that there are more.
    """
    if table.decision.hit_policy != "unique":
        return
    pool = feasibility.question_of_rules()
    unjudged: list[Pair] = []
    partners, cut_short = _partners(_pairs(table, feasibility, pool, unjudged), feasibility.limits.pairs)
    found = list(_worst_first(partners))
    if cut_short:
        found = found[: feasibility.limits.regions]
    for place, (worst, others) in enumerate(found):
        rest = " There are more rules that overlap than those named." if cut_short and place == len(found) - 1 else ""
        yield _overlap(table, feasibility, worst, others, rest)
    if unjudged:
        yield _unjudged(table, unjudged)


def _pairs(table: Table, feasibility: Feasibility, pool: Steps, unjudged: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs of rules that some situation is given to; gather those of which it cannot be told."""
    for at in range(len(table.boxes)):
        for further in bits(table.partners(at) >> at + 1):
            pair = at, at + 1 + further
            try:
                if not feasibility.reads(table) or feasibility.possible(table, _shared(table, pair), pool.share()):
                    yield pair
            except OutOfSteps:
                unjudged.append(pair)
                if pool.left <= 0:
                    return


def _shared(table: Table, pair: Pair) -> Box:
    return tuple(map(int.__and__, *(table.boxes[at] for at in pair)))


def _partners(pairs: Iterator[Pair], most: int) -> tuple[Partners, bool]:
    """Return, for each rule, those that it overlaps, and whether there were too many: then only for the first rules."""
    found: Partners = {}
    last = 0
    for count, (at, other) in enumerate(pairs):
        if count >= most and at != last:
            return found, True
        found.setdefault(at, set()).add(other)
        found.setdefault(other, set()).add(at)
        last = at
    return found, False


def _worst_first(partners: Partners) -> Iterator[tuple[int, list[int]]]:
    """Yield the rule with most partners and these, then the same without it, and so on."""
    heap = [(-len(others), at) for at, others in partners.items()]
    heapify(heap)
    while heap:
        count, at = heappop(heap)
        if -count != len(partners[at]):
            heappush(heap, (-len(partners[at]), at))
        elif count:
            yield at, sorted(partners[at])
            for other in partners.pop(at):
                partners[other].discard(at)


def _overlap(table: Table, feasibility: Feasibility, worst: int, others: list[int], rest: str) -> Finding:
    rules = table.decision.rules
    names = [rules[worst].id, *(rules[other].id for other in others)]
    if len(others) == 1:
        message = f"rules {quoted_list(names)} both answer the same situation."
        cure = "Give one of them a test that the other fails."
    else:
        message = f'rule "{names[0]}" and each of {quoted_list(names[1:])} answer the same situation.'
        cure = f'Narrow "{names[0]}", or the others.'
    return finding(
        "overlap",
        table,
        rules[worst].line,
        message + rest,
        cure,
        rules=tuple(names),
        witness=feasibility.witness(table, _shared(table, (worst, others[0])), feasibility.question()),
    )


def _unjudged(table: Table, pairs: list[Pair]) -> Finding:
    rules = [table.decision.rules[at] for at in pairs[0]]
    names = quoted_list([rule.id for rule in rules])
    others = " (nor of other pairs)" if len(pairs) > 1 else ""
    return not_judged(
        table, rules[0].line, f"whether rules {names} both answer a situation{others}", rules=tuple(rule.id for rule in rules)
    )
