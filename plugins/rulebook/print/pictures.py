"""Draw what stands between the words: the signs of the tones and QR codes, as SVG of one colour each."""

from __future__ import annotations

import io
from collections.abc import Iterable

import segno

from rulebook.views.shapes import BrandView, ToneView

FILLED = '<path fill="{0}" fill-rule="evenodd" d="{1}"/>'
FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{}</svg>'


def signs(tones: Iterable[ToneView]) -> dict[str, dict[str, str]]:
    """Return word and picture of each tone."""
    return {tone.id: {"word": tone.word, "svg": FRAME.format(FILLED.format(tone.colour, tone.sign))} for tone in tones}


def paper_colours(brand: BrandView) -> dict[str, str]:
    """Return the colours of what is printed or drawn on a light ground, by meaning."""
    return {meaning: pair.light for meaning, pair in brand.colours.items()}


def qr_code(words: str) -> str:
    """Return a QR code without its quiet zone; whoever sets it leaves white around it."""
    svg = io.BytesIO()
    segno.make(words, error="m", micro=False).save(
        svg, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return svg.getvalue().decode("utf-8")
