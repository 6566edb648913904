"""The commands that judge, ask and show a rulebook: each takes the parsed words, prints, and returns the exit code."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from rulebook.check import Checked, Unreadable, examine, report
from rulebook.check.sarif import sarif
from rulebook.check.workflow_commands import workflow_commands
from rulebook.cli import pairs
from rulebook.cli.answer_input import answer_object, answer_pairs, batch_lines
from rulebook.cli.ask import answer, format_answer
from rulebook.cli.diff import diff, formats
from rulebook.cli.diff.revision import read_version
from rulebook.cli.exit_codes import BROKEN, FINE, REFUSED
from rulebook.cli.explain import explain
from rulebook.cli.fixing import fixed, summary
from rulebook.cli.foreign import examine_file
from rulebook.cli.impact import format_impact, impact
from rulebook.cli.refused import Refused
from rulebook.cli.schema import schema
from rulebook.cli.statistics import format_statistics, statistics
from rulebook.cli.streams import echo, write
from rulebook.export import export
from rulebook.importing import is_importable
from rulebook.model import Finding


def run_check(parsed: argparse.Namespace) -> int:
    started = time.perf_counter()
    path = Path(parsed.file or parsed.rules)
    if parsed.fix or parsed.write:
        _fix(path, parsed)
    checked = examine_file(path, parsed.today) if is_importable(path) else examine(path, parsed.today)
    echo(PRINTED[parsed.format](checked.findings))
    if isinstance(checked, Checked) and parsed.format == "text" and not checked.has_errors:
        counted = format_statistics(statistics(checked.rulebook, checked.program), time.perf_counter() - started)
        echo(counted.partition("\n")[0] if is_importable(path) else counted)  # no other tool's rules have examples
    bad = ("error", "warning") if parsed.strict else ("error",)
    return BROKEN if any(finding.severity in bad for finding in checked.findings) else FINE


def _fix(path: Path, parsed: argparse.Namespace) -> None:
    """Show what can be mended, and write it if that is asked for."""
    if not parsed.fix:
        raise Refused("--write goes with --fix: rulebook check --fix --write.")
    if is_importable(path):
        raise Refused(f"{path} is a file of another tool. Import it first: rulebook import {path} --output rules.yaml.")
    try:
        found = fixed(path, parsed.today)
        if parsed.write and found.after != found.before:
            path.write_text(found.after, encoding="utf-8", newline="")
    except ValueError:
        raise Refused(f"{path} is not UTF-8. Save it as UTF-8 first.") from None
    stream = sys.stdout if parsed.format == "text" else sys.stderr
    echo(found.difference(path.name) + summary(found, parsed.write), stream)


def run_ask(parsed: argparse.Namespace) -> int:
    if parsed.batch and parsed.answers:
        raise Refused("Give the answers in the file or on the command line, not both.")
    checked = examine(parsed.rules, parsed.today)
    if checked.has_errors:
        echo(report.text(checked.errors), sys.stderr)
    if isinstance(checked, Unreadable) or not checked.diagrams:
        return BROKEN
    if parsed.batch:
        return _batch(checked, parsed)
    result = answer(checked, answer_pairs(parsed.answers), parsed.today)
    echo(_json(result) if parsed.json else format_answer(checked, result))
    return BROKEN if checked.has_errors else FINE


def _sound(rules: str, today: date | None) -> Checked | None:
    """Return a rulebook without errors; None, and what is wrong is printed, where it has some."""
    checked = examine(rules, today)
    if isinstance(checked, Checked) and not checked.has_errors:
        return checked
    echo(report.text(checked.findings), sys.stderr)
    return None


def _batch(checked: Checked, parsed: argparse.Namespace) -> int:
    """Answer one object a line; a bad line gets its message in its place."""
    code = BROKEN if checked.has_errors else FINE
    for line in batch_lines(parsed.batch):
        try:
            echo(_line(answer(checked, answer_object(line), parsed.today)))
        except Refused as refusal:
            echo(_line({"error": str(refusal)}))
            code = REFUSED
    return code


def run_explain(parsed: argparse.Namespace) -> int:
    checked = examine(parsed.rules, parsed.today)
    if checked.has_errors:
        echo(report.text(checked.errors), sys.stderr)
    if isinstance(checked, Unreadable) or not checked.diagrams:
        return BROKEN
    echo(explain(checked, parsed.case, parsed.decision, parsed.today))
    return BROKEN if checked.has_errors else FINE


def run_diff(parsed: argparse.Namespace) -> int:
    """Compare what can be compared; what cannot is named, its faults are told, and the code is BROKEN."""
    before, after = (read_version(name, parsed.rules, parsed.today) for name in (parsed.old, parsed.new or parsed.rules))
    for checked in (before, after):
        if isinstance(checked, Unreadable) or checked.unjudged:
            echo(report.text(checked.errors), sys.stderr)
    if isinstance(before, Unreadable) or isinstance(after, Unreadable):
        return BROKEN
    old, new = before.rulebook, after.rulebook
    found = diff(old, new, [*before.unjudged, *after.unjudged])
    if parsed.json:
        echo(_json(formats.data(found, old, new)))
    else:
        echo((formats.markdown if parsed.markdown else formats.text)(found, old, new))
    return BROKEN if found.not_compared else FINE


def run_pairs(parsed: argparse.Namespace) -> int:
    """List what meets, as far as it can be judged; faults are told, and the code is BROKEN."""
    if len(parsed.named) > 2:
        raise Refused("Name two decisions or outcomes at most.")
    versions = [examine(parsed.rules, parsed.today)]
    if parsed.new:
        versions.insert(0, read_version(parsed.new, parsed.rules, parsed.today))
    readable = [each for each in versions if isinstance(each, Checked)]
    for checked in versions:
        if checked.has_errors:
            echo(report.text(checked.errors), sys.stderr)
    if len(readable) < len(versions):
        return BROKEN
    found = pairs.added(readable[0], readable[-1], parsed.named) if parsed.new else pairs.pairs(readable[-1], parsed.named)
    rulebook = readable[-1].rulebook
    if parsed.json:
        echo(_json(pairs.data(found, rulebook)))
    else:
        echo((pairs.markdown if parsed.markdown else pairs.text)(found, rulebook))
    return BROKEN if found.not_judged or readable[-1].has_errors else FINE


def run_impact(parsed: argparse.Namespace) -> int:
    checked = examine(parsed.rules, parsed.today)
    if isinstance(checked, Unreadable) or not checked.rulebook.whole:  # a list with something missing would mislead
        echo(report.text(checked.findings), sys.stderr)
        return BROKEN
    found = impact(checked.rulebook, parsed.fact, checked.pages)
    if found is None:
        raise Refused(f'No source has a fact "{parsed.fact}". Write its id, as in: rulebook impact F39.')
    echo(_json(asdict(found)) if parsed.json else format_impact(found))
    return FINE


def run_export(parsed: argparse.Namespace) -> int:
    if parsed.format == "csv" and not parsed.output:
        raise Refused("A CSV export is one file for each decision. Name the folder for them: --output FOLDER.")
    checked = _sound(parsed.rules, parsed.today)
    if checked is None:
        return BROKEN
    files = export(checked.rulebook, parsed.format)
    if parsed.output:
        _write(Path(parsed.output), files)
    else:
        write(b"".join(files.values()))
    return FINE


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
            echo(str(folder / name))
    except (OSError, ValueError) as fault:
        raise Refused(f"{folder} cannot be written: {getattr(fault, 'strerror', None) or fault}.") from fault


def run_schema(parsed: argparse.Namespace) -> int:
    echo(_json(schema()))
    return FINE


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


PRINTED: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": report.text,
    "json": lambda findings: _json(report.data(findings)),
    "sarif": lambda findings: _json(sarif(findings)),
    "github": workflow_commands,
}
