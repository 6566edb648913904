"""Colours as they are written (`#2546b0`): how well one is read on another, and mixing two. Nothing else is known of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
TEXT = 4.5  # the contrast that text needs (WCAG 2.2, 1.4.3)
STEPS = 50

Rgb = tuple[float, ...]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def worst(colour: str, grounds: Iterable[str]) -> float:
    """Return the contrast of a colour with that ground on which it is read worst."""
    return min(contrast(colour, ground) for ground in grounds)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour mixed of two; `share` (0 to 1) is that of the second."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_parts(one), _parts(other), strict=True))


def readable(colour: str, grounds: Callable[[str], Iterable[str]], needed: float, towards: str) -> str:
    """Return the nearest mixture of a colour with another one, black or white, that has the needed contrast on its grounds."""
    mixtures = (mixed(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next((each for each in mixtures if worst(each, grounds(each)) >= needed), towards)


def whole(colour: str) -> str:
    """Return a colour with all six digits: `#25a` is `#2255aa`."""
    digits = colour[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _parts(colour: str) -> Rgb:
    return tuple(int(whole(colour)[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, definition of the term)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (each / 255 for each in _parts(colour))
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
