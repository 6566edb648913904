"""Standard output and error: open, able to show any text, and never obeying what a rulebook holds."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rulebook.check.report import visible


class OutputError(Exception):
    """Standard output takes no more; the message says why."""


def prepare_streams() -> None:
    """Let a closed stream lead nowhere, and have what this terminal cannot show written as an escape."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  (it stays open to the end)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def echo(text: str, stream: TextIO | None = None) -> None:
    """Print what may hold words from a rulebook: nothing in it moves the cursor or hides a line. In JSON it reads the same."""
    with _writing():
        print(visible(text), file=stream or sys.stdout)


def write(data: bytes = b"") -> None:
    """Write bytes to standard output, after all that waits there."""
    with _writing():
        sys.stdout.flush()
        if data:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def discard_output() -> None:
    """Let standard output lead nowhere, so that Python, too, writes nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _writing() -> Iterator[None]:
    """Raise Unwritten for what keeps an answer from being written, but let BrokenPipeError be: nobody reads on."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise OutputError(fault.strerror) from fault
