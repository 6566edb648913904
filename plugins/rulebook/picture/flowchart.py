"""A decision's flowchart: each question of the diagram a box, below it its answers with what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from rulebook.picture.answer_rows import End, Row, rows
from rulebook.picture.lanes import Wire, lanes, lanes_width, visible_lines
from rulebook.picture.measure import wrapped
from rulebook.picture.sheet import DISC, ICON, PAD, SHEETS, STEM, WORDS, Sheet
from rulebook.picture.svg import LINE, SIZE, element, svg, text
from rulebook.views.shapes import DecisionView, Leaf, Question

MOST_BOXES = 60
ARROW, BOX_GAP, BAND_GAP, BEND = 20, 8, 24, 6  # arrow below a box's top; below the box; below its last answer; of the stem


@dataclass(frozen=True)
class _Band:
    """A question with its answers: what is not torn apart on paper."""

    step: Question
    lines: tuple[str, ...]
    top: float
    below: float  # where the question's box ends
    rows: tuple[Row, ...]
    bottom: float


def flowchart(decision: DecisionView, words: Mapping[str, str]) -> Markup:
    """Return the flowchart, "" where there is none: for a decision without steps, or with more boxes than one can take in."""
    steps = decision.unfolded.steps
    boxes = len(steps) + sum(branch.to is not None for step in steps for branch in step.branches)
    if not steps or boxes > MOST_BOXES:
        return Markup("")
    lane = lanes(_spans(steps))
    reserved = lanes_width(max(lane.values(), default=-1) + 1)
    return Markup("").join(_chart(steps, lane, replace(sheet, right=sheet.width - reserved), words) for sheet in SHEETS)


def _chart(steps: Sequence[Question], lane: Mapping[int, int], sheet: Sheet, words: Mapping[str, str]) -> Markup:
    bands: list[_Band] = []
    for step in steps:
        bands.append(_band(step, sheet, bands[-1].bottom if bands else 0, words["nothing_applies"]))
    wires = [_wire(band, lane[band.step.step], bands, sheet) for band in bands if band.step.step in lane]
    return element("div", *(_band_svg(band, wires, sheet, words) for band in bands), class_=f"picture picture--{sheet.name}")


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


def _band(step: Question, sheet: Sheet, top: float, nothing: str) -> _Band:
    lines = tuple(wrapped(step.question, sheet.right - WORDS - PAD, SIZE, bold=True))
    below = top + len(lines) * LINE + 2 * PAD + 2
    answers = rows(step.branches, sheet, below + BOX_GAP, nothing)
    return _Band(step, lines, top, below, tuple(answers), answers[-1].bottom + BAND_GAP)


def _wire(band: _Band, lane: int, bands: Sequence[_Band], sheet: Sheet) -> Wire:
    leaving = [row.disc for other in bands for row in other.rows if row.branch.step == band.step.step]
    return Wire(lane, tuple((x + DISC + 2, y) for x, y in leaving), ((sheet.right, band.top + ARROW),))


def _band_svg(band: _Band, wires: Sequence[Wire], sheet: Sheet, words: Mapping[str, str]) -> Markup:
    last = band.rows[-1].middle - BEND
    stem = f"M{STEM} {band.below:g}V{last:g}" + "".join(
        f"M{STEM} {row.middle - BEND:g}q0 {BEND} {BEND} {BEND}h{BEND}" for row in band.rows
    )
    parts = [part for row in band.rows for part in _answer(row, band.step, sheet, words)]
    seen = visible_lines(wires, sheet.right, band.top, band.bottom)
    return svg(
        sheet.width, band.top, band.bottom, seen, element("path", class_="picture__line", d=stem), _question(band, sheet), *parts
    )


def _question(band: _Band, sheet: Sheet) -> Markup:
    return element(
        "a",
        element(
            "rect", class_="picture__box", x=0.5, y=band.top + 0.5, width=sheet.right - 1, height=band.below - band.top - 1, rx=6
        ),
        _number(band.step.step, STEM, band.top + ARROW, "picture__number"),
        text(band.lines, WORDS, band.top + PAD + 1, "picture__question"),
        class_="picture__link",
        href=f"#{band.step.anchor}",
        id=f"{sheet.name}-{band.step.anchor}",
    )


def _answer(row: Row, step: Question, sheet: Sheet, words: Mapping[str, str]) -> list[Markup]:
    parts = [text(row.lines, WORDS, row.top, "picture__words")]
    if row.branch.step:
        anchor = step.anchor.removesuffix(str(step.step)) + str(row.branch.step)
        number = _number(row.branch.step, *row.disc, "picture__next")
        name = words["go_to_step"].format(step=row.branch.step)
        parts.append(element("a", number, class_="picture__link", href=f"#{sheet.name}-{anchor}", aria_label=name))
    if isinstance(row.branch.to, Leaf):
        parts += [_end(end, sheet, row.branch.to.rules[0].url) for end in row.ends]
    return parts


def _end(end: End, sheet: Sheet, url: str) -> Markup:
    if end.outcome is None:
        return text(end.lines, sheet.end, end.top + PAD / 2, "picture__words")
    tone = end.outcome.tone
    return element(
        "a",
        element("rect", class_="picture__ground", x=sheet.end, y=end.top, width=sheet.right - sheet.end, height=end.height, rx=4),
        element("path", class_="picture__edge", d=f"M{sheet.end + 2} {end.top:g}v{end.height:g}"),
        element("use", href=f"#tone-{tone}", x=sheet.end + PAD + 2, y=end.top + (LINE + PAD - ICON) / 2, width=ICON, height=ICON),
        text(end.lines, sheet.end + 2 * PAD + ICON, end.top + PAD / 2, "picture__verdict"),
        class_=f"picture__link tone--{tone}",
        href=f"#{url.partition('#')[2]}",
        aria_label=f"{end.outcome.tone_word}: {end.outcome.label}",
    )


def _number(number: int, x: float, y: float, css: str) -> Markup:
    return element("g", element("circle", cx=x, cy=y, r=DISC), element("text", str(number), x=x, y=y + 4.5), class_=css)
