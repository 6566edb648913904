"""The traps that make YAML give up: which one a line holds, and the same line with the quotes it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .report import in_quotes

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!\w)\'(?:[^\']|\'\')*\'')
COMMENT = re.compile(r"(?:^|\s)#.*$")
KEY = r"""^(\s*(?:-\s+)*(?:"[^"]*"|'[^']*'|[\w.-]+)\s*:\s+)"""
MAX_LINE = 2_000
STAYS_OPEN = re.compile(r"""[:-]\s+(?:"[^"]*|'[^']*)$""")


class Trap(NamedTuple):
    """`find` marks in group 2 what needs quotes; group 1 stays in front of it. `whole`: look into quoted parts too."""

    name: str
    find: re.Pattern
    why: str
    whole: bool = False


class Sprung(NamedTuple):
    """A trap found on a line: what sprang it, why, and the line as it should be."""

    what: str
    why: str
    line: str


TRAPS = (
    Trap(
        "negation",
        re.compile(r"()(not\s*\((?:[^()\[\]]*[\[(][^()\[\]]*\.\.[^()\[\]]*[\])])+[^()\[\]]*\))"),
        "YAML takes it apart",
    ),
    Trap("interval", re.compile(r"""()([\[(][^\[\]()"',{}]*\.\.[^\[\]()"',{}]*[\])])"""), "YAML takes its brackets for a list"),
    Trap(
        "comparison",
        re.compile(
            r"(?:(?<=[:\[{,])|(?<=-))(\s*)((?:[<>]=?)\s*[^,{}\[\]\"']+(?:,\s*[<>]=?[^,{}\[\]\"']*)*?)"
            + r"(?=\s*(?:,\s*[^<>\s]|,?\s*[}\]]|$))"
        ),
        'YAML takes ">" for the start of a longer text',
    ),
    Trap("dash", re.compile(r"(:\s+)(-)(?=\s*(?:[,}]|$))"), "YAML takes it for a list"),
    Trap("figure", re.compile(KEY + r"(\{\{.*\S)"), "YAML takes the braces for a map", whole=True),
    Trap("figure in an item", re.compile(r"^(\s*(?:-\s+)+)(\{\{.*\S)"), "YAML takes the braces for a map", whole=True),
    Trap(
        "figure in a map",
        re.compile(r"(:\s+)([^\s\"'{}\[\],][^\"{}\[\],]*(?:\{\{[^{}]*\}\}[^\"{},]*)+?|(?:\{\{[^{}]*\}\}[^\"{},]*)+?)(?=\s*[,}])"),
        "YAML takes the braces for a map",
    ),
    Trap("sign", re.compile(KEY + r"([*&!%@`|>][^\n]*\S)"), "its first character means something else to YAML", whole=True),
    Trap(
        "sign in an item",
        re.compile(r"^(\s*(?:-\s+)+)([*&!%@`|>][^\n]*\S)"),
        "its first character means something else to YAML",
        whole=True,
    ),
    Trap(
        "sign in a map",
        re.compile(r"([:,\[{]\s*)([*&!%@`|][^,{}\[\]\"']*?)(?=\s*[,}\]])"),
        "its first character means something else to YAML",
    ),
    Trap("apostrophe", re.compile(KEY + r"'(.*\w'\w.*)'\s*$"), "the apostrophe ends it", whole=True),
    Trap("quotes", re.compile(KEY + r'"(.*".*)"\s*$'), "the inner quotes end it", whole=True),
    Trap(
        "words after quotes",
        re.compile(KEY + r"""("[^"]*"\s*[^\s#"].*|'[^']*'\s*[^\s#'].*)$"""),
        "it goes on after the closing quotes",
        whole=True,
    ),
    Trap("open quotation", re.compile(KEY + r"""["']([^"']*)$"""), "its quotation mark is never closed", whole=True),
    Trap("colon", re.compile(KEY + r"""([^\s"'{\[|>].*:(?:\s.*)?\S?)\s*$"""), "YAML takes the colon in it for a key", whole=True),
)


def spring(line: str) -> Iterator[Sprung]:
    """Yield the traps that a line may hold, in the order of the table."""
    return (sprung for trap in TRAPS if len(line) <= MAX_LINE and (sprung := _sprung(trap, line)))


def _sprung(trap: Trap, line: str) -> Sprung | None:
    found: list[str] = []

    def quote(match: re.Match) -> str:
        found.append(match[2].strip())
        return f"{match[1]}{in_quotes(match[2].strip())}"

    mended = trap.find.sub(quote, line) if trap.whole else _outside_quotes(line, lambda part: trap.find.sub(quote, part))
    return Sprung(found[0], trap.why, mended) if found and mended != line else None


def _outside_quotes(line: str, change: Callable[[str], str]) -> str:
    """Return the line with its parts outside quotes and comment changed; what is in quotes is masked meanwhile."""
    kept: list[str] = []

    def mask(match: re.Match) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"

    changed = change(COMMENT.sub(mask, QUOTED.sub(mask, line)))
    for number in reversed(range(len(kept))):
        changed = changed.replace(f"\ue000{number}\ue001", kept[number])
    return changed
