"""Slim a page's drawing instructions: the same marks at the same places, written shorter.

The typesetter writes places to a hundred-thousandth of a point, and the codes of letters as escapes of four characters.
"""

from __future__ import annotations

import re
import zlib

STRING = re.compile(rb"(\((?:\\.|[^\\()])*\))", re.DOTALL)
NUMBER = re.compile(rb"-?\d*\.\d{3,}")
ESCAPE = re.compile(rb"\\(\d{3})")
HEAD = re.compile(rb"^<</Length \d+/Filter/FlateDecode>>\s*stream\r?\n", re.DOTALL)
LINE = re.compile(
    rb"q 1 0 0 -1 (\S+) (\S+) cm(/\w+ cs \S+ \S+ \S+ scn)\nBT 0 Tr(/f\d+ \S+ Tf) 1 0 0 -1 0 0 Tm"
)  # turned over and back again: the same as only moved
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
    return b"".join(ESCAPE.sub(_letter, piece) if at % 2 else _moved(piece) for at, piece in enumerate(pieces))


def _moved(piece: bytes) -> bytes:
    return LINE.sub(rb"q\3 BT\4 \1 \2 Td", NUMBER.sub(_rounded, piece))


def _rounded(match: re.Match[bytes]) -> bytes:
    """Return a number to a hundredth; small ones, which may be scales and colours, to a ten-thousandth."""
    number = float(match[0])
    return (f"{number:.2f}" if abs(number) >= 2 else f"{number:.4f}").rstrip("0").rstrip(".").encode()


def _letter(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 8)
    return match[0] if code in KEPT else bytes([code])
