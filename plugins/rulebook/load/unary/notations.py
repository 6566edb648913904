"""How tests are written, and how what people write instead would be written here."""

from __future__ import annotations

import re
from collections.abc import Sequence

LITERAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
COMPARISON = re.compile(r"(<=|>=|<|>)\s*(.*)", re.DOTALL)
INTERVAL = re.compile(r"([\[(])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])])", re.DOTALL)
NEGATION = re.compile(r"not\s*\((.*)\)", re.DOTALL)
TWO_SIDED = re.compile(r"(<=|>=|<|>)([^,<>&]+?)(?:,|&&?|\band\b)\s*(<=|>=|<|>)([^,<>&]+)", re.DOTALL)
OTHER_NOTATIONS = (  # pattern → how it is written here
    (re.compile(r"=>\s*(.+)"), r">= \1"),
    (re.compile(r"=<\s*(.+)"), r"<= \1"),
    (re.compile(r"!=\s*(.+)"), r"not(\1)"),
    (re.compile(r"==?\s*(.+)"), r"\1"),
    (re.compile(r"([<>]=?)\s*[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[^\d\s.]*"), r"\1 \2"),
    (re.compile(r"[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[^\d\s.–-]*"), r"\1"),
    (re.compile(r"[\])]\s*([^.]+?)\s*\.\.\s*([^.]+?)\s*[\[(]"), r"(\1..\2)"),
    (re.compile(r"\[?\s*(-?[\w.]+?)\s*(?:-|–|to)\s*(-?\w[\w.]*)\s*\]?"), r"[\1..\2]"),
)
STRUNG = re.compile(r"\b(?:and|or)\b|,")
SEVERAL = re.compile(rf".*(?:{STRUNG.pattern}).*", re.DOTALL)
ANYTHING = re.compile(r".*", re.DOTALL)


def otherwise(text: str) -> str:
    """Return the cure for a notation from elsewhere."""
    for pattern, here in OTHER_NOTATIONS:
        match = pattern.fullmatch(text)
        if match:
            return f'Write "{match.expand(here)}".'
    return 'Write a number, as in "30", "> 30" or "[30..60]", or the name of a figure.'


def between(match: re.Match) -> str | None:
    """Return the interval that two comparisons (a match of TWO_SIDED) were probably meant to be."""
    lower, upper = ((match[1], match[2]), (match[3], match[4]))
    if lower[0] in ("<", "<="):
        lower, upper = upper, lower
    if lower[0] not in (">", ">=") or upper[0] not in ("<", "<="):
        return None
    opening, closing = "[" if lower[0] == ">=" else "(", "]" if upper[0] == "<=" else ")"
    return f"{opening}{lower[1].strip()}..{upper[1].strip()}{closing}"


def either(text: str) -> list[str]:
    """Return the parts of a text that strings values together with a comma or a word."""
    return [part.strip() for part in STRUNG.split(text)]


def some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")


def shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
