"""Say what a rule rests on, on one line."""

from __future__ import annotations

from rulebook.model import Citation, Rule

BASES = {"guide": "", "our_reading": "our reading", "silent": "the sources are silent"}


def cited(citations: tuple[Citation, ...]) -> str:
    """Return citations as rules.yaml writes them, each source once: "guide F39 F40, readings"."""
    facts: dict[str, list[str]] = {}
    for one in citations:
        facts.setdefault(one.source, []).append(one.fact)
    return ", ".join(" ".join([source, *filter(None, found)]) for source, found in facts.items())


def standing(rule: Rule) -> str:
    """Return a rule's sources, and its basis where that is not the guide."""
    return "; ".join(filter(None, [cited(rule.source), BASES[rule.basis]]))
