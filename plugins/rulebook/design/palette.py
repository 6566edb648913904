"""Every colour by what it means, in light and dark: those that are always the same, and those that follow a brand's accent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rulebook.design.colour import mixed, readable
from rulebook.model import Brand

BLACK, WHITE = "#000000", "#ffffff"
EASY = 7  # the contrast of an accent in the dark that is worked out from the one in the light


class Pair(NamedTuple):
    """One colour in both schemes."""

    light: str
    dark: str


Palette = Mapping[str, Pair]

FIXED = {
    "paper": Pair("#fdfcf9", "#17161b"),
    "raised": Pair("#ffffff", "#1f1e25"),
    "sunken": Pair("#f5f3ed", "#131217"),
    "ink": Pair("#1c1b22", "#ece9e3"),
    "ink-quiet": Pair("#57545f", "#aaa5b3"),
    "line": Pair("#dcd8cf", "#37343f"),
    "edge": Pair("#86818d", "#7d7888"),  # of things one can operate: 3:1 and more
    "fault": Pair("#a3262a", "#f49c98"),
}
ACCENT = Pair("#2546b0", "#9db4ff")


class Grounds(NamedTuple):
    """What stands behind text in the accent's colour, in both schemes."""

    light: tuple[str, ...]
    dark: tuple[str, ...]


GROUNDS = Grounds(*zip(*(FIXED[name] for name in ("paper", "raised", "sunken")), strict=True))


def palette(brand: Brand) -> Palette:
    """Return all colours of a site."""
    accent = accents(brand)
    ground = Pair(*(mixed(below, over, share) for below, over, share in zip(FIXED["raised"], accent, (0.1, 0.08), strict=True)))
    return {
        **FIXED,
        "accent": accent,
        "accent-strong": Pair(mixed(accent.light, BLACK, 0.25), mixed(accent.dark, WHITE, 0.4)),
        "accent-ground": ground,
        "on-accent": Pair(WHITE, FIXED["paper"].dark),
    }


def accents(brand: Brand) -> Pair:
    """Return a brand's accent; one that names none for the dark gets its own, made lighter."""
    if not brand.accent:
        return Pair(ACCENT.light, brand.accent_dark or ACCENT.dark)
    return Pair(brand.accent, brand.accent_dark or readable(brand.accent, GROUNDS.dark, EASY, WHITE))
