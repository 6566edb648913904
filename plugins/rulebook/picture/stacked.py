"""A decision drawn for a narrow place: its questions below each other, lines in lanes at their right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from rulebook.picture.answer_rows import DISC
from rulebook.picture.band import ARROW, Band, band, band_parts
from rulebook.picture.lanes import Wire, lanes, lanes_width, visible_lines
from rulebook.picture.svg import element, svg
from rulebook.views.shapes import Question

WIDTH = 328


def stacked(steps: Sequence[Question], words: Mapping[str, str]) -> Markup:
    """Return the picture of some steps, each a part of its own: it breaks between them on paper."""
    lane = lanes(_spans(steps))
    right = WIDTH - lanes_width(max(lane.values(), default=-1) + 1)
    bands: list[Band] = []
    for step in steps:
        bands.append(band(step, right, bands[-1].bottom if bands else 0, words["nothing_applies"]))
    wires = [_wire(each, lane[each.step.step], bands) for each in bands if each.step.step in lane]
    return element("div", *(_part(each, wires, words) for each in bands), class_="picture picture--stacked")


def _spans(steps: Sequence[Question]) -> dict[int, tuple[int, int]]:
    """Return, for each question that another leads to, the rows between the first answer that does and itself."""
    first: dict[int, int] = {}
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for step in steps:
        spans |= {step.step: (first[step.step], at)} if step.step in first else {}
        for row, branch in enumerate(step.branches, at + 1):
            first.setdefault(branch.step, row)
        at += len(step.branches) + 1
    return spans


def _wire(to: Band, lane: int, bands: Sequence[Band]) -> Wire:
    leaving = [row.disc for other in bands for row in other.rows if row.branch.step == to.step.step]
    return Wire(lane, tuple((x + DISC + 2, y) for x, y in leaving), ((to.right, to.top + ARROW),))


def _part(band: Band, wires: Sequence[Wire], words: Mapping[str, str]) -> Markup:
    seen = visible_lines(wires, band.right, band.top, band.bottom)
    return svg(WIDTH, band.top, band.bottom, seen, *band_parts(band, words))
