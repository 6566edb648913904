"""Name things in DMN: an XML id that is unique in the file, and a variable that FEEL can read."""

from __future__ import annotations

from rulebook.model import Rulebook

KEYWORDS = frozenset(
    [
        "and",
        "between",
        "every",
        "external",
        "false",
        "for",
        "function",
        "if",
        "in",
        "instance",
        "not",
        "null",
        "of",
        "or",
        "return",
        "satisfies",
        "some",
        "then",
        "else",
        "true",
    ]
)


WHOLE_NUMBERS = "Whole numbers only."  # said of an input of type integer: FEEL has but one kind of number

NONE_MATCHES = "Where no rule matches: "  # said of a collect decision


def variable(id: str) -> str:
    """Return the FEEL name of an input or decision: its id, with "_" behind it where FEEL has taken the word."""
    return f"{id}_" if id in KEYWORDS else id  # no id ends with "_", so this is nobody else's


def type_of(rulebook: Rulebook, id: str) -> str:
    """Return the item definition of an input or decision: of a `collect` decision a list."""
    many = id in rulebook.decisions and rulebook.decisions[id].hit_policy == "collect"
    return f"t_{id}_list" if many else item_type(id)


def item_type(id: str) -> str:
    """Return the item definition of one value."""
    return f"t_{id}"


def of_input(id: str) -> str:
    return f"input.{id}"


def of_decision(id: str) -> str:
    return f"decision.{id}"


def of_source(id: str) -> str:
    return f"source.{id}"


def of_requirement(decision: str, needed: str) -> str:
    return f"decision.{decision}.needs.{needed}"


def required(rulebook: Rulebook, id: str) -> str:
    """Return the reference to an input or decision."""
    return "#" + (of_input(id) if id in rulebook.inputs else of_decision(id))
