"""One cell of a table from elsewhere → what it lets through: FEEL, the tests of GoRules, what people put into spreadsheets."""

from __future__ import annotations

import re
from functools import reduce

from rulebook.geometry.bounds import MOST_DIGITS
from rulebook.geometry.intervals import side
from rulebook.importing.passing import ANY, DATE, FLAG, NULL, NUMBER, TEXT, Cell, complemented, intersection, union
from rulebook.importing.tokens import Unread, tokens
from rulebook.importing.values import PLAIN
from rulebook.model import Number

FLAGS = ("true", "false")
MOST = 2_000  # characters of a cell
DEEPEST = 30  # brackets


def read_cell(text: str, language: str) -> Cell:
    """Return what a cell lets through; an empty one lets everything. Raise Unread."""
    text = text.strip()
    if text in ("", "-"):
        return ANY
    if len(text) > MOST:
        raise Unread
    return _plain(text) if language == PLAIN else read_tests(text)


def read_tests(text: str) -> Cell:
    """Return what tests in FEEL, or as GoRules writes them, let through. Raise Unread."""
    reader = _Reader(text)
    found = reader.alternatives()
    if reader.tokens[reader.at :]:
        raise Unread
    return found


def _plain(text: str) -> Cell:
    """Return what a spreadsheet's cell lets through: words need no quotes there, and a comma means "or"."""
    negation = re.fullmatch(r"not\s*\((.*)\)", text, re.DOTALL | re.IGNORECASE)
    if negation:
        return complemented(_plain(negation[1]))
    try:
        return _from_to(text) or read_tests(text)
    except Unread:
        cells = [_word(part.strip()) for part in re.split(r"[,;\n]", text) if part.strip()]
    if not cells:
        raise Unread
    return reduce(union, cells)


def _from_to(text: str) -> Cell | None:
    """Return the numbers of `10-20` or `10 to 20`, both among them."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)", text)
    if not match:
        return None
    low, high = _number(match[1]), _number(match[2])
    return Cell(spans=(((low, 0), (high, 1)),) if low <= high else (), kind=NUMBER)


def _word(text: str) -> Cell:
    if text.lower() == "unknown":
        return NULL
    try:
        return read_tests(text)
    except Unread:
        bare = text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
        return Cell(texts=frozenset((bare,)), kind=TEXT)


def read_comparison(text: str) -> tuple[str, Cell]:
    """Return a name and what may stand for it, where a text compares one name with a value. Raise Unread."""
    if len(text) > MOST:
        raise Unread
    reader = _Reader(text.strip())
    kind, name = reader.next()
    if kind != "name" or name in (*FLAGS, "not", "null", "in"):
        raise Unread
    found = reader.tested()
    if reader.tokens[reader.at :]:
        raise Unread
    return name, found


def literal(text: str) -> str | None:
    """Return the value that a text writes, without its quotes; None where it is no plain value."""
    found = list(tokens(text)) if len(text) <= MOST else []
    if len(found) != 1 or found[0][0] not in ("text", "number", "date", "name"):
        return None
    kind, value = found[0]
    return value if kind != "name" or value in (*FLAGS, "null") else None


def _exactly(value: str, kind: str) -> Cell:
    if kind in (TEXT, FLAG):
        return Cell(texts=frozenset((value,)), kind=kind)
    number = _number(value)
    return Cell(spans=(((number, 0), (number, 1)),), kind=kind)


def _number(text: str) -> Number:
    plain = text.replace("_", "")
    if sum(map(str.isdigit, plain)) > MOST_DIGITS:
        raise Unread
    value = float(plain)
    return int(value) if value == int(value) else value


class _Reader:
    """Reads a cell from left to right: alternatives of conjunctions of tests."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    def alternatives(self) -> Cell:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unread
        found = self._all()
        while self._takes("sign", ",") or self._takes("name", "or"):
            found = union(found, self._all())
        self.depth -= 1
        return found

    def _all(self) -> Cell:
        found = self._one()
        while self._takes("name", "and"):
            found = intersection(found, self._one())
        return found

    def _one(self) -> Cell:
        if self._takes("name", "not"):
            return complemented(self._listed() if self._takes("name", "in") else self._bracketed())
        if self._takes("sign", "$") or self._takes("sign", "?"):
            return self.tested()
        if self._sees("op") or self._sees("name", "in"):
            return self.tested()
        if any(self._sees("sign", sign) for sign in "([]"):
            return self._opened()
        return _value(*self.next())

    def tested(self) -> Cell:
        """Return what passes a test that begins with its operator."""
        if self._takes("name", "not"):
            self._expect("name", "in")
            return complemented(self._listed())
        if self._takes("name", "in"):
            return self._listed()
        operator, (kind, value) = self.next("op")[1], self.next()
        if operator in ("=", "==", "!="):
            found = _value(kind, value)
            return found if operator != "!=" else complemented(found)
        if kind not in ("number", "date"):
            raise Unread
        return Cell(spans=(side(operator, _number(value)),), kind=NUMBER if kind == "number" else DATE)

    def _bracketed(self) -> Cell:
        self._expect("sign", "(")
        found = self.alternatives()
        self._expect("sign", ")")
        return found

    def _listed(self) -> Cell:
        if self._takes("sign", "["):
            return self._rest_of_list()
        return self._bracketed()

    def _rest_of_list(self) -> Cell:
        found = self._one()
        while self._takes("sign", ","):
            found = union(found, self._one())
        self._expect("sign", "]")
        return found

    def _opened(self) -> Cell:
        """Return an interval, or what stands in brackets."""
        if self.tokens[self.at + 2 : self.at + 3] == [("dots", "..")]:
            return self._interval()
        if self._takes("sign", "["):
            return self._rest_of_list()
        return self._bracketed()

    def _interval(self) -> Cell:
        opening = self.next("sign")[1]
        kind, low = self.next()
        self._expect("dots", "..")
        other, high = self.next()
        closing = self.next("sign")[1]
        if kind != other or kind not in ("number", "date") or closing not in ("]", ")", "["):
            raise Unread
        start, end = (_number(low), int(opening != "[")), (_number(high), int(closing == "]"))
        return Cell(spans=((start, end),) if start < end else (), kind=NUMBER if kind == "number" else DATE)

    def next(self, kind: str = "") -> tuple[str, str]:
        if self.at >= len(self.tokens) or (kind and self.tokens[self.at][0] != kind):
            raise Unread
        self.at += 1
        return self.tokens[self.at - 1]

    def _sees(self, kind: str, value: str = "") -> bool:
        here = self.tokens[self.at : self.at + 1]
        return bool(here) and here[0][0] == kind and value in ("", here[0][1])

    def _takes(self, kind: str, value: str) -> bool:
        found = self._sees(kind, value)
        self.at += found
        return found

    def _expect(self, kind: str, value: str) -> None:
        if not self._takes(kind, value):
            raise Unread


def _value(kind: str, value: str) -> Cell:
    if kind == "name" and value == "null":
        return NULL
    if kind == "name" and value not in FLAGS:
        raise Unread
    if kind not in ("name", "text", "number", "date"):
        raise Unread
    return _exactly(value, {"name": FLAG}.get(kind, kind))
