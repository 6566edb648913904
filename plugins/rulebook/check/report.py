"""Print findings for people and for programs: place, thing, fault, cure, witness."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from rulebook.geometry.axes import plain
from rulebook.load.nodes import CONTROL
from rulebook.load.scalars import WORDS
from rulebook.model import SEVERITIES, Finding, Number

CONTROLS = re.compile(f"{CONTROL.pattern}|\t")


def text(findings: Sequence[Finding], root: str = "") -> str:
    """Return the findings as lines for a terminal, the counts last; `root` is where the rulebook's pages stand."""
    return "\n".join([*(_finding_text(finding, root) for finding in findings), summary(findings)])


def summary(findings: Iterable[Finding]) -> str:
    """Return "2 errors, 1 warning", or that nothing was found."""
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{counts[one]} {one}{'s' if counts[one] > 1 else ''}" for one in SEVERITIES if counts[one]]
    return ", ".join(parts) or "No findings."


def data(findings: Iterable[Finding]) -> list[dict]:
    """Return the findings as `rulebook check --json` prints them, in the order given: by file, severity and line."""
    return [
        {
            "kind": finding.kind,
            "severity": finding.severity,
            "file": relative(finding.file),
            "line": finding.line,
            "decision": finding.decision,
            "rules": list(finding.rules),
            "message": finding.message,
            "cure": finding.cure,
            "witness": None if finding.witness is None else dict(finding.witness),
        }
        for finding in findings
    ]


def witness_words(witness: Mapping[str, str | Number]) -> str:
    """Return a situation as `problem=damaged, order_value=60`."""
    return ", ".join(f"{name}={plain(value)}" for name, value in witness.items())


def witness_url(witness: Mapping[str, str | Number], root: str = "") -> str:
    """Return the address of the checker with a situation filled in."""
    return f"{root}/check/?" + urlencode({name: plain(value) for name, value in witness.items()})


def witness_example(witness: Mapping[str, str | Number]) -> str:
    """Return a situation as a line for `examples:`."""
    return "- {" + ", ".join(f"{name}: {_quoted(plain(value))}" for name, value in witness.items()) + "}"


def _quoted(value: str) -> str:
    """Return a value as YAML must have it: some words mean something else without quotes."""
    return f'"{value}"' if value in WORDS else value


def visible(text: str) -> str:
    """Return a text with every character that a terminal would obey written out, line ends apart: ESC as \\u001b."""
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _finding_text(finding: Finding, root: str) -> str:
    place = f"{relative(finding.file)}:{finding.line}  "
    severity = "" if finding.severity == "error" else f"({finding.severity}) "
    lines = [place + severity + finding.message, finding.cure]
    if finding.witness:
        lines += [
            f"case: {witness_words(finding.witness)}",
            f"open: {witness_url(finding.witness, root)}",
            f"examples: {witness_example(finding.witness)}",
        ]
    return ("\n" + " " * len(place)).join(visible(line.replace("\n", "\\n")) for line in lines)


def relative(file: str) -> str:
    """Return a path as seen from here, if it lies below."""
    path = Path(os.path.abspath(file))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file
