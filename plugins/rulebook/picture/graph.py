"""How decisions rest on each other: each a box with the questions it asks itself, and arrows to those that use its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.geometry.requirements import Requirements, requirements
from rulebook.model import Rulebook
from rulebook.picture.answer_rows import PAD
from rulebook.picture.lanes import Wire, lanes, lanes_width, visible_lines
from rulebook.picture.measure import wrapped
from rulebook.picture.svg import LINE, SIZE, element, svg, text
from rulebook.views.shapes import BookView, DecisionView
from rulebook.wording.quantities import list_words

WIDTH, BOX_GAP, ARROW_IN, LINE_OUT = 328, 12, 14, 12
SMALL = 12.5


@dataclass(frozen=True)
class _Box:
    decision: DecisionView
    title: tuple[str, ...]
    asks: tuple[str, ...]
    top: float
    height: float


def graph(book: BookView, rulebook: Rulebook, site_url: str = "", around: str | None = None) -> Markup:
    """Return the graph of all decisions or, `around` one, of what it needs and what needs it; "" where it stands alone."""
    needed = requirements(rulebook, around, inputs=False)
    if len(needed.nodes) < 2:
        return Markup("")
    lane = lanes(_spans(needed))
    right = WIDTH - lanes_width(max(lane.values(), default=-1) + 1)
    boxes = _boxes(book, rulebook, needed, right)
    wires = [_wire(boxes, needed, name, lane[name], right) for name in lane]
    drawings = (
        _box_svg(box, wires, right, "" if box.decision.id == around else site_url + box.decision.url) for box in boxes.values()
    )
    return element("div", *drawings, class_="picture picture--graph")


def _spans(needed: Requirements) -> dict[str, tuple[int, int]]:
    """Return, for each decision that others need, the boxes from its own to the last that needs it."""
    place = {node.id: at for at, node in enumerate(needed.nodes)}
    last: dict[str, int] = {}
    for below, above in needed.edges:
        last[below] = max(last.get(below, 0), place[above])
    return {name: (place[name], at) for name, at in last.items()}


def _boxes(book: BookView, rulebook: Rulebook, needed: Requirements, right: float) -> dict[str, _Box]:
    views = {one.id: one for one in book.decisions}
    boxes: dict[str, _Box] = {}
    y = 0.0
    for node in needed.nodes:
        title = tuple(wrapped(views[node.id].question, right - 2 * PAD - 8, SIZE, bold=True))
        own = [spec.label for id, spec in rulebook.inputs.items() if id in rulebook.columns(rulebook.decisions[node.id])]
        asks = book.words["asks_itself"].format(inputs=list_words(own, book.words, "and")) if own else ""
        lines = tuple(wrapped(asks, right - 2 * PAD - 8, SMALL)) if asks else ()
        boxes[node.id] = _Box(views[node.id], title, lines, y, (len(title) + len(lines)) * LINE + 2 * PAD)
        y += boxes[node.id].height + BOX_GAP
    return boxes


def _wire(boxes: Mapping[str, _Box], needed: Requirements, name: str, lane: int, right: float) -> Wire:
    own = boxes[name]
    readers = [boxes[above] for below, above in needed.edges if below == name]
    return Wire(lane, ((right, own.top + own.height - LINE_OUT),), tuple((right, box.top + ARROW_IN) for box in readers))


def _box_svg(box: _Box, wires: Sequence[Wire], right: float, url: str) -> Markup:
    """Return a box and what is seen of the lines beside it; without an address it is the one the page is about."""
    css, bottom = "picture__box" if url else "picture__box picture__box--here", box.top + box.height + BOX_GAP
    words = [
        element("rect", class_=css, x=0.5, y=box.top + 0.5, width=right - 1, height=box.height - 1, rx=6),
        text(box.title, PAD + 2, box.top + PAD, "picture__question"),
    ]
    words += [text(box.asks, PAD + 2, box.top + PAD + len(box.title) * LINE, "picture__small")] if box.asks else []
    link = element("a", *words, class_="picture__link", href=url) if url else element("g", *words)
    return svg(WIDTH, box.top, bottom, visible_lines(wires, right, box.top, bottom), link)
