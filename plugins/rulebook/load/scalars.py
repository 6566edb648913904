"""One YAML scalar → one value, and every gotcha of YAML with words and numbers without quotes."""

from __future__ import annotations

import re
from datetime import date

from rulebook.design.colour import COLOUR, whole
from rulebook.geometry.bounds import MOST_DIGITS
from rulebook.load.collector import Place, Report, did_you_mean, in_quotes, short
from rulebook.load.nodes import Node
from rulebook.model import Number

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
NUMBER = re.compile(r"-?\d+(\.\d+)?")

FLAGS = {"true": True, "false": False}

# What YAML makes of a text without quotes, in words: by the text itself, and by pattern.
WORDS = {**dict.fromkeys(("yes", "no", "on", "off", "true", "false"), "true or false"), "null": "nothing at all"}
SPECIAL = (
    (re.compile(r"~"), "nothing at all"),
    (re.compile(r"[-+]?\.(?i:nan|inf)"), "no finite number"),
    (re.compile(r"[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|0o[0-7]+"), "a number in another notation"),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"), "a number to the base of 60"),
    (re.compile(r"[-+]?\d*_[\d_]*(\.[\d_]*)?|[-+]?\d[\d_]*\.[\d]*_[\d_]*"), "a number without the underscores"),
    (re.compile(r"\d{4}-\d\d?-\d\d?([Tt ].*)?"), "a date"),
    (re.compile(r"<<|="), "an instruction"),
    (re.compile(r"-"), "a list, in some programs"),
)


def special(node: Node) -> str | None:
    """Return what YAML reads in a text without quotes that is not that text, or None where it is the text."""
    if not node.plain or node.value == "":
        return None
    if node.text[0].isalpha():
        return WORDS.get(node.text.lower())
    return next((words for pattern, words in SPECIAL if pattern.fullmatch(node.text)), None)


def read_text(node: Node, key: str, place: Place, report: Report) -> str | None:
    """Return the text of a scalar; a gotcha is reported and read as it was meant."""
    if node.kind != "text":
        report.error("form", node.line, place, f"{key} is a {node.kind}, not a text.", f"Write one text after {key}:, in quotes.")
        return None
    if not node.text.strip():
        report.error("form", node.line, place, f"{key} is empty.", f"Write a text after {key}:, or take the key out.")
        return None
    gotcha = special(node)
    if gotcha:
        report_gotcha(node, key, gotcha, place, report)
    return node.text.strip()


def read_prose(node: Node, key: str, place: Place, report: Report) -> str | None:
    """Return a text that people read. Here a verdict such as No, with a capital, can only be the word."""
    if node.kind == "text" and node.text in ("Yes", "No", "On", "Off"):
        return node.text
    return read_text(node, key, place, report)


def report_gotcha(node: Node, key: str, gotcha: str, place: Place, report: Report) -> None:
    message = f"{key} is {short(node.text)} without quotes, which YAML reads as {gotcha}."
    plain = in_digits(node.text)
    number_too = f" A number is written {plain}." if plain and gotcha.startswith("a number") else ""
    report.recoverable_error(
        "form", node.line, place, message, f"Put it in quotes: {in_quotes(short(node.text, 120))}.{number_too}"
    )


def read_id(node: Node, key: str, place: Place, report: Report) -> str | None:
    """Return an id, which must be snake_case."""
    text = read_text(node, key, place, report)
    if text is None:
        return None
    if not ID.fullmatch(text):
        report.error("form", node.line, place, f'{key} "{short(text)}" is not an id.', f"Ids are snake_case: {snake_case(text)}.")
        return None
    return text


def snake_case(text: str) -> str:
    """Return the nearest id to a text."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"([a-z])([A-Z])", r"\1_\2", text[:60]).lower())
    made = "_".join(words)
    return made if ID.fullmatch(made) else f"x_{made}".rstrip("_")


def read_number(node: Node, key: str, place: Place, report: Report) -> Number | None:
    """Return a number: digits with an optional minus and point, in quotes or not."""
    if node.kind != "text":
        report.error("form", node.line, place, f"{key} is a {node.kind}, not a number.", f"Write one number after {key}:.")
        return None
    value, gotcha = number(node.text.strip()), special(node)
    if gotcha:
        report.mark_broken(place)
        report_gotcha(node, key, gotcha, place, report)
        return None
    if value is not None:
        return value
    report.error("form", node.line, place, f'{key} "{short(node.text)}" is not a number.', number_cure(node.text.strip()))
    return None


def number(text: str) -> Number | None:
    """Return the number a text writes, or None. Whole ones are int, so 50.0 and 50 are the same."""
    if not NUMBER.fullmatch(text) or not text.isascii() or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    value = float(text)
    return int(value) if value == int(value) else value


def number_cure(text: str) -> str:
    if NUMBER.fullmatch(text):
        return f"A number has at most {MOST_DIGITS} digits."
    plain = in_digits(text)
    meant = f": {plain}" if plain else ", as in: 1000 or -2.5"
    return f"Write it in digits, without sign of unit or grouping{meant}."


def in_digits(text: str) -> str | None:
    """Return the number that was probably meant, as it is written here."""
    plain = re.sub(r"[_,' ]", "", text).lstrip("+").strip("$€£%")
    plain = re.sub(r"^(-?)0+(?=\d)", r"\1", plain)
    return plain if number(plain) is not None else None


def read_whole(node: Node, key: str, place: Place, report: Report) -> int | None:
    """Return a whole number from 1 up."""
    value = read_number(node, key, place, report)
    if value is not None and (not isinstance(value, int) or value < 1):
        report.error(
            "form",
            node.line,
            place,
            f"{key} is {node.value}, not a whole number above 0.",
            f"Write a number of days, as in: {key}: 180.",
        )
        return None
    return value


def read_date(node: Node, key: str, place: Place, report: Report) -> date | None:
    """Return a date of the form 2026-11-22."""
    value = day(node.text.strip()) if node.kind == "text" else None
    if value is None:
        report.error("form", node.line, place, f"{key} is not a date.", "Write year, month and day, as in: 2026-11-22.")
    return value


def day(text: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text) or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_flag(node: Node, key: str, place: Place, report: Report) -> bool | None:
    """Return whether a flag is set: the one place where true and false are what YAML takes them for."""
    if node.kind == "text" and node.text.strip() in FLAGS:
        return FLAGS[node.text.strip()]
    given = f' "{short(node.text)}"' if node.kind == "text" else ""
    report.error("form", node.line, place, f"{key}{given} is not possible.", f"Write {key}: true, or take the key out.")
    return None


def read_colour(node: Node, key: str, place: Place, report: Report) -> str | None:
    """Return a colour as `#rrggbb`."""
    if node.empty:
        cure = f'Put the colour in quotes: {key}: "#2546b0".'
        report.error("form", node.line, place, f"{key} is empty: to YAML, what follows # is a comment.", cure)
        return None
    text = read_text(node, key, place, report)
    if text is None or COLOUR.fullmatch(text):
        return text and whole(text)
    meant = f"#{text}" if COLOUR.fullmatch(f"#{text}") else "#2546b0"
    cure = f'Write red, green and blue in hexadecimal digits, in quotes: {key}: "{meant}".'
    report.error("form", node.line, place, f'{key} "{short(text)}" is not a colour.', cure)
    return None


def read_one_of(node: Node, key: str, place: Place, report: Report, words: tuple[str, ...]) -> str | None:
    """Return one of the given words."""
    text = read_text(node, key, place, report)
    if text is None or text in words:
        return text
    report.error("form", node.line, place, f'{key} "{short(text)}" is not possible.', did_you_mean(text, words))
    return None
