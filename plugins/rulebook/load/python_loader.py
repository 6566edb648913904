"""PyYAML's own parser, for machines without libyaml: it reads what libyaml reads, and stops where libyaml stops.

Its scanner looks at one character at a time, through `peek`. Where libyaml takes a character for another kind of
character, `peek` shows it as that kind meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol, TypeVar

import yaml
from yaml.scanner import ScannerError

ENDS = ",?[]{}"  # after a colon inside brackets or braces, libyaml takes none of them
DIRECTIVES = ("YAML", "TAG")
NOT_IN_TAGS = ",[]"
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)", re.DOTALL)
LAST = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)

Scanned = TypeVar("Scanned")


class Peek(Protocol):
    """Shows the character that stands `index` characters further on."""

    def __call__(self, index: int = 0) -> str: ...


class PythonLoader(yaml.SafeLoader):
    """Reads `{question: Which?, label: lamp}`, which PyYAML does not, and refuses what is no character."""

    peek: Peek

    def scan_directive_name(self, start_mark: yaml.Mark) -> str:
        name = super().scan_directive_name(start_mark)
        if name not in DIRECTIVES:
            raise ScannerError("while scanning a directive", start_mark, "found unknown directive name", self.get_mark())
        return name

    def scan_plain(self) -> yaml.ScalarToken:
        return self._with(self._in_flow if self.flow_level else self.peek, super().scan_plain)

    def scan_block_scalar_indicators(self, start_mark: yaml.Mark) -> tuple:
        return self._with(self._in_header, super().scan_block_scalar_indicators, start_mark)

    def scan_tag(self) -> yaml.TagToken:
        return self._with(self._after_tag if self.flow_level else self.peek, super().scan_tag)

    def scan_tag_uri(self, name: str, start_mark: yaml.Mark) -> str:
        verbatim = name != "tag" or self.buffer[self.pointer - 1] == "<"
        return self._with(self.peek if verbatim else self._in_tag, super().scan_tag_uri, name, start_mark)

    def scan_flow_scalar(self, style: str) -> yaml.ScalarToken:
        start = self.get_mark()
        try:
            return super().scan_flow_scalar(style)
        finally:
            if style == '"':
                self._refuse_what_is_no_character(start)

    def _with(self, peek: Peek, scan: Callable[..., Scanned], *arguments: object) -> Scanned:
        before, self.peek = self.peek, peek
        try:
            return scan(*arguments)
        finally:
            self.peek = before

    def _in_flow(self, index: int = 0) -> str:
        char = super().peek(index)
        if char == ":" and super().peek(index + 1) in ENDS:
            raise ScannerError("while scanning a plain scalar", self.get_mark(), "found unexpected ':'", self._ahead(index))
        return "x" if char == "?" else char

    def _in_header(self, index: int = 0) -> str:
        char = super().peek(index)
        return " " if char == "#" else char

    def _after_tag(self, index: int = 0) -> str:
        char = super().peek(index)
        return " " if char == "," else char

    def _in_tag(self, index: int = 0) -> str:
        char = super().peek(index)
        return " " if char in NOT_IN_TAGS else char

    def _refuse_what_is_no_character(self, start: yaml.Mark) -> None:
        """Raise for an escape such as "\\ud800" in what has been read since `start`, or where reading stopped."""
        text = self.buffer[start.pointer : self.pointer + len("ffffffff")]
        for found in ESCAPE.finditer(text):
            code = int(found[1] or found[2] or "0", 16)
            if start.pointer + found.start() < self.pointer and (code in SURROGATES or code > LAST):
                _, newline, line = text[: found.start() + len("\\u")].rpartition("\n")
                column = len(line) + (0 if newline else start.column)
                mark = yaml.Mark(start.name, start.index, start.line + text.count("\n", 0, found.start()), column, None, 0)
                raise ScannerError("while parsing a quoted scalar", start, "found invalid Unicode escape code", mark)

    def _ahead(self, index: int) -> yaml.Mark:
        """Return the place of a character further on in this line."""
        at = self.get_mark()
        return yaml.Mark(at.name, at.index + index, at.line, at.column + index, at.buffer, at.pointer + index)
