"""A decision laid out in columns: nothing overlaps, no line enters a box or runs on another, and each leads where it should."""

from __future__ import annotations

import itertools
import random
import sys

import pytest
from hypothesis import given, strategies as st
from rulebook.picture.layers import columns, crossings, depths, next_slots
from rulebook.picture.placing import ENTRY, GRID, Node, placed

WIDTH = 240


@st.composite
def graphs(draw, most=14):
    """Return nodes that lead to later ones, each over exits of its own."""
    count = draw(st.integers(1, most))
    nodes = {}
    for key in range(1, count + 1):
        later = list(range(key + 1, count + 1))
        children = tuple(draw(st.lists(st.sampled_from(later), unique=True, max_size=4)) if later else ())
        exits = tuple(itertools.accumulate(draw(st.integers(2, 6)) * GRID for _ in children))
        nodes[key] = Node(max(exits, default=GRID) + draw(st.integers(1, 9)) * GRID, exits, children)
    return nodes


def followed(places, nodes):
    """Return for each exit the points at which its line arrives, and for each node the stretches of all lines to it."""
    after = {}
    for line in places.lines:
        after.setdefault(line[0], []).append(line)
    ends, stretches = {}, {}
    for key, node in nodes.items():
        for child, below in zip(node.children, node.exits, strict=True):
            x, y = places.nodes[key]
            waiting, arrived = [(x + WIDTH, y + below)], set()
            while waiting:
                point = waiting.pop()
                arrived |= {point} & set(places.arrows)
                for line in after.get(point, ()):
                    stretches.setdefault(child, set()).update(itertools.pairwise(line))
                    waiting.append(line[-1])
            ends[key, child] = arrived
    return ends, stretches


def along(one, other):
    """Return whether two stretches that are level or upright run on each other."""
    for axis in (0, 1):
        fixed = {point[axis] for point in (*one, *other)}
        if len(fixed) == 1:
            first, second = (sorted(point[1 - axis] for point in stretch) for stretch in (one, other))
            return max(first[0], second[0]) < min(first[1], second[1])
    return False


@given(graphs())
def test_no_two_boxes_overlap_and_none_stands_outside(nodes):
    places = placed(nodes, WIDTH)
    assert set(places.nodes) == set(nodes)
    for one, other in itertools.combinations(nodes, 2):
        (x, y), (a, b) = places.nodes[one], places.nodes[other]
        assert x + WIDTH < a or a + WIDTH < x or y + nodes[one].height < b or b + nodes[other].height < y
    for key, (x, y) in places.nodes.items():
        assert 0 <= x <= places.size[0] - WIDTH and 0 <= y <= places.size[1] - nodes[key].height


@given(graphs())
def test_no_line_enters_a_box(nodes):
    places = placed(nodes, WIDTH)
    for (x, y), (a, b) in itertools.chain.from_iterable(map(itertools.pairwise, places.lines)):
        for key, (left, top) in places.nodes.items():
            inside = max(x, a) > left and min(x, a) < left + WIDTH
            assert not inside or max(y, b) < top or min(y, b) > top + nodes[key].height


@given(graphs())
def test_every_exit_leads_to_its_node_and_no_other(nodes):
    places = placed(nodes, WIDTH)
    ends, _ = followed(places, nodes)
    assert set(ends) == {(key, child) for key, node in nodes.items() for child in node.children}
    for (_, child), arrived in ends.items():
        x, y = places.nodes[child]
        assert arrived == {(x, y + ENTRY)}


@given(graphs())
def test_lines_to_two_nodes_never_run_on_each_other(nodes):
    _, stretches = followed(placed(nodes, WIDTH), nodes)
    for one, other in itertools.combinations(stretches, 2):
        assert not [pair for pair in itertools.product(stretches[one], stretches[other]) if along(*pair)]


@pytest.mark.slow
@given(graphs())
def test_ordered_columns_cross_no_more_than_those_met_first_and_lose_no_slot(nodes):
    children = {key: node.children for key, node in nodes.items()}
    depth, order = depths(children), columns(children)
    links = {slot: next_slots(slot, children, depth) for column in order for slot in column}
    as_met = [list(dict.fromkeys(slot for slot in order[0]))]
    as_met[0].sort()
    while following := list(dict.fromkeys(end for slot in as_met[-1] for end in links[slot])):
        as_met.append(following)
    assert [sorted(column) for column in order] == [sorted(column) for column in as_met]
    assert crossings(order, links) <= crossings(as_met, links)


def large(count, depth=8):
    """Return a graph with so many nodes in a few columns, each leading to four of the next."""
    chance, size, nodes = random.Random(count), count // depth, {}
    for key in range(size * depth):
        following = range((key // size + 1) * size, (key // size + 2) * size)
        children = tuple(chance.sample(following, 4)) if following.stop <= size * depth else ()
        nodes[key] = Node(8 * GRID, tuple(2 * GRID * (at + 1) for at in range(len(children))), children)
    return nodes


def calls(nodes):
    """Return how many functions are called while a graph is placed."""
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        placed(nodes, WIDTH)
    finally:
        sys.setprofile(None)
    return count


def test_twice_as_many_nodes_take_not_much_more_than_twice_the_steps():
    assert calls(large(496)) < 3 * calls(large(248)) < 3_000_000


@given(graphs())
def test_placed_again_the_same_comes_out(nodes):
    assert placed(nodes, WIDTH) == placed(dict(nodes), WIDTH)
