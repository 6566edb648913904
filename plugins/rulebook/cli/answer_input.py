"""Answers as they are given on the command line and in batch files → (input, text) pairs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rulebook.cli.refused import Refused


def answer_pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    without = next((word for word in words if "=" not in word), None)
    if without is not None:
        raise Refused(f'"{without}" is no answer. Write input=value, as in problem=damaged.')
    return [(name, text) for name, _, text in (word.partition("=") for word in words)]


def batch_lines(name: str) -> list[str]:
    """Return the lines of a batch file that hold something; "-" is standard input."""
    if name == "-" and sys.stdin is None:
        raise Refused("Standard input is closed: there are no lines to answer.")
    try:
        content = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except (OSError, ValueError) as fault:
        raise Refused(f"{name} cannot be read: {getattr(fault, 'strerror', None) or 'it is not UTF-8'}.") from fault
    return [line for line in content.split("\n") if line.strip()]


def answer_object(line: str) -> list[tuple[str, str]]:
    """Return one line of a batch as (input, text) pairs, repeated names kept."""
    try:
        pairs = json.loads(line, object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as fault:
        raise Refused(f"This line is not JSON: {fault}.") from fault
    if not isinstance(pairs, _Pairs):
        raise Refused('This line is no object of answers, as in {"problem": "damaged"}.')
    wrong = next((name for name, value in pairs if not isinstance(value, str | None)), None)
    if wrong is not None:
        raise Refused(f'The answer to "{wrong}" must be a text or a number.')
    return [(name, value or "") for name, value in pairs]


class _Pairs(list):
    """A JSON object as its pairs."""
