"""The rows of a decision table: the order of its columns, which cells are merged, and where a large one is folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, groupby, pairwise

from rulebook.site import urls
from rulebook.views.shapes import CellView, GroupView, Link, RuleView
from rulebook.wording.context import ViewContext

MOST_OPEN = 60  # so many rules stand open; more are folded in groups
FEWEST = 6  # fewer rules than these are no group of their own
AT_A_GLANCE = 20  # so few rules are taken in in any order, and keep that of the file
MOST_ORDERED = 12  # columns: beyond, trying their orders takes too long
MOST_MERGED = 8  # rows of a folded table, whose cells keep their words in sight
MOST_IN_SIGHT = 5  # rows of another: further down nobody sees any more what a cell said
WORTH = 1  # merged cells to be won per rule before columns leave the order of the file

Rows = tuple[RuleView, ...]


def column_order(rows: Rows, columns: int) -> tuple[int, ...]:
    """Return the order in which most cells merge, if it merges many more than the file's; of equal ones the first."""
    own = tuple(range(columns))
    if not 1 < columns <= MOST_ORDERED or len(rows) <= AT_A_GLANCE:
        return own
    alike = Counter(_alike(one, other) for one, other in pairwise(rows))
    best: dict[frozenset[int], tuple[int, tuple[int, ...]]] = {frozenset(): (0, ())}
    for size in own:
        for chosen in combinations(own, size + 1):
            best[frozenset(chosen)] = _best(frozenset(chosen), best, alike)
    count, order = best[frozenset(own)]
    return order if count - _count(own, alike) >= WORTH * len(rows) else own


def merged(rows: Rows, most: int = MOST_IN_SIGHT) -> Rows:
    """Let a cell reach over the equal ones below it, as far as one sees it; one that asks for nothing stands in every row."""
    cells = [list(rule.cells) for rule in rows]
    for column in range(len(cells[0]) if cells else 0):
        top = 0
        for row in range(1, len(cells)):
            above = cells[top][column]
            if _same(cells[row][column], above) and not above.any and row - top < most:
                cells[top][column] = replace(above, rows=row - top + 1)
                cells[row][column] = replace(cells[row][column], rows=0)
            else:
                top = row
    return tuple(replace(rule, cells=tuple(each)) for rule, each in zip(rows, cells, strict=True))


def groups(context: ViewContext, decision: str, columns: tuple[Link, ...], rows: Rows) -> tuple[GroupView, ...]:
    """Return the rows of a large table in groups: those that share their first cell, and what stands between such."""
    if len(rows) <= MOST_OPEN or not columns:
        return ()
    found, first = [], 1
    for shared, members in _runs(rows):
        words = context.words["example_answer"].format(label=columns[0].text, value=members[0].cells[0].words) if shared else ""
        merged_rules = merged(tuple(replace(rule, cells=rule.cells[shared:]) for rule in members), MOST_MERGED)
        group = GroupView(
            anchor=urls.group_anchor(decision, first), words=words, first=first, columns=columns[shared:], rules=merged_rules
        )
        found.append(group)
        first += len(members)
    return tuple(found)


def _alike(one: RuleView, other: RuleView) -> tuple[frozenset[int], frozenset[int]]:
    """Return the columns in which two rows agree, and those of them in which they ask for something."""
    same = frozenset(place for place, pair in enumerate(zip(one.cells, other.cells, strict=True)) if _same(*pair))
    return same, frozenset(place for place in same if not one.cells[place].any)


def _best(chosen: frozenset[int], best: dict, alike: Counter) -> tuple[int, tuple[int, ...]]:
    """Return the best order of some columns: whichever stands last, the others stand in their own best order."""
    count = {last: sum(each for (same, asked), each in alike.items() if chosen <= same and last in asked) for last in chosen}
    tried = [(best[chosen - {last}][0] + count[last], (*best[chosen - {last}][1], last)) for last in sorted(chosen)]
    return min(tried, key=lambda one: (-one[0], one[1]))


def _count(order: tuple[int, ...], alike: Counter) -> int:
    """Return how many cells merge in an order."""
    return sum(
        each
        for (same, asked), each in alike.items()
        for place, last in enumerate(order)
        if same >= set(order[: place + 1]) and last in asked
    )


def _runs(rows: Rows) -> Iterable[tuple[bool, Rows]]:
    """Return the rows in pieces of at most MOST_OPEN or of one first cell, and whether they share that."""
    loose: list[RuleView] = []
    for (_, any), run in groupby(rows, key=lambda rule: (rule.cells[0].words, rule.cells[0].any)):
        members = tuple(run)
        if any or len(members) < FEWEST:
            loose += members
            continue
        yield from _pieces(False, tuple(loose))
        loose = []
        yield from _pieces(True, members)
    yield from _pieces(False, tuple(loose))


def _pieces(shared: bool, members: Rows) -> Iterable[tuple[bool, Rows]]:
    """Return some rows in pieces of about one size, none too large."""
    if not members:
        return
    count = -(-len(members) // (2 * MOST_OPEN if shared else MOST_OPEN))
    size = -(-len(members) // count)
    for start in range(0, len(members), size):
        yield shared, members[start : start + size]


def _same(one: CellView, other: CellView) -> bool:
    return (one.words, one.any) == (other.words, other.any)
