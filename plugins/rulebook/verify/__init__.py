"""Prove a rulebook: every situation answered, once where it must be, every rule and outcome of use.

Exact algorithms on boxes of cells (geometry/cover.py), and a search through upstream decisions (geometry/search.py); what
they cannot tell within their steps (limits.py) is said to be not judged. The order of CHECKS is the order in which a
decision is judged: where one of the first two finds something, nothing downstream is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulebook.geometry.box_tables import Table, closure, tables, upstream_first
from rulebook.model import Decision, Finding, Rulebook
from rulebook.verify.boundary import boundary_holes
from rulebook.verify.coverage import gaps, outcomes_without_rule
from rulebook.verify.feasibility import Feasibility
from rulebook.verify.limits import LIMITS, Limits
from rulebook.verify.messages import too_many_cells
from rulebook.verify.overlaps import overlaps
from rulebook.verify.reach import unreachable_and_shadowed
from rulebook.verify.redundancy import mergeable

CHECKS = (gaps, overlaps, unreachable_and_shadowed, outcomes_without_rule)
ADVICE = (boundary_holes, mergeable)  # given only where the decision has no errors
UNSOUND = ("gap", "overlap")


def verify(rulebook: Rulebook, laid_out: Mapping[str, Table] | None = None, limits: Limits = LIMITS) -> list[Finding]:
    """Return every finding about the meaning of a rulebook that loads. `laid_out` are its tables, if somebody has them."""
    laid_out = tables(rulebook, limits.bits) if laid_out is None else laid_out
    feasibility = Feasibility(rulebook, laid_out, limits)
    found: list[Finding] = []
    for decision in upstream_first(rulebook):
        if unsound_upstream(rulebook, decision, found) is None:
            found.extend(_judged(laid_out[decision.id], feasibility) if decision.id in laid_out else [too_many_cells(decision)])
    return found


def _judged(table: Table, feasibility: Feasibility) -> list[Finding]:
    errors = [finding for check in CHECKS for finding in check(table, feasibility)]
    return errors or [finding for check in ADVICE for finding in check(table, feasibility)]


def is_unsound(finding: Finding) -> bool:
    """Return whether a finding leaves its decision without an answer, or with two; of one rule's own fate it does not."""
    unjudged = finding.kind == "not_judged" and finding.severity == "error" and len(finding.rules) != 1
    return finding.kind in UNSOUND or unjudged


def unsound_upstream(rulebook: Rulebook, decision: Decision, found: Iterable[Finding]) -> str | None:
    """Return a decision, read by this one directly or not, of which it is not proven that it has no gap and no overlap."""
    unsound = {finding.decision for finding in found if is_unsound(finding)}
    return next((other.id for other in closure(rulebook, decision)[:-1] if other.id in unsound), None)
