"""Leave out of a script the functions that were never called: what is left of each is a stub.

    python lean.py list SCRIPT COVERAGE... > LIST       which functions no report has seen called
    python lean.py cut SCRIPT LIST --stub 'leftOut()'   the script with that in their place

A COVERAGE is what V8 reports, as JSON: the answer of `Profiler.takePreciseCoverage`, or a file of NODE_V8_COVERAGE. A LIST
holds for one script, whose hash stands on top of it, and for no other. This file needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

Span = tuple[int, int]  # from, to: in units of UTF-16, as JavaScript counts

ARROW_OF_ONE = re.compile(r"(?:async\s+)?[\w$]+\s*=>\s*")
ARROW = re.compile(r"\s*=>\s*")
SKIPPED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:\\.|[^`\\])*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
OPEN, CLOSE = "([{", ")]}"
LINE = re.compile(r"(\d+) (\d+)")


class OtherScript(ValueError):
    """A list was made from another script."""


def unused(script: str, reports: Iterable[Any], url: str, stub: str) -> list[Span]:
    """Return what a stub may stand for: the inside of each outermost function that no report has seen called.

    Only scripts whose address ends in `url` count; a function whose form is not known stays, and so does one that is
    no longer than its stub.
    """
    units, calls = _units(script), _calls(script, reports, url)
    found: list[Span] = []
    end = 0
    for first, last in sorted(calls, key=lambda span: (span[0], -span[1])):
        inside = _inside(units, first, last) if first >= end and not calls[first, last] else None
        if inside:
            end = last
            if inside[1] - inside[0] > len(stub):
                found.append(inside)
    return found


def used(script: str, reports: Iterable[Any], url: str) -> set[Span]:
    """Return the inside of each function that a report has seen called: what is to be taken off a list that has it."""
    units = _units(script)
    insides = (_inside(units, first, last) for (first, last), count in _calls(script, reports, url).items() if count)
    return {inside for inside in insides if inside}


def cut(script: str, spans: Iterable[Span], stub: str) -> str:
    """Return a script with a stub in the place of each span; spans are sorted and apart."""
    units, parts, end = _units(script), [], 0
    for first, last in spans:
        parts += [units[end:first], stub]
        end = last
    return _text("".join([*parts, units[end:]]))


def written(script: str, spans: Iterable[Span]) -> str:
    """Return a list as text: the hash of its script, then a span a line."""
    return "\n".join([digest(script), *(f"{first} {last}" for first, last in spans), ""])


def read(text: str, script: str) -> list[Span]:
    """Return the spans of a list. Raise OtherScript unless it was made from this script."""
    head, *lines = text.splitlines() or [""]
    if head != digest(script):
        raise OtherScript("The list was made from another script.")
    return [(int(found[1]), int(found[2])) for found in map(LINE.fullmatch, lines) if found]


def digest(script: str) -> str:
    return "sha256 " + sha256(script.encode()).hexdigest()


def _calls(script: str, reports: Iterable[Any], url: str) -> Counter[Span]:
    """Return how often each function was called, by where it stands."""
    calls: Counter[Span] = Counter()
    for report in reports:
        for one in report["result"] if isinstance(report, dict) else report:
            if one["url"].endswith(url):
                for function in one["functions"]:
                    whole = function["ranges"][0]
                    calls[whole["startOffset"], whole["endOffset"]] += whole["count"]
    calls.pop((0, len(_units(script))), None)  # the script itself
    return calls


def _inside(units: str, first: int, last: int) -> Span | None:
    """Return what may be replaced of the function that stands there: what is between its braces, or an arrow's expression."""
    one = ARROW_OF_ONE.match(units, first, last)
    at = one.end() if one else _after_parameters(units, first, last)
    if at is None or units.startswith("class", first):
        return None
    if units[at] != "{":
        return at, last
    return (at + 1, last - 1) if units[last - 1] == "}" else None


def _after_parameters(units: str, first: int, last: int) -> int | None:
    """Return where a function's body begins, None where its parameters do not end."""
    at, depth = first, 0
    while at < last:
        skipped = SKIPPED.match(units, at, last)
        depth += (units[at] in OPEN) - (units[at] in CLOSE) if not skipped else 0
        at = skipped.end() if skipped else at + 1
        if depth == 0 and units[at - 1] == ")" and not skipped:
            arrow = ARROW.match(units, at, last)
            at = arrow.end() if arrow else at
            return next((place for place in range(at, last) if not units[place].isspace()), None)
    return None


def _units(text: str) -> str:
    """Return a text with a character for each unit of UTF-16."""
    return "".join(map(chr, array("H", text.encode("utf-16-le" if sys.byteorder == "little" else "utf-16-be"))))


def _text(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="lean", description="Leave out of a script the functions that were never called.")
    parser.add_argument("command", choices=["list", "cut"])
    parser.add_argument("script", type=Path)
    parser.add_argument("others", type=Path, nargs="+", metavar="FILE", help="list: reports of coverage; cut: the list")
    parser.add_argument("--stub", default="leftOut()", help="what stands in a function that was left out: %(default)s")
    options = parser.parse_args(arguments)
    script = options.script.read_text("utf-8")
    texts = [path.read_text("utf-8") for path in options.others]
    if options.command == "list":
        spans = unused(script, map(json.loads, texts), options.script.name, options.stub)
        sys.stdout.write(written(script, spans))
    else:
        try:
            sys.stdout.write(cut(script, read(texts[0], script), options.stub))
        except OtherScript as fault:
            sys.exit(f"{options.others[0]}: {fault} Record it anew.")


if __name__ == "__main__":
    main()
