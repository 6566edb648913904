"""Collect what is wrong while a file is read: nothing stops at the first fault, nothing is raised."""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from rulebook.model import Finding

Fault = tuple[str, str, str]  # kind, message, cure: what is wrong with one object, before its place is known
Part = tuple[str, str]  # ("input", id), ("figure", id) or ("decision", id)
PRESENTATION: Part = ("print", "")  # what people read and no rule tests


class Place(NamedTuple):
    """The thing a finding is about, in words (`return_needed: rule "gift"`), with the ids that programs want.

    `part` is what cannot be judged if something here is not known; None: the decision or, outside of one, all of them.
    """

    words: str = ""
    decision: str | None = None
    rule: str | None = None
    part: Part | None = None

    def in_presentation(self) -> Place:
        """Return the place of something here that no rule tests."""
        return self._replace(part=PRESENTATION)

    def prefixed(self, message: str) -> str:
        return f"{self.words}: {message}" if self.words else message


MAX_FINDINGS = 1_000


class TooManyFindings(Exception):
    """So much is wrong that reading on helps nobody; never leaves `load`."""


class Report:
    """The findings of one run. `broken` gathers the parts of which something was lost; `unsafe` turns true once that is all."""

    def __init__(self, file: str):
        self.file = file
        self.findings: list[Finding] = []
        self.unsafe = False
        self.broken: set[Part] = set()
        self.placeless: list[int] = []

    def error(self, kind: str, line: int, place: Place, message: str, cure: str) -> None:
        """Report a fault that leaves a hole: what was meant is not known."""
        self.mark_broken(place)
        self._add(kind, "error", line, place, message, cure)

    def mark_broken(self, place: Place) -> None:
        """Note that what stands at a place is not known."""
        part = place.part or (place.decision and ("decision", place.decision))
        if part:
            self.broken.add(part)
        else:
            self.unsafe = True

    def recoverable_error(self, kind: str, line: int, place: Place, message: str, cure: str) -> None:
        """Report an error after which reading goes on with what was clearly meant, or without need of it."""
        self._add(kind, "error", line, place, message, cure)

    def warn(self, kind: str, line: int, place: Place, message: str, cure: str, file: str | None = None) -> None:
        self._add(kind, "warning", line, place, message, cure, file)

    def _add(self, kind: str, severity: str, line: int, place: Place, message: str, cure: str, file: str | None = None) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            raise TooManyFindings
        if not place.words:
            self.placeless.append(len(self.findings))
        rules = (place.rule,) if place.rule else ()
        self.findings.append(
            Finding(
                kind,
                severity,
                file or self.file,
                max(line, 1),
                place.prefixed(message),
                cure,
                decision=place.decision,
                rules=rules,
            )
        )

    def forget(self, count: int) -> None:
        """Take back all findings but the first `count`: what they are about is read again."""
        del self.findings[count:]
        self.placeless = [index for index in self.placeless if index < count]

    def locate(self, extents: list[tuple[int, int, Place]]) -> None:
        """Name the thing of every finding that has only a line; extents are first line, last line and place."""
        extents = sorted(extents, key=lambda extent: extent[0])
        starts = [start for start, _, _ in extents]
        for index in self.placeless:
            finding = self.findings[index]
            at = bisect_right(starts, finding.line) - 1
            at = bisect_left(starts, starts[at]) if at >= 0 else at
            if at >= 0 and finding.line <= extents[at][1]:
                place = extents[at][2]
                rules = (place.rule,) if place.rule else ()
                self.findings[index] = replace(
                    finding, message=place.prefixed(finding.message), decision=place.decision, rules=rules
                )
        self.placeless.clear()


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return a cure for a misspelt word: the nearest known one, else the list of them."""
    known = list(known)
    near = difflib.get_close_matches(wrong[:80], known[:300], n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not known:
        return "There are none in this file yet."
    more = ", …" if len(known) > 12 else ""
    return f"Known here: {', '.join(known[:12])}{more}."


def short(text: str, limit: int = 60) -> str:
    """Return a text for use in a message: on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def in_quotes(text: str) -> str:
    """Return a text in the quotes that suit it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
