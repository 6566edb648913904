"""A file or a git revision → a checked rulebook: a revision's rulebook is read with the facts pages of that revision."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from rulebook.check import Checked, Unreadable, examine
from rulebook.cli.refused import Refused
from rulebook.load import load

NAME = "rules.yaml"


def read_version(name: str, rules: str, today: date | None) -> Checked | Unreadable:
    """Return a rulebook by what it is called: a file, a git revision such as HEAD~1, or one file of it (`HEAD~1:rules.yaml`).

    A revision alone means the file `rules`, as it was then. Raise Refused where there is neither file nor revision.
    """
    path = Path(name)
    if path.exists() and not path.is_dir():
        return examine(path, today)
    revision, _, inside = name.partition(":")
    folder = Path(rules).parent
    commit = _commit(name, revision, folder)
    written = inside or f"./{Path(rules).name}"
    content = _git(folder, "cat-file", "blob", f"{commit}:{written}")
    if content is None:
        there = inside or Path(rules).name
        raise Refused(f"{revision} has no file {there}. Name another file of it: {revision}:path/of/rules.yaml.")
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made, NAME)
        copy.write_bytes(content)
        for page, data in _facts(copy, folder, commit, PurePosixPath(written).parent):
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(data)
        return _as_named(examine(copy, today), str(copy), name if inside else f"{revision}:{Path(rules).name}")


def _commit(name: str, revision: str, folder: Path) -> str:
    """Return the hash of a revision, to be handed to git instead of what was written: that could be meant as an option."""
    if not revision or revision.startswith("-"):
        raise Refused(f"There is no file {name}.")
    if _git(folder, "rev-parse", "--git-dir") is None:
        raise Refused(f"There is no file {name}, and {folder.absolute()} is in no git repository whose revisions could be meant.")
    found = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        raise Refused(f"There is neither a file {name} nor a revision {revision}. `git log --oneline` lists the revisions.")
    return found.decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, None where it refuses. Raise Refused where there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise Refused("git is not installed here, so only files can be compared.") from None
    except (OSError, ValueError) as fault:
        raise Refused(f"git cannot be asked: {getattr(fault, 'strerror', None) or fault}.") from None
    return done.stdout if done.returncode == 0 else None


def _facts(copy: Path, folder: Path, commit: str, inside: PurePosixPath) -> Iterator[tuple[Path, bytes]]:
    """Yield the facts pages that a rulebook names, as the revision has them, each with where the copy looks for it."""
    rulebook, _ = load(copy)
    for source in rulebook.sources.values() if rulebook else ():
        if source.facts_file:
            page = PurePosixPath(source.facts_file).relative_to(copy.parent)
            data = _git(folder, "cat-file", "blob", f"{commit}:{'./' if str(inside) == '.' else ''}{inside / page}")
            if data is not None:
                yield copy.parent / page, data


def _as_named(checked: Checked | Unreadable, copy: str, name: str) -> Checked | Unreadable:
    """Return what was found, told of the revision's file instead of its copy."""
    return replace(checked, findings=[replace(one, file=name if one.file == copy else one.file) for one in checked.findings])
