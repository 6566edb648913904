"""Conditions as a person says them: "if it came damaged, unless buyer protection is over", never "over or not known"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from rulebook.geometry.axes import ends
from rulebook.geometry.intervals import BOTTOM, TOP, Bound
from rulebook.model import UNKNOWN, Input, Interval, Test
from rulebook.wording.conditions import all_of, any_of, is_any, is_listed, tests_in_words
from rulebook.wording.context import ViewContext

FEW = 4  # so many answers are excepted by name

When = Mapping[str, Test]
Possible = Mapping[str, Collection[str]]  # column → the answers or outcomes that can be at all; of others all can


def alternatives_in_words(context: ViewContext, paths: Sequence[When], possible: Possible) -> tuple[str, ...]:
    """Return conditions any of which is enough, the shortest first: several are never told by exceptions alone."""
    texts = (text for when in paths for text in _cases(context, when, possible, bare=len(paths) == 1))
    return tuple(sorted(dict.fromkeys(texts), key=len))


def _cases(context: ViewContext, when: When, possible: Possible, bare: bool) -> Sequence[str]:
    """Return a condition; several where it is one test alone whose phrases are read right only one by one."""
    (first, *more) = tests_in_words(context, when) or [()]
    if not more and is_listed(context, first) and not (bare and _excepted(context, when, possible)):
        return [context.words["case_if"].format(conditions=phrase) for phrase in first]
    return [case_words(context, when, possible, bare)]


def case_words(context: ViewContext, when: When, possible: Possible, bare: bool = True) -> str:
    """Return "if …", "if …, unless …" or, where it may be `bare`, "unless …"; "" where nothing is asked for."""
    excepted = _excepted(context, when, possible)
    if not bare and len(excepted) == len(when):
        excepted = {}
    others = {column: test for column, test in when.items() if column not in excepted}
    tests = tests_in_words(context, others, decisions_first=True)
    text, exceptions = all_of(context, tests), any_of(context, tuple(chain(*tests_in_words(context, excepted))))
    both = "case_listed_unless" if any(is_listed(context, phrases) for phrases in tests) else "case_if_unless"
    key = both if text and exceptions else "case_unless" if exceptions else "case_if"
    return context.words[key].format(conditions=text, exceptions=exceptions) if text or exceptions else ""


def _excepted(context: ViewContext, when: When, possible: Possible) -> dict[str, Test]:
    """Return what is kept out by the tests of which that is said more easily."""
    return {column: rest for column, test in when.items() if (rest := _exception(context, column, test, possible))}


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
