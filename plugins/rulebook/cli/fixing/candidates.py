"""A finding → the changes of its line that may be what was meant, the likeliest first. Which one it is, reading them tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.load import yaml_gotchas
from rulebook.load.collector import in_quotes
from rulebook.model import Finding

MEANT = re.compile(r'(?:You probably meant(?: the interval)?|Write|Did you mean) "([^"]+)"')
QUOTES = re.compile(r"""Put (?:it|the \w+) in quotes(?:, as in)?: (?:[\w"]+: )?(?P<quoted>"[^"]*"|'(?:[^']|'')*')""")
NUMBER = re.compile(r"A number is written (-?[\d.]+)\.")
SNAKE = re.compile(r"(?:Ids are snake_case:|Write it as) ([a-z]\w*)\.")
NAMED = re.compile(r'"([^"]+)"')
LISTED = re.compile(r"one of \[(.*)\]: a list lets through")
MOST = 4  # places of one word in a line that are tried


def candidates(text: str, finding: Finding) -> Iterator[str]:
    """Yield the whole text with the line of a finding changed in one way."""
    lines = text.split("\n")
    at = finding.line - 1
    if not 0 <= at < len(lines):
        return
    for changed in dict.fromkeys(_lines(lines[at].rstrip("\r"), finding)):
        ending = "\r" if lines[at].endswith("\r") else ""
        if changed != lines[at].rstrip("\r"):
            yield "\n".join([*lines[:at], changed + ending, *lines[at + 1 :]])


def _lines(line: str, finding: Finding) -> Iterator[str]:
    """Yield a finding's line as it may have been meant."""
    number, quoted, meant, snake = (pattern.search(finding.cure) for pattern in (NUMBER, QUOTES, MEANT, SNAKE))
    if quoted:
        plain = quoted["quoted"][1:-1].replace("''", "'")
        if number:
            yield from _with(line, plain, number[1])
        yield from _with(line, plain, quoted["quoted"])
    if "needs quotes" in finding.message:
        yield from (repair.line for repair in yaml_gotchas.repairs(line))
    if meant:
        listed = LISTED.search(finding.message)
        if listed:
            yield from _instead_of_list(line, listed[1].split(", "), in_quotes(meant[1]))
        for wrong in reversed(NAMED.findall(finding.message)):
            yield from _with(line, wrong, meant[1])
    if snake:
        for wrong in reversed(NAMED.findall(finding.message)):
            yield from _with(line, wrong, snake[1])


def _with(line: str, wrong: str, right: str) -> Iterator[str]:
    """Yield the line with one place of a word, or of a text in its quotes, changed; what needs quotes gets them."""
    word = re.compile(rf"(?<![\w.]){re.escape(wrong)}(?![\w])")
    for found in list(word.finditer(line))[:MOST]:
        before, after = line[: found.start()], line[found.end() :]
        inside = before[-1:] in ("'", '"') and after[:1] == before[-1:]
        bare = right if inside or right[0] in "\"'" or re.fullmatch(r"[\w.]+", right) else in_quotes(right)
        if inside and right[0] in "\"'":
            continue
        yield before + bare + after


def _instead_of_list(line: str, items: list[str], right: str) -> Iterator[str]:
    """Yield the line with one test in place of a list of them, however that is quoted."""
    some = r"\s*,\s*".join(rf"[\"']?{re.escape(item)}[\"']?" for item in items)
    found = re.search(rf"\[\s*{some}\s*\]", line)
    if found:
        yield line[: found.start()] + right + line[found.end() :]
