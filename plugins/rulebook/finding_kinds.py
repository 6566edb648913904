"""Every kind of finding, once: how grave it is, what it means, and which rooms tell it (docs/rulebook.md §11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

ERROR, WARNING, NOTE = SEVERITIES = ("error", "warning", "note")


class Kind(NamedTuple):
    """One kind. `rooms` are the folders whose checks find it; of several `severities` the meaning says which is when."""

    severities: tuple[str, ...]
    meaning: str
    rooms: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "form": Kind(
        (ERROR, WARNING, NOTE),
        "Something is not written as it has to be: a key, a value, a test, a text, a page. Warning: two answers read alike, "
        "a colour can hardly be seen, or a page holds raw HTML. Note: what stands beside belongs to another rulebook, or a "
        "file of another tool is read otherwise than it is written.",
        ("load", "content", "check", "cli"),
    ),
    "reference": Kind((ERROR,), "An id, a fact or a file is named that does not exist.", ("load", "content")),
    "unit": Kind((ERROR,), "A figure and the input it is compared with have different units; nothing is converted.", ("load",)),
    "cycle": Kind((ERROR,), "Decisions read each other in a circle.", ("load",)),
    "too_large": Kind(
        (ERROR,),
        "A diagram has too many nodes or takes too many steps to make, or decisions stand too many above one another.",
        ("load", "check"),
    ),
    "not_judged": Kind(
        (ERROR, NOTE),
        "A question about a decision has too much to go through: whether it has a gap, or two of its rules overlap, or one "
        "ever gets its turn. Note: where only advice is left out.",
        ("verify",),
    ),
    "gap": Kind(
        (ERROR,),
        "No rule covers these situations: one finding for each connected region. Of more than 20, or of too many to be "
        "listed, 20 are named, and the last says that there are more.",
        ("verify",),
    ),
    "overlap": Kind(
        (ERROR,), "Several rules of a unique decision match; the one with most partners is told with them all.", ("verify",)
    ),
    "shadowed": Kind((ERROR,), "Under first: earlier rules take all of it, alone or together.", ("verify",)),
    "unreachable": Kind((ERROR,), "A rule's condition holds in no situation, through all that it reads.", ("verify",)),
    "never_given": Kind((ERROR,), "No rule gives an outcome.", ("verify",)),
    "contradiction": Kind((ERROR,), "Outcomes that never_together keeps apart are given in one situation.", ("verify",)),
    "example": Kind((ERROR, WARNING), "Error: an example is not decided by its own rule. Warning: a rule has none.", ("verify",)),
    "answer": Kind(
        (ERROR, WARNING),
        "Error: an answer or a lead links an outcome that cannot occur there. Warning: it is missing where others stand, has "
        "more than 60 words, or links no outcome of the first stage.",
        ("check",),
    ),
    "link": Kind((ERROR,), "A link or an anchor leads nowhere.", ("content", "site")),
    "boundary_hole": Kind(
        (WARNING,), "A lone number, between cells that earlier rules decide, falls to a rule blind to it.", ("verify",)
    ),
    "never_matters": Kind(
        (WARNING, NOTE),
        "An input changes nothing, anywhere; no decision reads one for decisions; a never_together entry keeps apart what "
        "never meets. Note: options of one input lead to the same results.",
        ("verify",),
    ),
    "redundant_test": Kind(
        (WARNING,),
        "A value in a test is outside the range or lets nothing more through, or every number passes the list.",
        ("load",),
    ),
    "figure": Kind((WARNING,), "A number with a unit is typed into a text, or nothing uses a figure.", ("load", "content")),
    "passage": Kind((WARNING,), "Nothing uses a passage.", ("load",)),
    "citation": Kind(
        (WARNING,),
        "A rule, figure, answer or lead has no source, a fact is not cited or not there, a hedge is dropped.",
        ("load", "content"),
    ),
    "stale": Kind((WARNING,), "The review is overdue.", ("load",)),
    "mergeable": Kind((NOTE,), "Two rules could be one, or a condition adds nothing.", ("verify",)),
}
