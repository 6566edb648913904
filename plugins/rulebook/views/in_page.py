"""What the checker's script reads in a page: plain text and numbers, as JSON that can stand inside an element."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from rulebook.views.shapes import BookView, DecisionView

SAID = ("say_", "tone_", "number_", "condition_", "list_")  # words that begin so are said by the script
SAID_TOO = (
    *("months", "date", "quoted", "minus_sign", "decimal_mark", "thousands_mark"),
    *("figure_range", "figure_hedged"),
)


def in_page(data: object) -> Markup:
    """Return JSON that can stand inside a page's <script> element: nothing in it ends that element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def checker_words(book: BookView) -> dict[str, Any]:
    """Return what the script says, and what questions and answers are called."""
    return {
        "name": book.name,
        "change": book.words["checker_change"],
        "say": {key: text for key, text in book.words.items() if key.startswith(SAID) or key in SAID_TOO},
        "inputs": {spec.id: spec.words for spec in book.inputs},
        "decisions": {decision.id: _decision(decision) for decision in book.for_people},
    }


def _decision(decision: DecisionView) -> dict[str, Any]:
    return {
        "question": decision.question,
        "role": decision.role,
        "outcomes": {outcome.id: [outcome.label, outcome.tone, outcome.apart] for outcome in decision.outcomes},
    }
