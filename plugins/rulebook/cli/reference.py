"""Write the parts of docs/rulebook.md that code knows best, between their marks: python -m rulebook.cli.reference"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rulebook.check import examine, report
from rulebook.cli.key_examples import CHILDREN, as_written, key_examples
from rulebook.finding_kinds import KINDS
from rulebook.load.keys import ARTICLE, KEYS, Key
from rulebook.load.names import RESERVED
from rulebook.load.nodes import Node
from rulebook.wording.placeholders import WRITTEN

PAGE = Path("docs/rulebook.md")
SMALLEST = Path("docs/findings")  # <kind>.yaml: the smallest file that gives this kind
TODAY = date(2026, 11, 22)  # on which the smallest file of `stale` is overdue
MOST_LINES = 20  # of a file that is shown whole
PARTS = re.compile(r"(?P<start>^<!-- made: (?P<name>\w+) -->\n)(?:.*\n)*?(?P<end>^<!-- /made -->\n)", re.MULTILINE)

TYPES = {
    "line": lambda key: "text, with figures",
    "literal": lambda key: "text, without figures",
    "quotation": lambda key: "text; numbers in it are somebody else's",
    "text": lambda key: "Markdown",
    "texts": lambda key: "Markdown, or a list of it",
    "literals": lambda key: "text, without figures, or a list of them",
    "id": lambda key: "id",
    "ids": lambda key: "id, or a list of ids",
    "number": lambda key: "number",
    "whole": lambda key: "whole number above 0",
    "date": lambda key: "date",
    "pair": lambda key: "two numbers, the lower first",
    "flag": lambda key: "`true` or `false`",
    "outcome_ids": lambda key: "list of `decision.outcome`",
    "one_of": lambda key: " · ".join(f"`{word}`" for word in key.of),
    "lines_by_id": lambda key: "map: id → text",
    "literals_by_id": lambda key: "map: id → text, without figures",
    "colour": lambda key: 'colour, as `"#2546b0"`',
    "mark": lambda key: "SVG file, or path data",
    "language": lambda key: "language tag",
    "url": lambda key: "web address",
    "path": lambda key: "path inside the file's folder",
    "map": lambda key: f"map: id → [{key.of}](#{_anchor(key.of)})",
    "list": lambda key: f"list of [{key.of}](#{_anchor(key.of)})",
    "object": lambda key: f"[{key.of}](#{_anchor(key.of)})",
    "interval": lambda key: "interval in quotes",
    "tests": lambda key: "map: input or decision → unary test",
    "examples": lambda key: "list of maps: input → answer",
    "citations": lambda key: "citation, or a list of them",
}


def main() -> int:
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
    return 0


def renewed(page: str) -> str:
    """Return the page with the parts between its marks made from the tables in code and from the smallest files."""
    return PARTS.sub(lambda found: found["start"] + "\n".join(MADE[found["name"]]()) + "\n" + found["end"], page)


def _keys() -> Iterator[str]:
    found = key_examples()
    for object_type, keys in KEYS.items():
        yield from (
            "",
            f"### {_heading(object_type)}",
            "",
            "| key | type | without it | meaning | example |",
            "|---|---|---|---|---|",
        )
        for key in keys:
            cells = (f"`{key.name}`", TYPES[key.kind](key), _absent(key), key.about, _example(key, found[object_type, key.name]))
            yield f"| {' | '.join(cells)} |"


def _heading(object_type: str) -> str:
    return ARTICLE[object_type].capitalize()


def _anchor(object_type: str) -> str:
    return _heading(object_type).lower().replace(" ", "-")


def _absent(key: Key) -> str:
    if key.needed:
        return "an error"
    return f"`{key.default}`" if key.default else ""


def _example(key: Key, node: Node) -> str:
    return f"`{as_written(node, abbreviated=key.kind in CHILDREN and key.kind != 'object')}`"


def _reserved() -> Iterator[str]:
    yield ", ".join(f"`{name}`" for name in sorted(RESERVED))


def _views() -> Iterator[str]:
    yield from ("| view | written |", "|---|---|")
    for name, written in WRITTEN.items():
        yield f"| {name} | {' or '.join(f'`{each}`' for each in written.split(' or '))} |"


def _findings() -> Iterator[str]:
    yield from ("| kind | severity | meaning | found by |", "|---|---|---|---|")
    for name, kind in KINDS.items():
        rooms = ", ".join(f"`{room}/`" for room in kind.rooms)
        yield f"| [`{name}`](#{name}) | {', '.join(kind.severities)} | {kind.meaning} | {rooms} |"


def _smallest() -> Iterator[str]:
    for name in KINDS:
        path = SMALLEST / f"{name}.yaml"
        lines = path.read_text("utf-8").splitlines()
        shown = (
            ["```yaml", *lines, "```"]
            if len(lines) <= MOST_LINES
            else [f"[{path.name}](findings/{path.name}) has {len(lines)} lines."]
        )
        yield from ("", f"### {name}", "", *shown, "", "```", report.text(examine(path, TODAY).findings), "```")


MADE = {"keys": _keys, "reserved": _reserved, "views": _views, "findings": _findings, "smallest": _smallest}


if __name__ == "__main__":
    sys.exit(main())
