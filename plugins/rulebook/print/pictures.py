"""Draw what stands between the words: the signs of the five tones and QR codes, as SVG of one colour each."""

from __future__ import annotations

import io

import segno

# The same shapes as on the site, so that none rests on colour alone.
TONES = {
    "act": ("#2546b0", "M2 4h12.6L22 12l-7.4 8H2Zm4 6.8v2.4h6.2l-2.3 2.4 1.7 1.7L16.6 12l-5-5.3-1.7 1.7 2.3 2.4Z"),
    "good": ("#1d6b43", "M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21ZM7.9 11l-1.7 1.7 4.4 4.4 7.3-8.2-1.8-1.6-5.6 6.3Z"),
    "caution": ("#8a5a00", "M12 1.8 23.4 22H.6Zm-1.4 7 .5 6.7h1.8l.5-6.7Zm1.4 8.3a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8Z"),
    "stop": ("#a3262a", "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6Zm-1.6 9v3h12v-3Z"),
    "plain": ("#57545f", "M3 10.2h18v3.6H3Z"),
    "silent": ("#5b5568", ""),
}
QUESTION = (
    '<circle cx="12" cy="12" r="9.8" fill="none" stroke="{0}" stroke-width="2" stroke-dasharray="3.7 2.456"/>'
    '<path fill="none" stroke="{0}" stroke-width="2.2" d="M8.9 9.4c.2-1.8 1.5-2.8 3.2-2.8 1.8 0 3.1 1.1 3.1 2.7 0 2.3-3 2.4-3 5"/>'
    '<circle cx="12.2" cy="17.3" r="1.4" fill="{0}"/>'
)
FILLED = '<path fill="{0}" fill-rule="evenodd" d="{1}"/>'
FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{}</svg>'


def signs() -> dict[str, dict[str, str]]:
    """Return colour and picture of each tone."""
    return {tone: {"colour": colour, "svg": FRAME.format(_shape(colour, path))} for tone, (colour, path) in TONES.items()}


def qr_code(words: str) -> str:
    """Return a QR code without its quiet zone; whoever sets it leaves white around it."""
    svg = io.BytesIO()
    segno.make(words, error="m", micro=False).save(
        svg, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return svg.getvalue().decode("utf-8")


def _shape(colour: str, path: str) -> str:
    return FILLED.format(colour, path) if path else QUESTION.format(colour)
