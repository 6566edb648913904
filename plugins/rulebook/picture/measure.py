"""How wide words are, and where lines break. Widths are those of the wider of the theme's typefaces, so lines fit in all."""

from __future__ import annotations

# Shares of the letter size.
WIDTHS = {
    **dict.fromkeys("ijl|'.,:;!", 0.27),
    **dict.fromkeys("ftrI()[]/-“”‘’", 0.38),
    **dict.fromkeys("mMwW@%—→", 0.92),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&−", 0.7),
    **dict.fromkeys(" \N{NO-BREAK SPACE}", 0.27),
}
OTHER, WIDE, BOLD = 0.56, 1.05, 1.06
FIRST_WIDE = 0x1100  # from here on letters may be as wide as high


def width(words: str, size: float, bold: bool = False) -> float:
    """Return about how wide a line is, in the unit of `size`."""
    letters = sum(WIDTHS.get(letter, WIDE if ord(letter) >= FIRST_WIDE and letter not in "–…" else OTHER) for letter in words)
    return letters * size * (BOLD if bold else 1)


def wrapped(words: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Return the lines of a text; a word that is wider than the room is cut. No line ends at a no-break space."""
    lines = [""]
    pieces = (piece for word in words.replace("\n", " ").split(" ") for piece in _pieces(word, room, size, bold))
    for word in pieces:
        extended = f"{lines[-1]} {word}".strip()
        if width(extended, size, bold) <= room:
            lines[-1] = extended
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
