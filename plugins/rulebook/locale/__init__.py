"""Read the interface words of a language: one flat file a language, English for what a language lacks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
FALLBACK = "en"


def words(language: str = FALLBACK) -> dict[str, str]:
    """Return every word and sentence pattern by key."""
    wanted = [FALLBACK, language.split("-")[0], language]
    files = [FOLDER / f"{each}.yaml" for each in dict.fromkeys(wanted)]
    return {key: text for file in files for key, text in _read(file).items()}


@cache
def _read(file: Path) -> dict[str, str]:
    return yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if file.is_file() else {}
