"""Find situations that no rule answers, and outcomes that no rule gives."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.geometry.boxes import meeting, uncovered
from rulebook.geometry.regions import regions
from rulebook.geometry.tables import Table
from rulebook.model import Finding
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.messages import box_words, finding


def gaps(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield one finding per connected region that no rule covers and that can happen."""
    if table.decision.hit_policy == "collect":
        return
    pieces = uncovered(table.full, table.boxes, meeting(table.boxes))
    possible = [piece for piece in pieces if feasibility.find(table, piece) is not None]
    for joined in regions(possible, table.axes):
        region = [box for box in joined if feasibility.find(table, box) is not None]  # a part of a piece may never happen
        if not region:
            continue
        witness = feasibility.witness(table, region[0])
        more = f", and in {len(region) - 1} more blocks that touch it" if len(region) > 1 else ""
        yield finding(
            "gap",
            table,
            table.decision.line,
            f"no rule answers {box_words(table.axes, region[0])}{more}.",
            "Add a rule for it, or widen one that stands beside it.",
            witness=witness,
        )


def outcomes_without_rule(table: Table, feasibility: Feasibility) -> Iterator[Finding]:
    """Yield outcomes that no rule names; where a rule names one but cannot fire, that rule is reported instead."""
    given = {outcome for rule in table.decision.rules for outcome in rule.then}
    for outcome in table.decision.outcomes.values():
        if outcome.id not in given:
            yield finding(
                "never_given",
                table,
                outcome.line,
                f'no rule gives the outcome "{outcome.id}".',
                "Write the rule that gives it, or take the outcome out.",
            )
