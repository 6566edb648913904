"""The colours that are the same for every site, by what they mean, in light and dark."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """One colour in both schemes."""

    light: str
    dark: str


BLACK, WHITE = "#000000", "#ffffff"
NEUTRALS = {
    "paper": Pair("#fdfcf9", "#17161b"),
    "raised": Pair(WHITE, "#1f1e25"),
    "sunken": Pair("#f5f3ed", "#131217"),
    "ink": Pair("#1c1b22", "#ece9e3"),
    "ink-quiet": Pair("#57545f", "#aaa5b3"),
    "line": Pair("#dcd8cf", "#37343f"),
    "edge": Pair("#86818d", "#7d7888"),  # of things one can operate: 3:1 and more
    "fault": Pair("#a3262a", "#f49c98"),
}
