"""How far a proof goes: in steps and in numbers of things, never in seconds, so that every machine finds the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """A step is one box looked at: a third to three millionths of a second.

    What cannot be told within them is reported as not judged.
    """

    together: int = 12_000_000  # for all questions about a rulebook
    question: int = 4_000_000  # for one of them
    least: int = 20_000  # for each, however many hard ones came before it
    listing: int = 3_000_000  # for listing what is uncovered, box by box; beyond, it is searched
    pieces: int = 500  # boxes listed
    regions: int = 20  # gaps named where there are more than can be listed, and overlaps likewise
    bits: int = 1_600_000_000  # of a table: a bit for each test and each cell of its column; half of them are stored at most
    joint: int = 1_000_000  # pairs of nodes, of two diagrams walked side by side
    pairs: int = 20_000  # of rules that overlap, told one by one


LIMITS = Limits()
