"""The two forms in which a flowchart is laid out: narrow for a phone, wide for a desk and for paper."""

from __future__ import annotations

from dataclasses import dataclass

STEM, WORDS = 22, 40  # where the line under a question runs, and where the words of its answers begin
PAD, ICON, DISC = 10, 18, 10  # inside a box; a sign's width; half a number's


@dataclass(frozen=True)
class Sheet:
    """Measures. `end` is where verdicts stand: `side_by_side` with the answer's words or below them; `right` where boxes end."""

    name: str
    width: int
    end: int
    side_by_side: bool
    right: float = 0

    def words_room(self, leads_on: bool) -> float:
        """Return how wide an answer's words may be; one that leads to a question needs room for its number."""
        return (self.end - 12 if self.side_by_side else self.right - 3 * DISC * leads_on) - WORDS


SHEETS = (Sheet("narrow", 328, WORDS, False), Sheet("wide", 720, 300, True))
