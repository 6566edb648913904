"""Files of other tools, judged as they are: what is found is told with their own lines."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rulebook.check import Checked, Unreadable, examine
from rulebook.cli.refused import Refused
from rulebook.importing import Imported, NotImportable, imported
from rulebook.model import SEVERITIES, Finding

KEEP_ORDER = "Import it to change that: rulebook import."


def import_files(paths: Sequence[Path]) -> Imported:
    """Return the rulebook that files are. Raise Refused where they cannot be read."""
    try:
        return imported(paths)
    except NotImportable as fault:
        raise Refused(f"{', '.join(map(str, paths))} cannot be imported: {fault}") from None


def examine_file(path: Path, today: date | None) -> Checked | Unreadable:
    """Check a file of another tool. That its rules have no examples goes without saying. Raise Refused."""
    made = import_files([path])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "rules.yaml")
        copy.write_text(made.text, encoding="utf-8")
        checked = examine(copy, today)
    found = [_there(one, path, made) for one in checked.findings if (one.kind, one.severity) != ("example", "warning")]
    told = [*found, *notes(path, made)]
    return replace(checked, findings=sorted(told, key=lambda one: (SEVERITIES.index(one.severity), one.line)))


def notes(path: Path, made: Imported) -> list[Finding]:
    """Return what was rewritten or left out, as findings."""
    return [Finding("form", "note", str(path), line, message, KEEP_ORDER) for line, message in made.notes]


def _there(finding: Finding, path: Path, made: Imported) -> Finding:
    """Return a finding about the copy with the file and the line that it was made of."""
    line = made.lines[finding.line - 1] if 0 < finding.line <= len(made.lines) else 1
    return replace(finding, file=str(path), line=line)
