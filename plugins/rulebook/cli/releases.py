"""Keep the finished builds of an output beside it and let its link lead to the newest, in one step.

`output` is a link to `.builds/output-xxxxxxxx`, which stands beside what was built into it, `output-xxxxxxxx.json`. Whatever
is killed at whatever moment leaves the last good site whole, and the next build clears what it left. A build deletes only
what is named for its own output and what no link beside it leads to.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from zlib import crc32

from rulebook.check.refusal import Broken

BUILDS = ".builds"
UNFINISHED = ".part"
ADDED = ".by-hand"  # where goes what people put into a finished build
FOLDER, FILE = 0o755, 0o644  # a web server is somebody else, whatever the umask here
Mark = tuple[int, int, int]  # of a file as it was built: its size, when it was last touched, a checksum
ABANDONED = 3600  # seconds after which an unfinished build is somebody's leftover where folders cannot be locked


def refuse_occupied(output: Path) -> None:
    """Raise Broken unless nothing or a link to a build stands there."""
    if output.name in ("", "..", BUILDS):
        raise Broken(f"{output} cannot be a site's name. Name the place, as in --output output.")
    if output.is_symlink() and output.readlink().parent.name != BUILDS:
        raise Broken(f"{output} leads to {output.readlink()}, which is no build. Move it away or delete it, then build again.")
    if output.exists() and not output.is_symlink():
        raise Broken(f"{output} is there and is no link to a build. Move it away or delete it, then build again.")


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """Make a new empty folder beside the builds of this output; it is gone afterwards unless it was put in place.

    Raise Broken where none can be made.
    """
    builds = output.parent / BUILDS
    try:
        _make(builds)
        with _locked(builds):
            fresh = Path(tempfile.mkdtemp(prefix=f"{output.name}-", suffix=UNFINISHED, dir=builds))
            lock = os.open(fresh, os.O_RDONLY)
            _lock(lock, fcntl.LOCK_SH)  # while it is held, somebody builds here
    except OSError as fault:
        raise Broken(
            f"Nothing can be built in {builds}: {fault.strerror}. Make room for it, or name another place: --output FOLDER."
        ) from None
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        os.close(lock)


def put_in_place(fresh: Path, output: Path) -> list[str]:
    """Let the link lead to the fresh build, and delete all builds of this output but that and the one before.

    Return the files that people had put into the one before, or changed there: they are kept under `.by-hand`. At no moment is
    there no site or half a one.
    """
    builds = output.parent / BUILDS
    finished = fresh.with_name(fresh.name.removesuffix(UNFINISHED))
    made = _opened_to_all(fresh)
    with _locked(builds):
        before = output.parent / output.readlink() if output.is_symlink() else None
        added = _back_up_added(before, added_folder(output)) if before and before.is_dir() else []
        _listing(finished).write_text(json.dumps(made), "utf-8")
        fresh.replace(finished)
        _link(output, finished)
        _prune(output, {finished.name, before.name if before else ""} | _linked(output.parent))
    return added


def added_folder(output: Path) -> Path:
    """Return where what people put into the site of an output is kept."""
    return output.parent / BUILDS / (output.name + ADDED)


def _make(builds: Path) -> None:
    """Make the folder of builds, and those above it that are not there, open to all: the way to the site leads through them."""
    missing = [path for path in (builds, *builds.absolute().parents) if not path.exists()]
    builds.mkdir(parents=True, exist_ok=True)
    for path in missing:
        path.chmod(FOLDER)


@contextmanager
def _locked(builds: Path) -> Iterator[None]:
    """Let one build at a time make, replace and delete folders."""
    handle = os.open(builds, os.O_RDONLY)
    try:
        _lock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, how: int) -> bool | None:
    """Lock a folder; return whether that was possible, None where folders cannot be locked."""
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _opened_to_all(folder: Path) -> dict[str, Mark]:
    """Let everybody read a folder; return the marks of its files by their paths."""
    folder.chmod(FOLDER)
    made = {}
    for path, entry in _walk(folder):
        mode = FOLDER if stat.S_ISDIR(entry.st_mode) else FILE
        if stat.S_IMODE(entry.st_mode) != mode and not stat.S_ISLNK(entry.st_mode):
            (folder / path).chmod(mode)
        if not stat.S_ISDIR(entry.st_mode):
            made[path] = _mark(folder / path)
    return dict(sorted(made.items()))


def _mark(file: Path) -> Mark:
    now = file.lstat()
    return now.st_size, now.st_ctime_ns, _checksum(file)


def _checksum(file: Path) -> int:
    """Return a checksum of a file's bytes, or of where a link leads; 0 of what has no bytes of its own."""
    if file.is_symlink():
        return crc32(os.fsencode(file.readlink()))
    return crc32(file.read_bytes()) if file.is_file() else 0


def _walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Yield what is below a folder, links not followed."""
    for entry in os.scandir(folder / below):
        path = below + entry.name
        yield path, entry.stat(follow_symlinks=False)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder, path + "/")


def _back_up_added(build: Path, folder: Path) -> list[str]:
    """Copy the files of a build that are not as they were built into a folder; return them."""
    added = _added(build)
    for name in added:
        _back_up(build / name, folder / name)
    return added


def _added(build: Path) -> list[str]:
    """Return the files of a build that are not as they were built; none where nobody knows any more."""
    try:
        made = json.loads(_listing(build).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    files = [(path, entry) for path, entry in _walk(build) if not stat.S_ISDIR(entry.st_mode)]
    return sorted(path for path, entry in files if _is_changed(build / path, entry, made.get(path)))


def _is_changed(file: Path, now: os.stat_result, made: Mark | int | None) -> bool:
    """Return whether a file is not as it was built; of one that nobody touched since then no byte is read."""
    if made is None or isinstance(made, int):  # listings of old hold the size alone
        return now.st_size != made
    size, touched, checksum = made
    return now.st_size != size or (now.st_ctime_ns != touched and _checksum(file) != checksum)


def _back_up(path: Path, wanted: Path) -> None:
    """Copy a file beside what was kept under its name before; raise Broken where that cannot be, or it would be lost."""
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        backup = wanted
        for number in count(1):
            if not os.path.lexists(backup):
                shutil.copy2(path, backup, follow_symlinks=False)
            if _is_same(path, backup):
                return
            backup = wanted.with_name(f"{wanted.name}.{number}")
    except OSError as why:
        raise Broken(f"{path} was not built and cannot be kept as {wanted}: {why.strerror or why}. Move it away.") from None


def _is_same(one: Path, other: Path) -> bool:
    return one.lstat().st_size == other.lstat().st_size and _checksum(one) == _checksum(other)


def _link(output: Path, finished: Path) -> None:
    """Replace the link, in one step."""
    link = output.with_name(f".{output.name}.new")
    link.unlink(missing_ok=True)
    link.symlink_to(finished.relative_to(output.parent), target_is_directory=True)
    link.replace(output)


def _linked(folder: Path) -> set[str]:
    """Return the names of the builds that links in a folder lead to, whatever these are called."""
    links = (Path(entry).readlink() for entry in os.scandir(folder) if entry.is_symlink())
    return {link.name for link in links if link.parent.name == BUILDS}


def _prune(output: Path, wanted: Collection[str]) -> None:
    """Delete the other builds of this output, and what a build left that was killed."""
    own = re.compile(rf"(?P<build>{re.escape(output.name)}-[a-z0-9_]{{8}})(?P<kind>|{re.escape(UNFINISHED)}|\.json)")
    for path in list((output.parent / BUILDS).iterdir()):
        found = own.fullmatch(path.name)
        if not found or found["build"] in wanted or (found["kind"] == UNFINISHED and not _abandoned(path)):
            continue
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _abandoned(unfinished: Path) -> bool:
    """Return whether nobody builds into a folder any more."""
    try:
        handle = os.open(unfinished, os.O_RDONLY)
    except OSError:
        return False
    try:
        free = _lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return time.time() - os.fstat(handle).st_mtime > ABANDONED if free is None else free
    finally:
        os.close(handle)


def _listing(build: Path) -> Path:
    """Return where it says what was built into a folder."""
    return build.with_name(build.name + ".json")
