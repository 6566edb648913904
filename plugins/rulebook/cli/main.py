"""The command line: read arguments, run a command, print; exit 0 fine, 1 the rulebook has errors, 2 bad arguments."""

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
from rulebook.cli import pairs
from rulebook.cli.answer_input import answer_object, answer_pairs, batch_lines
from rulebook.cli.ask import answer, format_answer
from rulebook.cli.diff import diff, formats
from rulebook.cli.diff.revision import read_version
from rulebook.cli.impact import format_impact, impact
from rulebook.cli.refused import Refused
from rulebook.cli.schema import schema
from rulebook.cli.statistics import format_statistics, statistics
from rulebook.cli.streams import OutputError, discard_output, echo, prepare_streams, write
from rulebook.export import FORMATS, FilePerDecision, export

FINE, BROKEN, REFUSED = 0, 1, 2
PARTIAL_RESULTS = (
    "Where a fault elsewhere keeps a decision from being judged, the others are {} all the same, and the exit code is 1."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    prepare_streams()
    parsed = _parser().parse_args(arguments, argparse.Namespace(rules="rules.yaml", today=None))
    try:
        code = parsed.run(parsed)
        write()
    except Refused as refusal:
        echo(str(refusal), sys.stderr)
        return REFUSED
    except BrokenPipeError:
        discard_output()
        return FINE
    except OutputError as fault:
        echo(f"The answer could not be written: {fault}.", sys.stderr)
        discard_output()
        return REFUSED
    except OSError as fault:
        echo(f"{fault.filename or 'A file'} cannot be read: {fault.strerror}.", sys.stderr)
        return REFUSED
    return code


def _check(parsed: argparse.Namespace) -> int:
    started = time.perf_counter()
    checked = examine(parsed.rules, parsed.today)
    echo(_json(report.data(checked.findings)) if parsed.json else report.text(checked.findings))
    if isinstance(checked, Checked) and not parsed.json and not checked.has_errors:
        echo(format_statistics(statistics(checked.rulebook, checked.program), time.perf_counter() - started))
    bad = ("error", "warning") if parsed.strict else ("error",)
    return BROKEN if any(finding.severity in bad for finding in checked.findings) else FINE


def _ask(parsed: argparse.Namespace) -> int:
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


def _load_or_report(rules: str, today: date | None) -> Checked | None:
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


def _diff(parsed: argparse.Namespace) -> int:
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


def _pairs(parsed: argparse.Namespace) -> int:
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
    echo(_json(pairs.data(found, rulebook)) if parsed.json else pairs.text(found, rulebook))
    return BROKEN if found.not_judged or readable[-1].has_errors else FINE


def _impact(parsed: argparse.Namespace) -> int:
    checked = examine(parsed.rules, parsed.today)
    if isinstance(checked, Unreadable) or not checked.rulebook.whole:  # a list with something missing would mislead
        echo(report.text(checked.findings), sys.stderr)
        return BROKEN
    found = impact(checked.rulebook, parsed.fact, checked.pages)
    if found is None:
        raise Refused(f'No source has a fact "{parsed.fact}". Write its id, as in: rulebook impact F39.')
    echo(_json(asdict(found)) if parsed.json else format_impact(found))
    return FINE


def _export(parsed: argparse.Namespace) -> int:
    if isinstance(FORMATS[parsed.format], FilePerDecision) and not parsed.output:
        raise Refused(f"{parsed.format} is one file for each decision. Name the folder for them: --output FOLDER.")
    checked = _load_or_report(parsed.rules, parsed.today)
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


def _schema(parsed: argparse.Namespace) -> int:
    echo(_json(schema()))
    return FINE


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no date; write it as 2026-12-01') from None


def _parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    everywhere.add_argument("--rules", metavar="FILE", help="the rulebook (default: rules.yaml)")
    everywhere.add_argument("--today", metavar="DATE", type=_day, help="the day to count from (default: today)")
    parser = argparse.ArgumentParser("rulebook", description="Verify, ask and export a rulebook.", parents=[everywhere])
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[everywhere], help=words, description=words)
        added.set_defaults(run=run)
        return added

    check = command("check", _check, "Find everything that is wrong with the rulebook.")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument("--strict", action="store_true", help="let warnings count as errors")
    ask = command("ask", _ask, f"Say what the rulebook decides, and what is still open. {PARTIAL_RESULTS.format('answered')}")
    ask.add_argument("answers", nargs="*", metavar="INPUT=VALUE", help="an input or its handier form, and the answer")
    ask.add_argument("--json", action="store_true", help="print the result as JSON")
    ask.add_argument("--batch", metavar="FILE", help='answer one JSON object of answers a line ("-": standard input)')
    changed = command(
        "diff", _diff, f"List the situations whose outcome differs between two rulebooks. {PARTIAL_RESULTS.format('compared')}"
    )
    changed.add_argument("old", metavar="OLD", help="a file, or a git revision: HEAD, HEAD~1, main, or HEAD:path/of/rules.yaml")
    changed.add_argument("new", metavar="NEW", nargs="?", help="the same (default: the rulebook, see --rules)")
    form = changed.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the difference as JSON")
    form.add_argument("--markdown", action="store_true", help="print it as a review comment")
    met = command(
        "pairs",
        _pairs,
        f"List every two outcomes that one situation gives, with answers that give both. {PARTIAL_RESULTS.format('listed')}",
    )
    met.add_argument("named", nargs="*", metavar="DECISION", help="only those of this decision or outcome, or of these two")
    met.add_argument("--new", metavar="REV", help="only those that were not there in a file or a git revision, as in: diff REV")
    met.add_argument("--json", action="store_true", help="print the pairs as JSON")
    rests = command("impact", _impact, "List everything that rests on a fact.")
    rests.add_argument("fact", metavar="FACT", help="a fact's id, as in F39")
    rests.add_argument("--json", action="store_true", help="print the list as JSON")
    exported = command("export", _export, "Write the rulebook for other people's tools.")
    exported.add_argument("--format", required=True, choices=FORMATS, help=", ".join(one.about for one in FORMATS.values()))
    exported.add_argument(
        "--output", metavar="FOLDER", help="where to write (default: print; a file for each decision needs a folder)"
    )
    command("schema", _schema, "Print the JSON Schema of rules.yaml.")
    return parser
