"""Write the whole rulebook as JSON: every value of the model but the places in the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from rulebook.model import Rulebook

# Where things stand in the author's folder, that nothing broke, and the texts once more, as they are written.
LEFT_OUT = ("file", "line", "facts_file", "whole", "texts")


def json_book(rulebook: Rulebook, plain: Callable[[str | None], str]) -> bytes:
    """Return the rulebook as UTF-8: keys as in `model`, tests resolved, the decisions that each decision reads.

    Texts stand as they are written: whoever reads them has the figures too, and needs no `plain`.
    """
    book = _data(rulebook)
    for decision in rulebook.decisions.values():
        columns = rulebook.columns(decision)
        book["decisions"][decision.id]["requires"] = {
            "inputs": [column for column in columns if column in rulebook.inputs],
            "decisions": [column for column in columns if column in rulebook.decisions],
        }
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _data(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _data(getattr(value, each.name)) for each in fields(value) if each.name not in LEFT_OUT}
    if isinstance(value, Mapping):
        return {key: _data(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_data(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
