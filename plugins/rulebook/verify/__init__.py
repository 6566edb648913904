"""Prove a rulebook: every situation answered, once where it must be, every rule and outcome of use.

Exact algorithms on boxes of cells (geometry/boxes.py), traced through upstream decisions (feasibility.py). The order of CHECKS is
the order in which a decision is judged: where one of the first two finds something, nothing downstream is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulebook.geometry.tables import Table, closure, tables
from rulebook.model import Decision, Finding, Rulebook
from rulebook.verify.boundary import boundary_holes
from rulebook.verify.coverage import gaps, outcomes_without_rule
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.overlaps import overlaps
from rulebook.verify.reach import unreachable_and_shadowed
from rulebook.verify.redundancy import mergeable

CHECKS = (gaps, overlaps, unreachable_and_shadowed, outcomes_without_rule)
ADVICE = (boundary_holes, mergeable)  # given only where the decision has no errors
UNSOUND = ("gap", "overlap")


def verify(rulebook: Rulebook, laid_out: Mapping[str, Table] | None = None) -> list[Finding]:
    """Return every finding about the meaning of a rulebook that loads. `laid_out` are its tables, if somebody has them."""
    laid_out = tables(rulebook) if laid_out is None else laid_out
    feasibility = Feasibility(rulebook, laid_out)
    found: list[Finding] = []
    for table in laid_out.values():
        if unsound_upstream(rulebook, table.decision, found) is None:
            errors = [finding for check in CHECKS for finding in check(table, feasibility)]
            found.extend(errors or [finding for check in ADVICE for finding in check(table, feasibility)])
    return found


def unsound_upstream(rulebook: Rulebook, decision: Decision, found: Iterable[Finding]) -> str | None:
    """Return a decision, read by this one directly or not, that has a gap or an overlap."""
    unsound = {finding.decision for finding in found if finding.kind in UNSOUND}
    return next((other.id for other in closure(rulebook, decision)[:-1] if other.id in unsound), None)
