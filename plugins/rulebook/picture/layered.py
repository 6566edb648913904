"""A decision drawn for a wide place: its questions in columns, a line from each answer to the question that it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from rulebook.picture.answer_rows import DISC
from rulebook.picture.band import BAND_GAP, Band, band, band_parts
from rulebook.picture.lanes import ARROW_SIZE
from rulebook.picture.placing import GRID, Node, Placed, placed
from rulebook.picture.svg import element
from rulebook.views.shapes import Question

WIDTH = 240  # of a question
EDGE = 1  # room for the lines of boxes


def layered(steps: Sequence[Question], words: Mapping[str, str], name: str) -> Markup:
    """Return the picture of some steps, of which all that they lead to are part: one image with a name, larger than a phone."""
    bands = {step.step: band(step, WIDTH, 0, words["nothing_applies"]) for step in steps}
    places = placed({step: _node(each) for step, each in bands.items()}, WIDTH)
    boxes = (_box(each, places.nodes[step], words) for step, each in bands.items())
    width, height = (side + 2 * EDGE for side in places.size)
    return element(
        "svg",
        *_lines(places),
        *(_start(each, places.nodes[step]) for step, each in bands.items()),
        *boxes,
        class_="picture picture--layered",
        role="img",
        aria_label=name,
        width=width,
        height=height,
        view_box=f"{-EDGE} {-EDGE} {width} {height}",
    )


def _node(band: Band) -> Node:
    leading = [row for row in band.rows if row.branch.step]
    exits = tuple(_exit(row.disc[1]) for row in leading)
    height = -(-int(band.bottom - BAND_GAP) // GRID) * GRID
    return Node(max(height, *exits, 2 * GRID) if exits else height, exits, tuple(row.branch.step for row in leading))


def _exit(y: float) -> int:
    """Return the height at which a line leaves a number's disc: the nearest at which lines may."""
    return round(y / GRID) * GRID


def _box(band: Band, at: tuple[int, int], words: Mapping[str, str]) -> Markup:
    return element("g", *band_parts(band, words, linked=False), transform=f"translate({at[0]} {at[1]})")


def _start(band: Band, at: tuple[int, int]) -> Markup:
    """Return the lines from the numbers of the next questions to the edge of the band."""
    leading = [row for row in band.rows if row.branch.step]
    path = "".join(f"M{at[0] + row.disc[0] + DISC - 1:g} {at[1] + _exit(row.disc[1])}H{at[0] + WIDTH}" for row in leading)
    return element("path", class_="picture__line", d=path) if path else Markup("")


def _lines(places: Placed) -> list[Markup]:
    lines = "".join(f"M{x} {y}" + "".join(f"L{a} {b}" for a, b in rest) for (x, y), *rest in places.lines)
    heads = "".join(f"M{x} {y}l{-ARROW_SIZE} -4v8z" for x, y in places.arrows)
    parts = (("line", lines), ("head", heads))
    return [element("path", class_=f"picture__{css}", d=path) for css, path in parts if path]
