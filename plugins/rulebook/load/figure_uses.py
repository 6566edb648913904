"""Find the figures that a thing of the rulebook uses, however deep inside it: in tests, ranges, steps and texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from rulebook.model import Rulebook
from rulebook.wording.placeholders import figures_named


def figures_used(value: Any) -> Iterator[str]:
    """Yield the ids of the figures that tests, steps, ranges and texts anywhere inside a value use."""
    if isinstance(value, str):
        yield from figures_named(value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from figures_used(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from figures_used(inner)
    elif is_dataclass(value):
        yield from getattr(value, "figures", ()) if not isinstance(value, Rulebook) else ()
        named = getattr(value, "figure", None)
        yield from [named] if named else ()
        for field in fields(value):
            yield from figures_used(getattr(value, field.name))
