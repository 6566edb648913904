"""Large tables with seeded faults: every fault lies in a finding, and no finding lies anywhere else."""

from __future__ import annotations

import itertools
import random

import pytest
from rulebook.load import load
from rulebook.verify import verify

from benchmarks.large_tables import HIGH, boxes, rulebook


@pytest.mark.parametrize("seed", range(6))
def test_every_seeded_fault_is_found_and_nothing_else(seed, tmp_path):
    chance = random.Random(seed)
    columns = chance.choice([2, 3, 4])
    tiles = boxes(150, columns, seed)
    removed = [tiles.pop(chance.randrange(len(tiles))) for _ in range(chance.randint(1, 5))]
    for at in chance.sample(range(len(tiles)), chance.randint(1, 5)):
        side = tiles[at][chance.randrange(columns)]
        side[1] = min(HIGH, side[1] + 700)
    findings = findings_of(tiles, columns, tmp_path)
    assert {one.kind for one in findings} <= {"gap", "overlap"}
    same_gaps([one for one in findings if one.kind == "gap"], holes(removed, tiles))
    same_overlaps([one for one in findings if one.kind == "overlap"], tiles)


def findings_of(tiles, columns, folder):
    path = folder / "rules.yaml"
    path.write_text(rulebook(tiles, columns), encoding="utf-8")
    loaded, problems = load(path)
    assert loaded is not None, problems
    return verify(loaded)


def holes(removed, tiles):
    """Return which removed tiles still have room that no widened neighbour covers."""
    return [tile for tile in removed if not any(inside(tile, other) for other in tiles)]


def same_gaps(gaps, removed):
    points = [list(gap.witness.values()) for gap in gaps]
    assert all(any(holds(tile, point) for tile in removed) for point in points)
    groups = touching(removed)
    assert len(gaps) == len(groups)
    assert all(any(holds(tile, point) for point in points for tile in group) for group in groups)


def same_overlaps(overlaps, tiles):
    told = {frozenset((one.rules[0], other)) for one in overlaps for other in one.rules[1:]}
    met = {
        frozenset((f"r{a}", f"r{b}")) for (a, one), (b, other) in itertools.combinations(enumerate(tiles), 2) if meets(one, other)
    }
    assert told == met
    for one in overlaps:
        point = list(one.witness.values())
        assert all(holds(tiles[int(rule[1:])], point) for rule in one.rules[:2])


def meets(one, other):
    return all(max(a, c) < min(b, d) for (a, b), (c, d) in zip(one, other, strict=True))


def inside(one, other):
    return all(c <= a and b <= d for (a, b), (c, d) in zip(one, other, strict=True))


def holds(tile, point):
    return all(low <= value < high for (low, high), value in zip(tile, point, strict=True))


def touching(tiles):
    """Return the tiles in groups that share a face."""
    groups = []
    for tile in tiles:
        near = [group for group in groups if any(faces(tile, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[tile, *itertools.chain.from_iterable(near)]]
    return groups


def faces(one, other):
    apart = [(a, b, c, d) for (a, b), (c, d) in zip(one, other, strict=True) if max(a, c) >= min(b, d)]
    return len(apart) == 1 and (apart[0][1] == apart[0][2] or apart[0][3] == apart[0][0])
