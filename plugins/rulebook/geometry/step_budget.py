"""Count what a search looks at, and stop it at a limit: the same on every machine, whatever the clock says."""

from __future__ import annotations


class OutOfSteps(Exception):
    """A question was not answered within its steps: neither yes nor no is known."""


class Steps:
    """So many steps may still be taken; one step is one box, or one column of a decision that is read, looked at."""

    def __init__(self, left: int, pool: Steps | None = None):
        self.left, self.pool = left, pool

    def take(self, count: int) -> None:
        """Take some steps, also out of the pool that these are a share of. Raise OutOfSteps."""
        steps: Steps | None = self
        while steps is not None:
            steps.left -= count
            steps = steps.pool
        if self.left < 0:
            raise OutOfSteps

    def share(self, most: int | None = None, least: int = 0) -> Steps:
        """Return the steps for one question: at most half of what is left, so that no question takes all from the next."""
        half = self.left // 2
        return Steps(max(least, half if most is None else min(most, half)), self)
