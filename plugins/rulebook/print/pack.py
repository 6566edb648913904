"""Pack a PDF: the same objects, those that are no streams together in compressed ones. A tagged book is a third as big.

The typesetter writes every object by itself, and a tagged book has thousands of small ones. (ISO 32000-1, 7.5.7, 7.5.8)
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rulebook.print.slim import slim

TOGETHER = 5000  # objects in one stream
HEAD = b"%PDF-1.7\n%\x80\x81\x82\x83\n"
FREE, PLAIN, PACKED = 0, 1, 2
NOT_KEPT = re.compile(rb"/Size \d+")

Entry = tuple[int, int, int]


def packed(pdf: bytes) -> bytes:
    """Return the same document with object streams and a cross-reference stream."""
    trailer, objects = _read(pdf)
    streams = {number: slim(body) for number, body in objects.items() if body.endswith(b"endstream")}
    others = [(number, objects[number]) for number in sorted(objects.keys() - streams.keys())]
    entries: dict[int, Entry] = {0: (FREE, 0, 0)}
    next_number = max(objects) + 1
    for at in range(0, len(others), TOGETHER):
        group = others[at : at + TOGETHER]
        entries |= {number: (PACKED, next_number, place) for place, (number, _) in enumerate(group)}
        streams[next_number] = _together(group)
        next_number += 1
    out = bytearray(HEAD)
    for number, body in sorted(streams.items()):
        entries[number] = (PLAIN, len(out), 0)
        out += _object(number, body)
    entries[next_number] = (PLAIN, len(out), 0)
    start = len(out)
    out += _object(next_number, _cross_reference(trailer, entries))
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def _read(pdf: bytes) -> tuple[bytes, dict[int, bytes]]:
    """Return the trailer's entries and the objects by number, read at the places the cross-reference table names."""
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    table, _, trailer = pdf[start : pdf.rindex(b"startxref")].partition(b"trailer")
    offsets = dict(_offsets(table))
    ends = dict(pairwise([*sorted(offsets.values()), start]))
    return trailer.strip()[2:-2].strip(), {number: _body(pdf[at : ends[at]]) for number, at in sorted(offsets.items())}


def _offsets(table: bytes) -> Iterator[tuple[int, int]]:
    lines = iter(table.splitlines()[1:])
    for line in lines:
        first, count = map(int, line.split())
        for number, entry in zip(range(first, first + count), lines, strict=False):
            if entry.split()[2] == b"n":
                yield number, int(entry.split()[0])


def _body(text: bytes) -> bytes:
    return text[text.index(b"obj") + 3 : text.rindex(b"endobj")].strip()


def _together(group: Iterable[tuple[int, bytes]]) -> bytes:
    index, bodies, at = [], [], 0
    for number, body in group:
        index.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    head = b" ".join(index) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head)), head + b"\n".join(bodies))


def _cross_reference(trailer: bytes, entries: dict[int, Entry]) -> bytes:
    """Return the stream that says where each object is; a number that nothing has is free."""
    size = max(entries) + 1
    rows = [_row(*entries.get(number, (FREE, 0, 0))) for number in range(size)]
    settings = NOT_KEPT.sub(b"", trailer)
    how = b"/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>" % size
    return _stream(how + settings, b"".join(_differences(*pair) for pair in pairwise([bytes(7), *rows])))


def _row(kind: int, where: int, place: int) -> bytes:
    return kind.to_bytes(1, "big") + where.to_bytes(4, "big") + place.to_bytes(2, "big")


def _differences(above: bytes, row: bytes) -> bytes:
    """Return a row as its differences from the one above ("up", as in PNG): the table shrinks to a tenth."""
    return b"\x02" + bytes((new - old) % 256 for old, new in zip(above, row, strict=True))


def _stream(entries: bytes, data: bytes) -> bytes:
    data = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)
