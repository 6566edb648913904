"""Find characters that nobody sees and terminals, editors and browsers obey: in hand-written texts, and in names of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rulebook.load.nodes import CONTROL
from rulebook.model import Finding

MOST = 50  # told of one file
BREAKS = "\t\n"  # in a text they are as good as blanks; in a name they are no part of any


def control_faults(files: Mapping[str, str]) -> list[Finding]:
    """Return the lines that hold control characters; `files` maps paths, as findings tell them, to texts."""
    return [
        Finding("form", "error", path, line, f"there is {odd} in this line.", "Delete it.")
        for path, text in files.items()
        for line, odd in list(_lines(text))[:MOST]
    ]


def name_faults(paths: Iterable[str]) -> list[Finding]:
    """Return the paths whose names hold control characters."""
    return [
        Finding("form", "error", path, 1, f"there is {odd} in the name of this file.", "Give it a name that can be read.")
        for path in paths
        if (odd := control_in(path) or control_in(path, BREAKS))
    ]


def control_in(text: str, others: str = "") -> str:
    """Return the first control character of a text in words, "" where there is none."""
    found = next((char for char in text if char in others), "") or next(iter(CONTROL.findall(text)), "")
    return f"a control character (U+{ord(found):04X})" if found else ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    if CONTROL.search(text):
        numbered = enumerate(text.split("\n"), 1)  # not splitlines: it ends lines at some of these characters
        yield from ((line, odd) for line, words in numbered if (odd := control_in(words)))
