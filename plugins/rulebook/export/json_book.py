"""Write the whole rulebook as JSON: every value of the model but the places in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from rulebook.model import Rulebook

NOT_SAID = ("file", "line", "facts_file", "whole")  # where things stand in the author's folder, and that nothing broke


def json_book(rulebook: Rulebook) -> bytes:
    """Return the rulebook as UTF-8: keys as in `model`, tests resolved, the decisions that each decision reads."""
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
        return {each.name: _data(getattr(value, each.name)) for each in fields(value) if each.name not in NOT_SAID}
    if isinstance(value, Mapping):
        return {key: _data(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_data(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
