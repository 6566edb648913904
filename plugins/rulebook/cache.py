"""Keep what takes long to make, under the hash of everything it is made from: never stale, and lost without harm.

An entry starts with the hash of the rest, so one that was cut short or changed by somebody is made anew.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from sys import version
from zlib import ZLIB_RUNTIME_VERSION

Make = Callable[[], list[bytes]]
Cache = Callable[[Iterable[bytes], Make], list[bytes]]

MAX_ENTRIES = 60  # entries; those unused for longest go first
TOOLS = f"{version} {ZLIB_RUNTIME_VERSION}".encode()  # another Python writes sources, another zlib compresses, in its own way
LENGTH_SIZE = 8  # bytes of a written length
DIGEST_SIZE = 32  # bytes of a hash


def no_cache(key_parts: Iterable[bytes], make: Make) -> list[bytes]:
    """Make it anew every time."""
    return make()


def file_cache(folder: Path) -> Cache:
    """Return a function that gives back what was made of the same ingredients before, and makes it otherwise.

    Where the folder cannot be written, everything is made and nothing kept.
    """
    return partial(_cached, folder)


def _cached(folder: Path, key_parts: Iterable[bytes], make: Make) -> list[bytes]:
    path = folder / sha256(_packed((TOOLS, *key_parts))).hexdigest()
    found = _read(path)
    if found is None:
        found = make()
        with contextlib.suppress(OSError):
            _write(path, found)
            _prune(folder)
    return found


def _read(path: Path) -> list[bytes] | None:
    """Return the parts of an entry, None where there is none or it is not whole."""
    try:
        data = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    body = data[DIGEST_SIZE:]
    return _unpacked(body) if sha256(body).digest() == data[:DIGEST_SIZE] else None


def _write(path: Path, parts: list[bytes]) -> None:
    """Write an entry in one step: who reads at the same time finds it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = _packed(parts)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(sha256(data).digest() + data)
            file.flush()
            Path(file.name).replace(path)
        except OSError:  # a full disk is not made fuller
            Path(file.name).unlink()
            raise


def _prune(folder: Path) -> None:
    entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[MAX_ENTRIES:]:
        path.unlink()


def _packed(parts: Iterable[bytes]) -> bytes:
    """Return parts as one, with their number and lengths before them: other parts never give the same bytes."""
    parts = list(parts)
    return b"".join(number.to_bytes(LENGTH_SIZE, "big") for number in (len(parts), *map(len, parts))) + b"".join(parts)


def _unpacked(data: bytes) -> list[bytes]:
    count, *lengths = (
        int.from_bytes(data[at : at + LENGTH_SIZE], "big")
        for at in range(0, LENGTH_SIZE * (1 + int.from_bytes(data[:LENGTH_SIZE], "big")), LENGTH_SIZE)
    )
    ends = accumulate(lengths, initial=LENGTH_SIZE * (1 + count))
    return [data[start:end] for start, end in pairwise(ends)]
