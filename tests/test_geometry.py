"""What the geometry says of boxes holds cell by cell: nothing uncovered is missed, nothing covered is named."""

from __future__ import annotations

import itertools
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st
from rulebook.geometry import boxes as boxes_module
from rulebook.geometry.axes import Axis, bits
from rulebook.geometry.boxes import finder, lowest, meet
from rulebook.geometry.cover import entries_of, uncovered
from rulebook.geometry.regions import expanded, regions
from rulebook.geometry.search import Space, find
from rulebook.geometry.step_budget import OutOfSteps, Steps

PLENTY = 1_000_000
SIZES = (2, 3, 4)  # cells of the columns


@st.composite
def tables(draw, most=8):
    """Return boxes over three columns, many of them open in one."""
    masks = [st.one_of(st.just((1 << size) - 1), st.integers(1, (1 << size) - 1)) for size in SIZES]
    return draw(st.lists(st.tuples(*masks), max_size=most))


FULL = tuple((1 << size) - 1 for size in SIZES)
AXES = (
    Axis("kind", "choice", values=("a", "b")),
    Axis("size", "choice", values=("s", "m"), unknown=True),
    Axis("days", "number", bounds=((1, 0), (2, 0)), unknown=True),
)


def cells(box):
    """Return the situations of a box, one cell a column."""
    return set(itertools.product(*(tuple(bits(mask)) for mask in box)))


def left(boxes):
    return cells(FULL).difference(*map(cells, boxes))


@pytest.mark.slow
@given(boxes=tables(), with_partners=st.booleans())
def test_the_uncovered_pieces_are_disjoint_and_all_that_no_box_covers(boxes, with_partners):
    partners = [sum(1 << at for at, other in enumerate(boxes) if meet(box, other)) for box in boxes]
    known = (lambda at: partners[at] & ~(1 << at)) if with_partners else None
    pieces = [cells(piece) for piece in uncovered(FULL, entries_of(boxes, FULL), Steps(PLENTY), known)]
    assert sum(map(len, pieces)) == len(left(boxes)) and set().union(*pieces) == left(boxes)


@given(boxes=tables(), region=tables(1), at_once=st.booleans())
def test_a_search_finds_a_situation_exactly_where_there_is_one(boxes, region, at_once):
    region = region[0] if region else FULL
    entries = entries_of(boxes, FULL)
    space = Space(FULL, (), (lowest,) * len(FULL))
    covering = (
        None if at_once else lambda point: [entry for entry, box in zip(entries, boxes, strict=True) if point in cells(box)]
    )
    point = find(space, region, entries if at_once else (), Steps(PLENTY), None, covering)
    assert (point is not None) == bool(left(boxes) & cells(region))
    assert point is None or point in left(boxes) & cells(region)


@given(boxes=tables(), seed=st.integers(0, 1000))
def test_an_expanded_box_holds_its_seed_covers_nothing_and_can_be_made_no_wider(boxes, seed):
    uncovered_cells = sorted(left(boxes))
    if not uncovered_cells:
        return
    start = uncovered_cells[seed % len(uncovered_cells)]
    box = expanded(tuple(1 << cell for cell in start), entries_of(boxes, FULL), AXES)
    assert start in cells(box) <= left(boxes)
    for column, mask in enumerate(box):
        beside = mask << 1 | mask >> 1 if column == 2 and not mask >> 3 & 1 else FULL[column]
        for more in bits(beside & FULL[column] & ~mask):
            wider = (*box[:column], mask | 1 << more, *box[column + 1 :])
            assert not cells(wider) <= left(boxes) or (column == 2 and more == 3)


@given(boxes=tables())
def test_regions_hold_all_cells_and_none_touches_another(boxes):
    found = [set().union(*map(cells, region)) for region in regions(boxes, AXES)]
    assert set().union(*found) == set().union(*map(cells, boxes))
    for one, other in itertools.combinations(found, 2):
        assert not any(touch(a, b) for a in one for b in other)


def touch(one, other):
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    return not apart or (len(apart) == 1 and (apart[0] < 2 or 3 in (one[2], other[2]) or abs(one[2] - other[2]) == 1))


@pytest.mark.parametrize("few, many", [(64, 4096), (0, 4096), (0, 0)])
@given(boxes=tables(30), asked=tables(1))
def test_the_boxes_that_meet_a_box_are_found_by_every_way_of_looking(few, many, boxes, asked):
    asked = asked[0] if asked else FULL
    with patch.object(boxes_module, "FEW", few), patch.object(boxes_module, "MANY", many):
        near = finder(boxes)
    assert set(bits(near(asked))) == {at for at, box in enumerate(boxes) if meet(box, asked)} or not boxes


def test_a_question_ends_when_its_steps_are_taken_and_leaves_half_to_the_next():
    pool = Steps(100)
    first = pool.share()
    with pytest.raises(OutOfSteps):
        first.take(51)
    assert pool.share().left == 24 and pool.share(most=10).left == 10 and pool.share(least=40).left == 40
