"""Conditions as a person says them: "if it came damaged, unless buyer protection is over", never "over or not known"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rulebook.geometry.axes import ends
from rulebook.geometry.intervals import BOTTOM, TOP, Bound
from rulebook.model import UNKNOWN, Input, Interval, Test
from rulebook.wording.conditions import conditions, is_any
from rulebook.wording.context import ViewContext
from rulebook.wording.quantities import list_words

FEW = 4  # so many answers are excepted by name

When = Mapping[str, Test]
Possible = Mapping[str, Collection[str]]  # column → the answers or outcomes that can be at all; of others all can


def alternatives_in_words(context: ViewContext, paths: Sequence[When], possible: Possible) -> tuple[str, ...]:
    """Return conditions any of which is enough, the shortest first: several are never told by exceptions alone."""
    texts = (case_words(context, when, possible, bare=len(paths) == 1) for when in paths)
    return tuple(sorted(dict.fromkeys(texts), key=len))


def case_words(context: ViewContext, when: When, possible: Possible, bare: bool = True) -> str:
    """Return "if …", "if …, unless …" or, where it may be `bare`, "unless …"; "" where nothing is asked for."""
    excepted = {column: rest for column, test in when.items() if (rest := _exception(context, column, test, possible))}
    if not bare and len(excepted) == len(when):
        excepted = {}
    text = conditions(context, {column: test for column, test in when.items() if column not in excepted}, decisions_first=True)
    exceptions = list_words([conditions(context, {column: rest}) for column, rest in excepted.items()], context.words, "or")
    key = "case_if_unless" if text and exceptions else "case_unless" if exceptions else "case_if"
    return context.words[key].format(conditions=text, exceptions=exceptions) if text or exceptions else ""


def _exception(context: ViewContext, column: str, test: Test, possible: Possible) -> Test | None:
    """Return what a test keeps out, where that is said more easily than what it lets through."""
    spec = context.rulebook.inputs.get(column)
    if spec is None:
        return _left_out(test, possible.get(column, context.rulebook.decisions[column].outcomes))
    if is_any(spec, test):
        return None
    if spec.type == "choice":
        return _left_out(test, possible.get(column, [*spec.options, *[UNKNOWN] * (spec.unknown is not None)]))
    return _numbers_left_out(spec, test)


def _left_out(test: Test, possible: Collection[str]) -> Test | None:
    passing = test.options | ({UNKNOWN} if test.unknown else frozenset())
    left = frozenset(possible) - passing
    if not left - {UNKNOWN} or len(left) > FEW or len(left) >= len(passing):
        return None
    return replace(test, options=left - {UNKNOWN}, unknown=UNKNOWN in left)


def _numbers_left_out(spec: Input, test: Test) -> Test | None:
    """Return the one interval that is left out where the answer may be unknown too."""
    if not test.unknown or len(test.intervals) != 1:
        return None
    low, high = ends(spec.type, test.intervals[0])
    if low is not None and high is None:
        return replace(test, intervals=(_between(BOTTOM, low),), unknown=False)
    if high is not None and low is None:
        return replace(test, intervals=(_between(high, TOP),), unknown=False)
    return None


def _between(low: Bound, high: Bound) -> Interval:
    """Return the numbers between two bounds."""
    first, last = None if low == BOTTOM else low, None if high == TOP else high
    return Interval(first and first[0], last and last[0], bool(first and first[1] == 0), bool(last and last[1] == 1))
