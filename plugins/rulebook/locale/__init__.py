"""Read the interface words of a language: a flat file each. A language is usable where it has every word that English has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
FIRST = "en"  # has every word there is
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C part is faster, and not everywhere


class UnknownWord(Exception):
    """There is no such interface word; the message is for people."""


class Words(dict[str, str]):
    """Words and sentence patterns by key; one that is not there is an error, in Python and in templates alike."""

    def __missing__(self, key: str) -> str:
        raise UnknownWord(f'there is no interface word "{key}". They stand in {FOLDER.name}/{FIRST}.yaml.')


def words(language: str = FIRST) -> Words:
    """Return every word and sentence pattern of a language that has a catalogue, else of English."""
    return Words(_read(catalogue(language) or FIRST))


def catalogue(language: str) -> str | None:
    """Return the complete catalogue for a language tag: its own, or that of the language without a region ("en-GB": "en")."""
    parts = language.split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((tag for tag in tags if tag in catalogues()), None)


@cache
def catalogues() -> tuple[str, ...]:
    """Return the languages that have every word."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(language for language in found if _read(FIRST).keys() <= _read(language).keys())


@cache
def _read(language: str) -> dict[str, str]:
    return yaml.load((FOLDER / f"{language}.yaml").read_text("utf-8"), LOADER)
