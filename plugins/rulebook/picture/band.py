"""One question of a decision with its answers: a band, laid out from a height on, and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.picture.answer_rows import DISC, ICON, PAD, STEM, WORDS, End, Row, rows
from rulebook.picture.measure import wrapped
from rulebook.picture.svg import LINE, SIZE, element, text
from rulebook.views.shapes import Leaf, Question

ARROW, BOX_GAP, BAND_GAP, BEND = 20, 8, 24, 6  # arrow below a box's top; below the box; below its last answer; of the stem


@dataclass(frozen=True)
class Band:
    """A question with its answers: what is not torn apart on paper. Nothing of it stands further out than `right`."""

    step: Question
    lines: tuple[str, ...]
    right: float
    top: float
    below: float  # where the question's box ends
    rows: tuple[Row, ...]
    bottom: float


def band(step: Question, right: float, top: float, nothing: str) -> Band:
    """Lay out a question; `nothing` is said where an answer ends without a verdict."""
    lines = tuple(wrapped(step.question, right - WORDS - PAD, SIZE, bold=True))
    below = top + len(lines) * LINE + 2 * PAD + 2
    answers = rows(step.branches, right, below + BOX_GAP, nothing)
    return Band(step, lines, right, top, below, tuple(answers), answers[-1].bottom + BAND_GAP)


def band_parts(band: Band, words: Mapping[str, str], linked: bool = True) -> Iterator[Markup]:
    """Yield the parts of a band; `linked` they lead to the step, to the box of the next question, to the line of the table."""
    yield _stem(band)
    yield _question(band, linked)
    for row in band.rows:
        yield text(row.lines, WORDS, row.top, "picture__words")
        if row.branch.step:
            yield _next(row, band.step, words, linked)
        if isinstance(row.branch.to, Leaf):
            yield from (_end(end, band.right, row.branch.to.rules[0].url, linked) for end in row.ends)


def _stem(band: Band) -> Markup:
    last = band.rows[-1].middle - BEND
    turns = (f"M{STEM} {row.middle - BEND:g}q0 {BEND} {BEND} {BEND}h{BEND}" for row in band.rows)
    return element("path", class_="picture__line", d=f"M{STEM} {band.below:g}V{last:g}" + "".join(turns))


def _question(band: Band, linked: bool) -> Markup:
    height = band.below - band.top - 1
    return _link(
        element("rect", class_="picture__box", x=0.5, y=band.top + 0.5, width=band.right - 1, height=height, rx=6),
        _number(band.step.step, STEM, band.top + ARROW, "picture__number"),
        text(band.lines, WORDS, band.top + PAD + 1, "picture__question"),
        linked=linked,
        href=f"#{band.step.anchor}",
        id=f"drawn-{band.step.anchor}",
    )


def _next(row: Row, step: Question, words: Mapping[str, str], linked: bool) -> Markup:
    anchor = step.anchor.removesuffix(str(step.step)) + str(row.branch.step)
    return _link(
        _number(row.branch.step, *row.disc, "picture__next"),
        linked=linked,
        href=f"#drawn-{anchor}",
        aria_label=words["go_to_step"].format(step=row.branch.step),
    )


def _end(end: End, right: float, url: str, linked: bool) -> Markup:
    if end.outcome is None:
        return text(end.lines, WORDS, end.top + PAD / 2, "picture__words")
    tone = end.outcome.tone
    return _link(
        element("rect", class_="picture__ground", x=WORDS, y=end.top, width=right - WORDS, height=end.height, rx=4),
        element("path", class_="picture__edge", d=f"M{WORDS + 2} {end.top:g}v{end.height:g}"),
        element("use", href=f"#tone-{tone}", x=WORDS + PAD + 2, y=end.top + (LINE + PAD - ICON) / 2, width=ICON, height=ICON),
        text(end.lines, WORDS + 2 * PAD + ICON, end.top + PAD / 2, "picture__verdict"),
        linked=linked,
        tone=f" tone--{tone}",
        href=f"#{url.partition('#')[2]}",
        aria_label=f"{end.outcome.tone_word}: {end.outcome.label}",
    )


def _link(*parts: Markup, linked: bool, tone: str = "", **attributes: str) -> Markup:
    if not linked:
        return element("g", *parts, class_=tone.strip() or None)
    return element("a", *parts, class_=f"picture__link{tone}", **attributes)


def _number(number: int, x: float, y: float, css: str) -> Markup:
    return element("g", element("circle", cx=x, cy=y, r=DISC), element("text", str(number), x=x, y=y + 4.5), class_=css)
