"""How long the attackers try: seconds in every run of the tests, ROUNDS times as long for whoever wants to know more."""

from __future__ import annotations

import os


def rounds(few: int) -> range:
    """Return the numbers of the rounds, which are their seeds too: what a longer run finds is found again by its number."""
    return range(few * int(os.environ.get("ROUNDS", "1")))
