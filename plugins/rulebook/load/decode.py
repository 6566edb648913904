"""A file's bytes → clean text: every byte that is no text is a finding, and none stops the reading for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from rulebook.load.collector import Report
from rulebook.load.nodes import WHOLE

MAX_BYTES = 10_000_000
MAX_REPORTED = 50
OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
NOT_FOR_YAML = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def read_text_of(path: Path, report: Report) -> str | None:
    """Return the text of a file with \\n for every line end; None where there is none to read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "there is no such file"
        _refuse(
            report, f"the file cannot be read: {cause}.", "Give the path of a rulebook, as in: rulebook --rules rules.yaml check."
        )
        return None
    if len(data) > MAX_BYTES:
        _refuse(
            report,
            f"the file has more than {MAX_BYTES // 1_000_000} MB.",
            "Split the rulebook in two, or look for what does not belong in it.",
        )
        return None
    return _decode(data, report)


def _decode(data: bytes, report: Report) -> str | None:
    named = next((name for mark, name in OTHER_ENCODINGS if data.startswith(mark)), None)
    if named:
        _refuse(report, f"the file is in {named}.", "Save it as UTF-8.")
        return None
    if b"\0" in data:
        _refuse(report, "the file is no text.", "A rulebook is a YAML text in UTF-8.", data[: data.index(b"\0")].count(b"\n") + 1)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        report.error("form", line, WHOLE, "the file is not UTF-8 from here on.", "Save it as UTF-8.")
        text = data.decode("utf-8-sig", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        _refuse(report, "the file is empty.", "A rulebook needs title, language, inputs and decisions.")
        return None
    return text


def _refuse(report: Report, message: str, cure: str, line: int = 1) -> None:
    report.error("form", line, WHOLE, message, cure)


def without_odd_characters(text: str, report: Report) -> str:
    """Return the text with blanks for characters that YAML cannot bear, and for tabs; each line that has one is a finding."""
    if not NOT_FOR_YAML.search(text) and "\t" not in text:
        return text
    reported = 0
    for number, line in enumerate(text.split("\n"), 1):
        odd = NOT_FOR_YAML.search(line)
        if reported < MAX_REPORTED and (odd or "\t" in line):
            reported += 1
            what = "a tab" if not odd else f"an invisible character (U+{ord(odd[0]):04X})"
            cure = "Use spaces; a tab inside a text goes in double quotes, as \\t." if not odd else "Delete it."
            report.recoverable_error("form", number, WHOLE, f"there is {what} in this line.", cure)
    return NOT_FOR_YAML.sub(" ", text).replace("\t", "  ")
