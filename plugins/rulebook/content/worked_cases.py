"""Read worked cases: what somebody told, and the answers to the questions that it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import yaml

PUBLISHED = "worked_example"
# Every value is the text that stands there: a date, a number and "yes" alike.
AsWritten = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Case:
    id: str
    title: str
    short: str
    story: str
    answers: Mapping[str, str]
    published: bool


def read_cases(files: Mapping[str, str]) -> tuple[Case, ...]:
    """Return the cases of all files, in order; `files` maps names to texts. What is no case is left out: tests tell of it."""
    return tuple(_case(one) for text in files.values() for one in _listed(text) if _is_case(one))


def _listed(text: str) -> Iterator[object]:
    try:
        found = yaml.load(text, AsWritten)
    except (yaml.YAMLError, RecursionError):
        return
    yield from found if isinstance(found, list) else ()


def _is_case(one: object) -> TypeGuard[Mapping[str, Any]]:
    return (
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("id", "title", "story"))
        and isinstance(one.get("answers"), dict)
        and all(isinstance(value, str) for value in one["answers"].values())
    )


def _case(one: Mapping[str, Any]) -> Case:
    short = one.get("short") or one["title"]
    return Case(one["id"], one["title"], short, one["story"], dict(one["answers"]), one.get(PUBLISHED) == "true")
