"""The commands that make something: each takes the parsed words, says what it made, and returns the exit code."""

from __future__ import annotations

import argparse
import sys

from rulebook.cli.exit_codes import FINE
from rulebook.cli.foreign import import_files
from rulebook.cli.new import make_project
from rulebook.cli.refused import Refused
from rulebook.cli.streams import echo, write


def run_new(parsed: argparse.Namespace) -> int:
    for path in make_project(parsed.folder):
        echo(str(path))
    echo(f"Now: cd {parsed.folder}, then rulebook serve, and change rules.yaml.")
    return FINE


def run_import(parsed: argparse.Namespace) -> int:
    """Print the rulebook, or write it to a file that is not there yet; what was rewritten is told beside it."""
    made = import_files(parsed.files)
    for line, message in made.notes:
        echo(f"{', '.join(map(str, parsed.files))}:{line}  {message}", sys.stderr)
    if parsed.output is None:
        write(made.text.encode())
        return FINE
    try:
        with parsed.output.open("x", encoding="utf-8") as file:
            file.write(made.text)
    except FileExistsError:
        raise Refused(f"{parsed.output} is there already. Name another file, or take that away.") from None
    echo(f"{parsed.output}  ({len(made.notes)} notes). Now: rulebook check {parsed.output}")
    return FINE


# What builds is read only where something is built: no other command wants Pelican, or a server.
def run_build(parsed: argparse.Namespace) -> int:
    from rulebook.cli import build

    code = build.run(parsed)
    if code == FINE:
        echo(f"The site is in {parsed.output}/. To look at it: rulebook serve")
    return code


def run_publish(parsed: argparse.Namespace) -> int:
    from rulebook.cli import build

    code = build.publish_site(parsed)
    if code == FINE:
        echo(f"The site is in {parsed.output}/, ready for a server.")
    return code


def run_serve(parsed: argparse.Namespace) -> int:
    from rulebook.cli import serve

    return serve.run(parsed)
