"""Letters that stand for things in a row: A to Z, then AA; and several things as spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable

ALPHABET = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # before a text, a letter I is read as a word of it
ROW = 3  # so many in a row are told as the first and the last


def letter(at: int) -> str:
    """Return the letter of the thing at this place."""
    more, last = divmod(at, len(ALPHABET))
    return (letter(more - 1) if more else "") + ALPHABET[last]


def numeral(at: int) -> str:
    """Return the number of the thing at this place: 1 is the first."""
    return str(at + 1)


def letters(places: Iterable[int], named: Callable[[int], str] = letter) -> str:
    """Return the letters of ascending places, three and more in a row as one: A–C, E; or what else each is `named`."""
    rows: list[list[int]] = []
    for at in places:
        if rows and at == rows[-1][-1] + 1:
            rows[-1].append(at)
        else:
            rows.append([at])
    spans = ([f"{named(row[0])}–{named(row[-1])}"] if len(row) >= ROW else [named(at) for at in row] for row in rows)
    return ", ".join(each for span in spans for each in span)
