"""Large decision tables with seeded faults: near-disjoint boxes from random halvings, some removed, some widened."""

from __future__ import annotations

import json
import random

LOW, HIGH = 0, 1_000_000


def boxes(count: int, columns: int, seed: int) -> list[list[list[int]]]:
    """Return `count` boxes of whole-number stretches [low, high) that tile the space."""
    chance = random.Random(seed)
    whole = [[[LOW, HIGH] for _ in range(columns)]]
    while len(whole) < count:
        at = chance.randrange(len(whole))
        column = max(range(columns), key=lambda one: (whole[at][one][1] - whole[at][one][0]) * chance.random())
        low, high = whole[at][column]
        if high - low > 1000:
            middle = chance.randrange(low + high // 3 - low // 3, high - (high - low) // 3)
            other = [list(side) for side in whole[at]]
            whole[at][column][1] = other[column][0] = middle
            whole.append(other)
    return whole


def seeded(count: int, columns: int, removed: int, widened: int, seed: int = 1) -> str:
    """Return rules.yaml (as JSON) of one `unique` decision with so many rules removed and widened."""
    chance = random.Random(seed + 1)
    tiles = boxes(count, columns, seed)
    for _ in range(removed):
        tiles.pop(chance.randrange(len(tiles)))
    for at in chance.sample(range(len(tiles)), widened):
        side = chance.randrange(columns)
        tiles[at][side][1] = min(HIGH, tiles[at][side][1] + 500)
    return rulebook(tiles, columns)


def rulebook(tiles: list[list[list[int]]], columns: int) -> str:
    inputs = {
        f"in{one}": {"question": "?", "label": f"in{one}", "type": "number", "range": f"[{LOW}..{HIGH})"}
        for one in range(columns)
    }
    rules = [
        {"id": f"r{at}", "when": {f"in{one}": f"[{low}..{high})" for one, (low, high) in enumerate(tile)}, "then": "fine"}
        for at, tile in enumerate(tiles)
    ]
    decision = {"question": "?", "label": "d", "outcomes": {"fine": {"label": "Yes"}}, "rules": rules}
    return json.dumps({"title": "Large", "language": "en", "inputs": inputs, "decisions": {"d": decision}}, indent=0)
