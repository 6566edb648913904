"""Write what can be computed into a rulebook: quotes, intervals that were probably meant, misspelt ids, examples.

Every change is made in a copy first and read again: it stays only if what it was to mend is gone and nothing else came
of it. Comments and layout stay as they are.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

from rulebook.check import Checked, Unreadable, examine
from rulebook.cli.fixing.candidates import candidates
from rulebook.cli.fixing.insertion import with_examples
from rulebook.cli.fixing.missing_examples import missing_examples
from rulebook.load import load
from rulebook.model import Finding

MOST_TRIES = 300
MOST_EXAMPLES = 500
OTHER_BREAKS = ("\x0b", "\x0c", "\x85", "\u2028", "\u2029")  # which one line of YAML could hold, and no line of an editor


@dataclass(frozen=True)
class Fixed:
    """A rulebook's text before and after, and how many examples and other changes were made. `left`: examples not written."""

    before: str
    after: str
    mended: int = 0
    examples: int = 0
    left: int = 0

    def difference(self, name: str) -> str:
        """Return what changes, as a unified diff."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        shown = unified_diff(before, after, f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)


def fixed(path: Path, today: date | None) -> Fixed:
    """Return a rulebook's text with all that could be mended. Raise OSError, and ValueError where it is no UTF-8."""
    with path.open(encoding="utf-8", newline="") as file:
        before = file.read()
    if any(sign in before for sign in OTHER_BREAKS):
        return Fixed(before, before)
    with _copy_beside(path) as copy:
        mended, count = _mended(before, copy)
        added, examples, left = _with_examples(mended, copy, today)
    return Fixed(before, added, count, examples, left)


@contextmanager
def _copy_beside(path: Path) -> Iterator[Path]:
    """Make a folder that holds all that stands beside a file, and yield the place in it for the file's copy."""
    with tempfile.TemporaryDirectory() as folder:
        for other in path.absolute().parent.iterdir():
            if other.name != path.name:
                Path(folder, other.name).symlink_to(other)
        yield Path(folder, path.name)


def _found(text: str, copy: Path) -> list[Finding]:
    with copy.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    return load(copy)[1]


def _mended(text: str, copy: Path) -> tuple[str, int]:
    """Return the text with the faults of form mended that have one cure, and how many these are."""
    found, tries, count = _found(text, copy), MOST_TRIES, 0
    at = 0
    while at < len(found) and tries:
        for changed in candidates(text, found[at]):
            tries -= 1
            after = _found(changed, copy)
            if _is_better(found, after, found[at]):
                text, found, count, at = changed, after, count + 1, -1
                break
            if not tries:
                break
        at += 1
    return text, count


def _is_better(before: Sequence[Finding], after: Sequence[Finding], mended: Finding) -> bool:
    """Return whether a finding is gone, and what there is instead is no more than before, and no graver."""
    here = (mended.line, mended.message)
    errors = [sum(one.severity == "error" for one in found) for found in (before, after)]
    times = [Counter((one.line, one.message) for one in found)[here] for found in (before, after)]
    return times[1] < times[0] and errors[1] <= errors[0] and len(after) <= len(before)


def _with_examples(text: str, copy: Path, today: date | None) -> tuple[str, int, int]:
    """Return the text with the examples that are missing, how many these are, and how many more there would be."""
    _found(text, copy)
    checked = examine(copy, today)
    if isinstance(checked, Unreadable) or not checked.rulebook.whole:
        return text, 0, 0
    wanted = missing_examples(checked)
    written = wanted[:MOST_EXAMPLES]
    changed = with_examples(text, written)
    if changed == text or not _stays_sound(checked, changed, copy, today):
        return text, 0, 0
    return changed, len(written), len(wanted) - len(written)


def _stays_sound(before: Checked, changed: str, copy: Path, today: date | None) -> bool:
    _found(changed, copy)
    after = examine(copy, today)
    return len(after.errors) <= len(before.errors)


def summary(found: Fixed, written: bool) -> str:
    """Return how much was changed, or can be."""
    if found.after == found.before:
        return "Nothing to fix: no fault has one cure, and no example is missing."
    counts = [(found.mended, "fault"), (found.examples, "example")]
    counted = " and ".join(f"{count} {thing}{'s' if count > 1 else ''}" for count, thing in counts if count)
    more = f" {found.left} more examples are left for another time." if found.left else ""
    return f"{'Written' if written else 'To be written with --write'}: {counted}.{more}"
