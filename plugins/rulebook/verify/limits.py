"""How far a proof goes: in steps and in numbers of things, never in seconds, so that every machine finds the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """A step is about one look at one box: a quarter to half a millionth of a second (benchmarks/verify.py).

    What cannot be told within them is reported as not judged.
    """

    together: int = 12_000_000  # steps for all questions about a rulebook
    question: int = 2_000_000  # for one about a decision
    rules: int = 5_000_000  # for one that is asked about each rule of a decision
    least: int = 20_000  # for each, whatever those before it took
    listing: int = 600_000  # looks at boxes, for listing what is uncovered, box by box; beyond that it is searched
    pieces: int = 500  # boxes listed
    regions: int = 20  # findings of a kind named, where there are more than can all be told
    joint: int = 1_000_000  # pairs of nodes, of two diagrams walked side by side
    pairs: int = 20_000  # of rules that overlap, told one by one
    bits: int = 800_000_000  # of a table: one for each test and cell of its column; at most half of them are stored


LIMITS = Limits()
