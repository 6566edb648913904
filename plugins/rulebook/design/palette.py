"""Every colour of a site by what it means: neutrals, tones, and those that follow the brand's accent."""

from __future__ import annotations

from collections.abc import Mapping

from rulebook.design.colour import mixed, readable
from rulebook.design.neutrals import BLACK, NEUTRALS, WHITE, Pair
from rulebook.design.tones import TONES
from rulebook.model import Brand

ACCENT = Pair("#2546b0", "#9db4ff")
TINT = {"light": 0.1, "dark": 0.08}  # how much of the accent is in its own ground
EASY = 7  # the contrast of an accent in the dark that is worked out from the one in the light

Palette = Mapping[str, Pair]


def palette(brand: Brand) -> Palette:
    """Return all colours of a site, those of a tone under its id and `<id>-ground`."""
    accent = _accent(brand)
    tones = {f"{tone.id}{part}": pair for tone in TONES.values() for part, pair in (("", tone.edge), ("-ground", tone.ground))}
    return {
        **NEUTRALS,
        "accent": accent,
        "accent-strong": Pair(mixed(accent.light, BLACK, 0.25), mixed(accent.dark, WHITE, 0.4)),
        "accent-ground": Pair(_tinted(accent.light, "light"), _tinted(accent.dark, "dark")),
        "on-accent": Pair(WHITE, NEUTRALS["paper"].dark),
        **tones,
    }


def grounds(accent: str, scheme: str) -> tuple[str, ...]:
    """Return all that stands behind words in the accent's colour; `scheme` is "light" or "dark"."""
    pairs = [*(NEUTRALS[name] for name in ("paper", "raised", "sunken")), *(tone.ground for tone in TONES.values())]
    return (*(getattr(pair, scheme) for pair in pairs), _tinted(accent, scheme))


def _accent(brand: Brand) -> Pair:
    """Return a brand's accent; one that names none for the dark gets its own, made lighter."""
    if brand.accent and not brand.accent_dark:
        return Pair(brand.accent, readable(brand.accent, lambda lighter: grounds(lighter, "dark"), EASY, WHITE))
    return Pair(brand.accent or ACCENT.light, brand.accent_dark or ACCENT.dark)


def _tinted(accent: str, scheme: str) -> str:
    return mixed(getattr(NEUTRALS["raised"], scheme), accent, TINT[scheme])
