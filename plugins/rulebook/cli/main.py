"""The command line: read arguments, run a command, print; exit 0 fine, 1 the rulebook has errors, 2 bad arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rulebook.cli import commands, making
from rulebook.cli.arguments import Run, parser
from rulebook.cli.exit_codes import FINE, REFUSED
from rulebook.cli.refused import Refused
from rulebook.cli.streams import OutputError, discard_output, echo, prepare_streams, write

RUNS: dict[str, Run] = {
    "new": making.run_new,
    "import": making.run_import,
    "check": commands.run_check,
    "ask": commands.run_ask,
    "explain": commands.run_explain,
    "diff": commands.run_diff,
    "pairs": commands.run_pairs,
    "impact": commands.run_impact,
    "export": commands.run_export,
    "build": making.run_build,
    "serve": making.run_serve,
    "publish": making.run_publish,
    "schema": commands.run_schema,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    prepare_streams()
    parsed = parser(RUNS).parse_args(arguments, argparse.Namespace(rules="rules.yaml", today=None))
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
