"""Letters that stand for things in a row: A to Z, then AA; and several of them as spans."""

from __future__ import annotations

from collections.abc import Iterable

ROW = 3  # so many in a row are told as the first and the last


def letter(at: int) -> str:
    """Return the letter of the thing at this place."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def letters(places: Iterable[int]) -> str:
    """Return the letters of ascending places, three and more in a row as one: A–C, E."""
    rows: list[list[int]] = []
    for at in places:
        if rows and at == rows[-1][-1] + 1:
            rows[-1].append(at)
        else:
            rows.append([at])
    spans = ([f"{letter(row[0])}–{letter(row[-1])}"] if len(row) >= ROW else [letter(at) for at in row] for row in rows)
    return ", ".join(each for span in spans for each in span)
