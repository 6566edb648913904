"""The style sheets of the rulebook's part: a file each for its own site, one for a site that is another's.

Layers order them in a site of the rulebook's own. Beside a host's sheets they would lose: what stands in no layer counts
before what does, so a host's `a:link` would colour our buttons. For a guest each layer becomes a weight instead, an
id more than the layer before it; no selector of ours has an id, so the order stays the same.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "css"
FIRST = "tokens"  # it orders the layers; then come the colours, which are made, and the others
SHEETS = ("base", "layout", "components", "outcome", "table", "diagram", "picture", "search", "checker", "utilities", "print")
ASKED_FOR = "picture"  # by the pages that have one
LAYERS = re.compile(r"@layer ([\w, ]+);")
LAYER = re.compile(r"@layer (\w+) \{")
PART = ":where(.rulebook)"
HEAVIER = ":not(#_)"  # weighs as much as an id, and is true of everything

# What the host says of elements is taken back inside the part, but for drawings; the kind of its letters is inherited.
GUEST = """\
.rulebook { font-size: 1rem; line-height: 1.55; color: var(--ink); text-align: start; overflow-wrap: break-word; }
:where(.rulebook) { :where(:not(svg, svg *)) { &, &::before, &::after { all: revert; } } }
"""


def files() -> dict[str, bytes]:
    """Return the sheets by the names of their files."""
    return {sheet.name: sheet.read_bytes() for sheet in FOLDER.glob("*.css")}


def page_sheets(checker: bool) -> list[str]:
    """Return the names of the sheets that a page has after the first and the colours, in their order."""
    return [name for name in SHEETS if name != ASKED_FOR and (checker or name != "checker")]


def guest_sheet(colours: str) -> str:
    """Return all of them as one that counts before the host's; `colours` is the sheet that is made of the brand."""
    first, *others = ((FOLDER / f"{name}.css").read_text("utf-8") for name in (FIRST, *SHEETS))
    layers = [name.strip() for name in LAYERS.findall(first)[0].split(",")]
    return _heavier(GUEST, 1) + "".join(_weighed(text, layers) for text in (LAYERS.sub("", first), colours, *others))


def _weighed(text: str, layers: list[str]) -> str:
    """Return a sheet without layers: what a block of one holds is as heavy as its place in their order, from 2 on."""
    made, at, weight = "", 0, 2
    for found in LAYER.finditer(text):
        made += _heavier(text[at : found.start()], weight) + "@media all {"
        at, weight = found.end(), layers.index(found[1]) + 2
    return made + _heavier(text[at:], weight)


def _heavier(text: str, weight: int) -> str:
    return text.replace(PART, ".rulebook" + HEAVIER * weight)
