"""The gotchas that make YAML give up: which one a line holds, and the same line with the quotes it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rulebook.load.collector import in_quotes

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!\w)\'(?:[^\']|\'\')*\'')
COMMENT = re.compile(r"(?:^|\s)#.*$")
KEY = r"""^(\s*(?:-\s+)*(?:"[^"]*"|'[^']*'|[\w.-]+)\s*:\s+)"""
MAX_LINE = 2_000
STAYS_OPEN = re.compile(r"""[:-]\s+(?:"[^"]*|'[^']*)$""")


class Gotcha(NamedTuple):
    """`find` marks in group 2 what needs quotes; group 1 stays in front of it. `whole`: look into quoted parts too."""

    name: str
    find: re.Pattern
    why: str
    whole: bool = False


class Repair(NamedTuple):
    """A gotcha found on a line: which text, why, and the line as it should be."""

    what: str
    why: str
    line: str


GOTCHAS = (
    Gotcha(
        "negation",
        re.compile(r"()(not\s*\((?:[^()\[\]]*[\[(][^()\[\]]*\.\.[^()\[\]]*[\])])+[^()\[\]]*\))"),
        "YAML takes it apart",
    ),
    Gotcha("interval", re.compile(r"""()([\[(][^\[\]()"',{}]*\.\.[^\[\]()"',{}]*[\])])"""), "YAML takes its brackets for a list"),
    Gotcha(
        "comparison",
        re.compile(
            r"(?:(?<=[:\[{,])|(?<=-))(\s*)((?:[<>]=?)\s*[^,{}\[\]\"']+(?:,\s*[<>]=?[^,{}\[\]\"']*)*?)"
            + r"(?=\s*(?:,\s*[^<>\s]|,?\s*[}\]]|$))"
        ),
        'YAML takes ">" for the start of a longer text',
    ),
    Gotcha("dash", re.compile(r"(:\s+)(-)(?=\s*(?:[,}]|$))"), "YAML takes it for a list"),
    Gotcha("figure", re.compile(KEY + r"(\{\{.*\S)"), "YAML takes the braces for a map", whole=True),
    Gotcha("figure in an item", re.compile(r"^(\s*(?:-\s+)+)(\{\{.*\S)"), "YAML takes the braces for a map", whole=True),
    Gotcha(
        "figure in a map",
        re.compile(r"(:\s+)([^\s\"'{}\[\],][^\"{}\[\],]*(?:\{\{[^{}]*\}\}[^\"{},]*)+?|(?:\{\{[^{}]*\}\}[^\"{},]*)+?)(?=\s*[,}])"),
        "YAML takes the braces for a map",
    ),
    Gotcha("sign", re.compile(KEY + r"([*&!%@`|>][^\n]*\S)"), "its first character means something else to YAML", whole=True),
    Gotcha(
        "sign in an item",
        re.compile(r"^(\s*(?:-\s+)+)([*&!%@`|>][^\n]*\S)"),
        "its first character means something else to YAML",
        whole=True,
    ),
    Gotcha(
        "sign in a map",
        re.compile(r"([:,\[{]\s*)([*&!%@`|][^,{}\[\]\"']*?)(?=\s*[,}\]])"),
        "its first character means something else to YAML",
    ),
    Gotcha("apostrophe", re.compile(KEY + r"'(.*\w'\w.*)'\s*$"), "the apostrophe ends it", whole=True),
    Gotcha("quotes", re.compile(KEY + r'"(.*".*)"\s*$'), "the inner quotes end it", whole=True),
    Gotcha(
        "words after quotes",
        re.compile(KEY + r"""("[^"]*"\s*[^\s#"].*|'[^']*'\s*[^\s#'].*)$"""),
        "it goes on after the closing quotes",
        whole=True,
    ),
    Gotcha("open quotation", re.compile(KEY + r"""["']([^"']*)$"""), "its quotation mark is never closed", whole=True),
    Gotcha(
        "colon", re.compile(KEY + r"""([^\s"'{\[|>].*:(?:\s.*)?\S?)\s*$"""), "YAML takes the colon in it for a key", whole=True
    ),
)


def repairs(line: str) -> Iterator[Repair]:
    """Yield the repairs of the gotchas that a line may hold, in the order of the table."""
    return (repair for gotcha in GOTCHAS if len(line) <= MAX_LINE and (repair := _repair(gotcha, line)))


def _repair(gotcha: Gotcha, line: str) -> Repair | None:
    found: list[str] = []

    def quote(match: re.Match) -> str:
        found.append(match[2].strip())
        return f"{match[1]}{in_quotes(match[2].strip())}"

    repaired = gotcha.find.sub(quote, line) if gotcha.whole else _outside_quotes(line, lambda part: gotcha.find.sub(quote, part))
    return Repair(found[0], gotcha.why, repaired) if found and repaired != line else None


def _outside_quotes(line: str, change: Callable[[str], str]) -> str:
    """Return the line with its parts outside quotes and comment changed; what is in quotes is masked meanwhile."""
    masked: list[str] = []

    def mask(match: re.Match) -> str:
        masked.append(match[0])
        return f"\ue000{len(masked) - 1}\ue001"

    changed = change(COMMENT.sub(mask, QUOTED.sub(mask, line)))
    for number in reversed(range(len(masked))):
        changed = changed.replace(f"\ue000{number}\ue001", masked[number])
    return changed
