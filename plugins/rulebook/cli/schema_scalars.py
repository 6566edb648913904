"""What one value of a rulebook may be, as JSON Schema: patterns in the regular expressions that editors share (ECMA 262)."""

from __future__ import annotations

from typing import Any

from rulebook.design.colour import COLOUR
from rulebook.load.scalars import ID, NUMBER
from rulebook.load.shape import LANGUAGE, MAX_TEXT, PATH, URL
from rulebook.load.text_check import HTML, PICTURE
from rulebook.locale import catalogues

Schema = dict[str, Any]

WITHOUT_END = r"(-?\d+(\.\d+)?|[a-z]\w*(\.(low|high))?)"  # a number, an option or the name of a figure
INTERVAL = (
    rf"([\[(]\s*{WITHOUT_END}\s*\.\.\s*{WITHOUT_END}\s*[\])]"
    rf"|\(\s*\.\.\s*{WITHOUT_END}\s*[\])]|[\[(]\s*{WITHOUT_END}\s*\.\.\s*\))"
)
COMPARISON = rf"(<=|>=|<|>)\s*{WITHOUT_END}"
ONE = rf"({COMPARISON}|{INTERVAL}|{WITHOUT_END})"
NEGATION = rf"not\s*\(\s*{ONE}(\s*,\s*{ONE})*\s*\)"

FIGURE = r"[a-z0-9_]+(\.(bare|low|high))?"
NOT_IN_TEXTS = (
    HTML.pattern,
    PICTURE.pattern,
    rf"\{{\{{(?!\s*(passage\s+[a-z0-9_]+|{FIGURE})\s*\}}\}})",
    r"\]\((?!\s*<?(https://|/(?![/\\])|ref:[a-z0-9_]+([/.][a-z0-9_]+)?\s*>?\s*\)|\{\{))",
)


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def one_or_more(name: str, **further: Any) -> Schema:
    return {"anyOf": [ref(name), {"type": "array", "items": ref(name), **further}]}


def whole(pattern: str) -> Schema:
    """Return the schema of a text that is all of a pattern."""
    return {"type": "string", "pattern": rf"^\s*({pattern})\s*$"}


def text_without(*patterns: str) -> Schema:
    """Return the schema of a text that says something, and holds none of these."""
    refused = [{"pattern": pattern} for pattern in patterns]
    return {"type": ["string", "number"], "pattern": r"\S", "maxLength": MAX_TEXT, "not": {"anyOf": refused}}


SCALARS: dict[str, Schema] = {
    "line_of_text": text_without(*NOT_IN_TEXTS),
    "text_without_figures": text_without(*NOT_IN_TEXTS[:2], r"\{\{", NOT_IN_TEXTS[3]),
    "citation": {"type": "string", "pattern": r"\S"},
    "id": {"type": "string", "pattern": f"^{ID.pattern}$"},
    "outcome_id": {"type": "string", "pattern": rf"^{ID.pattern}\.{ID.pattern}$"},
    "amount": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{NUMBER.pattern}$"}]},
    "day": {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"},
    "unary_test": {
        "description": 'A value, "> 50", "[30..60]", not(a, b) or unknown.',
        "anyOf": [{"type": "number"}, whole(f"{ONE}|{NEGATION}")],
    },
    "test_or_dash": {
        "description": 'A value, "> 50", "[30..60]", not(a, b), unknown or "-"; or a list, any of which passes.',
        "anyOf": [{"const": "-"}, ref("unary_test"), {"type": "array", "items": ref("unary_test"), "minItems": 1}],
    },
    "answer": {"type": ["string", "number"], "pattern": r"\S"},
    "interval": {"anyOf": [{"type": "number"}, whole(ONE)]},
    "language_tag": {"type": "string", "pattern": f"^({'|'.join(catalogues())})(-|$)", "allOf": [{"pattern": f"^{LANGUAGE}$"}]},
    "address": {"type": "string", "pattern": f"^{URL}$"},
    "path": {"type": "string", "pattern": f"^{PATH}$"},
    "colour": {"type": "string", "pattern": f"^{COLOUR.pattern}$"},
}
