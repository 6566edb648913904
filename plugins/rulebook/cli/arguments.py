"""The words of the command line: every command with its arguments, once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from rulebook.cli.build_arguments import add_build_arguments, add_serve_arguments
from rulebook.export import FORMATS
from rulebook.importing import ENDINGS

Run = Callable[[argparse.Namespace], int]

CHECK_FORMATS = ("text", "json", "sarif", "github")
SOUND = "Where a fault elsewhere keeps a decision from being judged, the others are {} all the same, and the exit code is 1."


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of all commands; `runs` holds what each of them runs."""
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    everywhere.add_argument("--rules", metavar="FILE", help="the rulebook (default: rules.yaml)")
    everywhere.add_argument("--today", metavar="DATE", type=_day, help="the day to count from (default: today)")
    made = argparse.ArgumentParser("rulebook", description="Verify, ask and export a rulebook.", parents=[everywhere])
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    for name, (words, add_arguments) in COMMANDS.items():
        added = commands.add_parser(name, parents=[everywhere], help=words, description=words)
        added.set_defaults(run=runs[name])
        add_arguments(added)
    return made


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no date; write it as 2026-12-01') from None


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", nargs="?", help=f"a rulebook, or a table of another tool ({', '.join(ENDINGS)})")
    command.add_argument("--format", choices=CHECK_FORMATS, default="text", help="how findings are printed (default: text)")
    command.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    command.add_argument("--strict", action="store_true", help="let warnings count as errors")
    command.add_argument("--fix", action="store_true", help="show what can be mended and which examples are missing, as a diff")
    command.add_argument("--write", action="store_true", help="with --fix: change the file")


def _ask(command: argparse.ArgumentParser) -> None:
    command.add_argument("answers", nargs="*", metavar="INPUT=VALUE", help="an input or its handier form, and the answer")
    command.add_argument("--json", action="store_true", help="print the result as JSON")
    command.add_argument("--batch", metavar="FILE", help='answer one JSON object of answers a line ("-": standard input)')


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "case", nargs="+", metavar="CASE", help="answers as in ask, or decision/rule for the first example of a rule"
    )
    command.add_argument("--decision", metavar="DECISION", help="only this decision")


def _diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="a file, or a git revision: HEAD, HEAD~1, main, or HEAD:path/of/rules.yaml")
    command.add_argument("new", metavar="NEW", nargs="?", help="the same (default: the rulebook, see --rules)")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the difference as JSON")
    form.add_argument("--markdown", action="store_true", help="print it as a review comment")


def _pairs(command: argparse.ArgumentParser) -> None:
    command.add_argument("named", nargs="*", metavar="DECISION", help="only those of this decision or outcome, or of these two")
    command.add_argument(
        "--new", metavar="REV", help="only those that were not there in a file or a git revision, as in: diff REV"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the pairs as JSON")
    form.add_argument("--markdown", action="store_true", help="print them as a list for a review comment")


def _impact(command: argparse.ArgumentParser) -> None:
    command.add_argument("fact", metavar="FACT", help="a fact's id, as in F39")
    command.add_argument("--json", action="store_true", help="print the list as JSON")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", required=True, choices=FORMATS, help="DMN 1.3, a CSV table a decision, or JSON")
    command.add_argument("--output", metavar="FOLDER", help="where to write (default: print; csv needs a folder)")


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", metavar="FILE", nargs="+", type=Path, help=f"{', '.join(ENDINGS)}; of CSV several")
    command.add_argument("--output", metavar="FILE", type=Path, help="where to write the rulebook (default: print)")


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="DIR", type=Path, help="a folder that is new or empty")


def _none(command: argparse.ArgumentParser) -> None:
    pass


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "new": ("Make a folder to start from: a small rulebook, a home page, settings, and what checks each commit.", _new),
    "import": ("Make a rulebook of decision tables: DMN 1.1 to 1.5, CSV, XLSX, GoRules JSON.", _import),
    "check": ("Find everything that is wrong with the rulebook.", _check),
    "ask": (f"Say what the rulebook decides, and what is still open. {SOUND.format('answered')}", _ask),
    "explain": ("Draw the way that a case takes through the questions of each decision.", _explain),
    "diff": (f"List the situations whose outcome differs between two rulebooks. {SOUND.format('compared')}", _diff),
    "pairs": (
        f"List every two outcomes that one situation gives, with answers that give both. {SOUND.format('listed')}",
        _pairs,
    ),
    "impact": ("List everything that rests on a fact.", _impact),
    "export": ("Write the rulebook for other people's tools.", _export),
    "build": ("Verify the rules and build the site into output/.", add_build_arguments),
    "serve": ("Show the site on this machine, and build it again on every change.", add_serve_arguments),
    "publish": (
        "Build the site for a server. SITEURL, REPORT_TO, SECURITY_CONTACT and OFFLINE are read from the environment.",
        add_build_arguments,
    ),
    "schema": ("Print the JSON Schema of rules.yaml.", _none),
}
