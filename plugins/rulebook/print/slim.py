"""Slim a page's drawing instructions: the same marks at the same places, written shorter.

The typesetter writes places to a hundred-thousandth of a point, and the codes of letters as escapes of four characters.
"""

from __future__ import annotations

import re
import zlib

STRING = re.compile(rb"(\((?:\\.|[^\\()])*\))", re.DOTALL)
NUMBER = re.compile(rb"-?\d*\.\d{3,}")
ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
HEAD = re.compile(rb"^<</Length \d+/Filter/FlateDecode>>\s*stream\r?\n", re.DOTALL)
KEPT = b"()\\\r\n"  # what must stay escaped in a string


def slim(body: bytes) -> bytes:
    """Return an object; where it is a page's content, rewritten and packed again."""
    head = HEAD.match(body)
    if not head:
        return body
    drawing = zlib.decompressobj().decompress(body[head.end() :])
    if not drawing.rstrip().endswith((b"EMC", b"Q")):
        return body
    data = zlib.compress(_shorter(drawing), 9)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(data), data)


def _shorter(drawing: bytes) -> bytes:
    pieces = STRING.split(drawing)
    return b"".join(ESCAPE.sub(_letter, piece) if at % 2 else NUMBER.sub(_rounded, piece) for at, piece in enumerate(pieces))


def _rounded(match: re.Match[bytes]) -> bytes:
    """Return a number to a hundredth; small ones, which may be scales and colours, to a ten-thousandth."""
    number = float(match[0])
    return (f"{number:.2f}" if abs(number) >= 2 else f"{number:.4f}").rstrip("0").rstrip(".").encode()


def _letter(match: re.Match[bytes]) -> bytes:
    """Return an escape of three octal digits as the byte it stands for; any other stays."""
    code = int(match[1], 8) if len(match[1]) == 3 else None
    return match[0] if code is None or code in KEPT else bytes([code])
