"""Colours and tones → the style sheet that all others rest on. A pair is chosen by --light and --dark (tokens.css says how)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.design.neutrals import Pair
from rulebook.design.palette import Palette
from rulebook.design.tones import TONES, Tone

SHEET = """\
/* Made from plugins/rulebook/design/ and the rulebook's brand; change it there. */
@layer base {{
  .rulebook {{
{colours}
  }}
}}
@layer components {{ :where(.rulebook) {{
{tones}
}} }}
"""


def style_sheet(colours: Palette) -> str:
    """Return the sheet: a custom property for each colour, and a class for each tone that hands its colours and shape down."""
    return SHEET.format(
        colours="\n".join(f"    --{name}: {_either(pair)};" for name, pair in colours.items()),
        tones="\n".join(f"  .tone--{tone.id} {{ {' '.join(_handed_down(tone))} }}" for tone in TONES.values()),
    )


def _handed_down(tone: Tone) -> Iterator[str]:
    yield f"--tone: var(--{tone.id}); --ground: var(--{tone.id}-ground);"
    yield f'--shape: path(evenodd, "{tone.sign}");'
    if tone.dashed:
        yield "--tone-edge: dashed; --tone-dash: 5 3;"


def _either(pair: Pair) -> str:
    return f"var(--light, {pair.light}) var(--dark, {pair.dark})"
