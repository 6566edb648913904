"""Which decision needs which inputs and decisions, laid out as a graph: inputs at the foot, what they decide above."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.geometry.box_tables import upstream_first
from rulebook.model import Decision, Rulebook

WIDTH, HEIGHT = 180, 60
GAP, RISE, MARGIN = 30, 90, 20


@dataclass(frozen=True, slots=True)
class Node:
    """An input or a decision, and the box it stands in (x to the right, y down, in pixels)."""

    id: str
    kind: str  # input · decision
    label: str
    level: int
    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Requirements:
    """The graph. An edge is (what is needed, what needs it)."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    width: int
    height: int


def requirements(rulebook: Rulebook, around: str | None = None, inputs: bool = True) -> Requirements:
    """Return the graph of the whole rulebook or, `around` a decision, of all that it needs and all that needs it.

    Without `inputs` decisions only. Inputs that no decision needs are left out.
    """
    needs = {one.id: rulebook.columns(one) for one in rulebook.decisions.values()}
    wanted = set(needs) if around is None else _below(needs, around) | _above(needs, around)
    edges = tuple(
        (below, above)
        for above in needs
        for below in needs[above]
        if above in wanted and (below in wanted or below in rulebook.inputs) and (inputs or below in needs)
    )
    shown = wanted | {below for below, _ in edges}
    levels = {name: level for name, level in _levels(rulebook, needs).items() if name in shown}
    rows = [[name for name in levels if levels[name] == level] for level in sorted(set(levels.values()))]
    width = max((len(row) for row in rows), default=0) * (WIDTH + GAP) - GAP + 2 * MARGIN
    height = len(rows) * (HEIGHT + RISE) - RISE + 2 * MARGIN
    nodes = tuple(
        _node(rulebook, name, place, row, depth, width, height)
        for depth, row in enumerate(rows)
        for place, name in enumerate(row)
    )
    return Requirements(nodes, edges, width, height)


def _levels(rulebook: Rulebook, needs: dict[str, list[str]]) -> dict[str, int]:
    """Return how many steps each thing stands above the inputs, in file order."""
    levels = dict.fromkeys(rulebook.inputs, 0)
    for decision in upstream_first(rulebook):
        levels[decision.id] = 1 + max((levels[below] for below in needs[decision.id]), default=0)
    return {name: levels[name] for name in (*rulebook.inputs, *rulebook.decisions)}


def _below(needs: dict[str, list[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = [name for name in needs[waiting.pop()] if name in needs and name not in found]
        found.update(new)
        waiting += new
    return found


def _above(needs: dict[str, list[str]], start: str) -> set[str]:
    return {name for name in needs if start in _below(needs, name)}


def _node(rulebook: Rulebook, name: str, place: int, row: list[str], depth: int, width: int, height: int) -> Node:
    thing = rulebook.inputs.get(name) or rulebook.decisions[name]
    left = (width - len(row) * (WIDTH + GAP) + GAP) // 2
    x, y = left + place * (WIDTH + GAP), height - MARGIN - HEIGHT - depth * (HEIGHT + RISE)
    return Node(name, "decision" if isinstance(thing, Decision) else "input", thing.label, depth, x, y)
