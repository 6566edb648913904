"""A facts page (Pelican Markdown) → its facts by id: list items that begin with their ids, as in `- F39 …`."""

from __future__ import annotations

import re
from pathlib import Path

from rulebook.load.collector import Place, Report
from rulebook.model import Fact

ITEM = re.compile(r"(\s*)[-*+]\s+(?:\*\*|`)?([A-Za-z]+[-.]?\d+[a-z]?)(?:\*\*|`)?[:.]?\s+(\S.*)")
BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
HEADING = re.compile(r"#{1,6}\s+(.*)")


def read_facts(path: Path, name: str, line: int, place: Place, report: Report) -> dict[str, Fact]:
    """Return the facts of a page, each with the heading it stands under; a page that cannot be read is a finding."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        cause = "is not UTF-8 text" if isinstance(error, ValueError) else "cannot be read"
        report.recoverable_error(
            "reference",
            line,
            place,
            f"the facts page {name} {cause}.",
            "Write the path from the folder of this file, and save the page as UTF-8.",
        )
        return {}
    facts: dict[str, Fact] = {}
    for fact in _items(lines):
        if fact.id in facts:
            message = f"the fact {fact.id} stands twice, first in line {facts[fact.id].line}."
            report.warn("citation", fact.line, place, message, "Give each fact an id of its own.", str(path))
        else:
            facts[fact.id] = fact
    if not facts:
        report.warn(
            "citation",
            line,
            place,
            f"the facts page {name} lists no facts.",
            "Write each as a list item that begins with its id: - F01 ….",
        )
    return facts


def _items(lines: list[str]) -> list[Fact]:
    """Return every item with its continuation lines joined."""
    found: list[Fact] = []
    heading, grows = "", False
    for number, line in enumerate(lines, 1):
        item, title = ITEM.fullmatch(line.rstrip()), HEADING.fullmatch(line.strip())
        if item:
            found.append(Fact(item[2], item[3], heading, line=number))
        elif title:
            heading = title[1].rstrip("#").rstrip()
        elif grows and line.strip() and not BULLET.match(line):
            last = found[-1]
            found[-1] = Fact(last.id, f"{last.text} {line.strip()}", last.heading, line=last.line)
            continue
        grows = bool(item)
    return found
