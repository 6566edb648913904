"""Run a build that kills itself: `python -m tests.killed EVENT …` dies by SIGKILL before its EVENT-th touch of the file system.

Python tells of each such touch beforehand (PEP 578), so the same number is the same moment on every machine. A build that
lives to its end prints how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count

TOUCHES = ("open", "os.", "shutil.", "tempfile.")


def main() -> int:
    from rulebook.cli.build import main as build

    code, touched = dying(int(sys.argv[1]), lambda: build(sys.argv[2:]))
    print(touched)
    return code


def dying(event: int, work: Callable[[], int]) -> tuple[int, int]:
    """Do some work, unless it touches the file system `event` times; return its result and how often it did."""
    numbers = count()

    def touch(name: str, _: tuple) -> None:
        if name.startswith(TOUCHES) and next(numbers) == event:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(touch)
    return work(), next(numbers)


if __name__ == "__main__":
    sys.exit(main())
