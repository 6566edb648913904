"""The commands that make something: each takes the parsed words, says what it made, and returns the exit code."""

from __future__ import annotations

import argparse

from rulebook.cli.exit_codes import FINE
from rulebook.cli.new import make_project
from rulebook.cli.streams import say


def run_new(parsed: argparse.Namespace) -> int:
    for path in make_project(parsed.folder):
        say(str(path))
    say(f"Now: cd {parsed.folder}, then rulebook serve, and change rules.yaml.")
    return FINE


# What builds is read only where something is built: no other command wants Pelican, or a server.
def run_build(parsed: argparse.Namespace) -> int:
    from rulebook.cli import build

    code = build.run(parsed)
    if code == FINE:
        say(f"The site is in {parsed.output}/. To look at it: rulebook serve")
    return code


def run_publish(parsed: argparse.Namespace) -> int:
    from rulebook.cli import build

    code = build.publish_site(parsed)
    if code == FINE:
        say(f"The site is in {parsed.output}/, ready for a server.")
    return code


def run_serve(parsed: argparse.Namespace) -> int:
    from rulebook.cli import serve

    return serve.run(parsed)
