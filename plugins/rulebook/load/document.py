"""A file → its text and node tree. A line that YAML cannot read is reported, put right and read again, so all are found."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from rulebook.load import yaml_gotchas
from rulebook.load.collector import Report, short
from rulebook.load.decode import read_text_of, without_odd_characters
from rulebook.load.nodes import WHOLE, Node, compose
from rulebook.load.repair_flow import repair_flow

MAX_TRIES = 300
MAX_READ = 40_000_000

# What libyaml says, or Python's own parser → what is wrong, and the cure.
IN_OUR_WORDS = (
    (
        r"end of stream",
        "a quotation mark is opened and never closed.",
        "Close it; a text that holds quotation marks goes in the other kind of quotes.",
    ),
    (r"found undefined alias", "a text starts with *.", "Put the text in quotes."),
    (
        r"expected ',' or",
        "a bracket or brace is not closed, or a comma is missing.",
        "Close it, and put texts that hold brackets, braces or commas in quotes.",
    ),
    (
        r"expected (the )?node content",
        "a value is missing, or a bracket is never closed.",
        "Write the value, and close every bracket.",
    ),
    (
        r"did not find expected '-'|expected <block end>.* block (collection|sequence)",
        "this line does not fit the list above.",
        "Start it with a dash, lined up with the others.",
    ),
    (
        r"did not find expected key|expected <block end>",
        "this line does not fit the lines above.",
        "Line it up with its neighbours; a text that goes on over several lines is indented deeper.",
    ),
    (r"could not find expected ':'", "a key has no colon after it.", "Write key: value, with a space after the colon."),
    (
        r"mapping values are not allowed",
        "there is a colon too many, or the line is indented too deep.",
        "Put a text that holds a colon in quotes.",
    ),
    (
        r"sequence entries are not allowed",
        "a list starts where a value should stand.",
        "Start the list on the next line, or put the dash in quotes.",
    ),
    (r"escape|hexdecimal", "a backslash in double quotes means something else to YAML.", "Use single quotes."),
    (r"cannot start any token", "a character cannot start a text without quotes.", "Put the text in quotes."),
    (r"directive", "a line starts with %.", "Put the text in quotes."),
)


def read_document(path: Path, report: Report) -> tuple[str, Node | None]:
    """Return the text as it stands in the file, and its tree; None where there is no tree."""
    text = read_text_of(path, report)
    if text is None:
        return "", None
    odd = len(report.findings)
    clean = without_odd_characters(text, report)
    root = _compose(clean.split("\n"), report, quiet=len(report.findings) > odd)
    if root is None and not report.findings:
        report.error(
            "form", 1, WHOLE, "the file holds nothing but comments.", "A rulebook needs title, language, inputs and decisions."
        )
    return text, root


def _compose(lines: list[str], report: Report, quiet: bool) -> Node | None:
    """Return the tree; `quiet` where a parser's complaint can only repeat what has been reported."""
    size = sum(map(len, lines)) + 1
    tries = min(MAX_TRIES, 1 + MAX_READ // size)
    root, error = _try(lines, report)
    while error:
        tries, better = _repair(lines, error, report, tries)
        if not better:
            if not quiet:
                _translate(lines, error, report)
            return None
        root, error = better
    return root


def _try(lines: list[str], report: Report) -> tuple[Node | None, Exception | None]:
    before = len(report.findings)
    try:
        return compose("\n".join(lines), report, repair_flow), None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        report.forget(before)
        return None, error


def _repair(lines: list[str], error: Exception, report: Report, tries: int) -> tuple[int, tuple | None]:
    """Repair what the parser stumbled over, and report it, if it then gets further.

    Return the tries left, and tree or next error.
    """
    for number in _candidate_lines(error, lines):
        for repair in yaml_gotchas.repairs(lines[number]):
            if not tries:
                return 0, None
            tries -= 1
            before, lines[number] = lines[number], repair.line
            root, next_error = _try(lines, report)
            if _is_further(error, next_error, number, len(repair.line) - len(before)):
                message = f"{short(repair.what)} needs quotes: {repair.why}."
                report.recoverable_error(
                    "form", number + 1, WHOLE, message, f"Put it in quotes: {short(repair.line.strip(), 160)}"
                )
                return tries, (root, next_error)
            lines[number] = before
    return tries, None


def _is_further(error: Exception, following: Exception | None, line: int, added: int) -> bool:
    """Return whether the parser came further, by more than the quotes that were put into `line`."""
    if following is None:
        return True
    (was, column), (now, there) = _position(error), _position(following)
    return now > was or (now == was and there > column + (added if now == line else 0))


def _position(error: Exception) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    return (mark.line, mark.column) if mark else (0, 0)


def _candidate_lines(error: Exception, lines: list[str]) -> list[int]:
    """Return the lines to look at: where the parser stopped, the one before, where its thing began, an open quotation."""
    marks = [mark.line for name in ("problem_mark", "context_mark") if (mark := getattr(error, name, None))]
    numbers = [*marks[:1], *(line - 1 for line in marks[:1]), *marks[1:]]
    above = range(marks[0] - 2, max(marks[0] - 40, -1), -1) if marks else ()
    opened = [number for number in above if number < len(lines) and yaml_gotchas.STAYS_OPEN.search(lines[number])]
    return list(dict.fromkeys(number for number in [*numbers, *opened[:1]] if 0 <= number < len(lines)))


def _translate(lines: list[str], error: Exception, report: Report) -> None:
    problem = f"{getattr(error, 'problem', None) or error} {getattr(error, 'context', None) or ''}"
    words = next(((message, cure) for pattern, message, cure in IN_OUR_WORDS if re.search(pattern, problem)), None)
    message, cure = words or ("YAML cannot read this line.", "Put texts with special characters in quotes.")
    number = _line_to_name(error, len(lines))
    report.error("form", number + 1, WHOLE, f"{message} The line is: {short(lines[number])}", cure)


def _line_to_name(error: Exception, count: int) -> int:
    """Return the line to name: where a quotation or bracket was opened that goes wrong, else where the parser stopped."""
    opened = getattr(error, "context_mark", None)
    if opened and re.search("flow|quoted", getattr(error, "context", None) or ""):
        return min(opened.line, count - 1)
    return max(0, min(_position(error)[0], count - 1))
