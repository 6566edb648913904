"""Conditions in words: for a table's cell ("above about $50"), for a sentence ("order value is above about $50")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from rulebook.model import UNKNOWN, Decision, Input, Interval, Number, Rule, Test
from rulebook.wording.context import ViewContext
from rulebook.wording.interval_words import interval_list
from rulebook.wording.quantities import amount_words, list_words

Phrases = tuple[str, ...]  # any of which is enough

MOST_NAMED = 4  # so many options are named by their labels; beyond, "anything but …" if that is shorter
MOST_LISTED = (
    6  # so many options are named in a sentence, by their phrases if all have one; beyond, the first few and how many others
)
NAMED_OF_MANY = 2
MOST_PHRASED = 3  # so many options are told by their phrases; more are read better as labels


def rule_sentence(context: ViewContext, decision: Decision, rule: Rule, after: bool = False) -> str:
    """Return "If … and …"; `after` where an earlier rule may have decided otherwise already."""
    text = conditions(context, rule.when)
    if text:
        return context.words["rule_otherwise_if" if after else "rule_sentence"].format(conditions=text)
    return context.words["rule_otherwise" if is_the_rest(decision, rule) else "rule_always"]


def is_the_rest(decision: Decision, rule: Rule) -> bool:
    """Return whether a rule without a condition of its own stands behind others that come first."""
    return decision.hit_policy == "first" and rule is not decision.rules[0]


def conditions(context: ViewContext, when: Mapping[str, Test], decisions_first: bool = False) -> str:
    """Return all tests as "… and …", in the order of inputs and decisions; "" where nothing is asked for."""
    return all_of(context, tests_in_words(context, when, decisions_first))


def tests_in_words(context: ViewContext, when: Mapping[str, Test], decisions_first: bool = False) -> list[Phrases]:
    """Return each test that asks for something, in the order of inputs and decisions, as the phrases any of which is enough."""
    inputs, decisions = list(context.rulebook.inputs), list(context.rulebook.decisions)
    order = decisions + inputs if decisions_first else inputs + decisions
    told = (_phrases(context, column, when[column]) for column in sorted(when, key=order.index))
    return [phrases for phrases in told if phrases]


def all_of(context: ViewContext, tests: Sequence[Phrases]) -> str:
    """Return that all tests hold: "a, and either b or c"; phrases that hold an "or" of their own are listed, at the end."""
    listed = [phrases for phrases in tests if is_listed(context, phrases)]
    plain = [phrases for phrases in tests if phrases not in listed]
    either = context.words["either"] if len(tests) > 1 else "{values}"
    parts = [either.format(values=any_of(context, each)) if len(each) > 1 else each[0] for each in plain]
    parts += [context.words["one_of"].format(values=context.words["list_apart"].join(each)) for each in listed]
    return _joined(context, parts, "and")


def any_of(context: ViewContext, phrases: Phrases) -> str:
    """Return that one phrase of some is enough: "a or b"."""
    return _joined(context, phrases, "or")


def is_listed(context: ViewContext, phrases: Phrases) -> bool:
    """Return whether some phrases are read right only where they are kept well apart."""
    return len(phrases) > 1 and any(_is_joined(context, phrase) for phrase in phrases)


def _joined(context: ViewContext, parts: Sequence[str], join: str) -> str:
    """Return parts joined by a word, and by commas as well where one of them is joined itself."""
    if not any(_is_joined(context, part) for part in parts):
        return list_words(parts, context.words, join)
    return reduce(lambda first, last: context.words[f"list_{join}_apart"].format(first=first, last=last), parts)


def _is_joined(context: ViewContext, text: str) -> bool:
    """Return whether a text holds one of the words, or the comma, that lists are joined by."""
    words = context.words
    joints = [words[key].format(first="", last="") for key in ("list_and", "list_or")]
    return any(joint in text for joint in [*joints, words["list_comma"]])


def _phrases(context: ViewContext, column: str, test: Test) -> Phrases:
    """Return what a test lets through as parts of a sentence, any of which is enough; none where it lets everything through."""
    words, spec = context.words, context.rulebook.inputs.get(column)
    if spec is None:
        return _given(context, context.rulebook.decisions[column], test)
    if is_any(spec, test):
        return ()
    known = _known_condition(context, spec, test)
    if not test.unknown or not known:
        return known or (_unknown(context, spec),)
    if spec.type != "choice":
        values = [numbers(context, spec, test.intervals), words["value_unknown"]]
        return (words["condition_number"].format(label=spec.label, values=list_words(values, words, "or")),)
    return (*known, _unknown(context, spec))


def cell(context: ViewContext, column: str, test: Test | None) -> str:
    """Return a test as a table's cell; "" where it does not matter."""
    spec = context.rulebook.inputs.get(column)
    if test is None or (spec is not None and is_any(spec, test)):
        return ""
    if spec is None:
        return list_words(_given_parts(context, context.rulebook.decisions[column], test), context.words, "or")
    if _all_known(spec, test):
        return context.words["cell_known"]
    unknown = [spec.unknown] if test.unknown and spec.unknown else []
    if spec.type == "choice":
        return _options(context, spec, test, unknown)
    known = numbers(context, spec, test.intervals)
    return list_words([known] * bool(known) + unknown, context.words, "or")


def cell_parts(context: ViewContext, column: str, test: Test | None) -> tuple[str, ...]:
    """Return what `cell` says, value by value; options by their labels, outcomes as `_given_parts` has them."""
    whole, spec = cell(context, column, test), context.rulebook.inputs.get(column)
    if test is None or not whole:
        return ()
    if spec is None:
        return _given_parts(context, context.rulebook.decisions[column], test)
    if spec.type != "choice" or _all_known(spec, test) or _says_but(*_sides(spec, test)):
        return (whole,)
    unknown = [spec.unknown] if test.unknown and spec.unknown else []
    return (*(spec.options[id].label for id in _sides(spec, test)[0]), *unknown)


def is_any(spec: Input, test: Test) -> bool:
    return _all_known(spec, test) and (test.unknown or spec.unknown is None)


def numbers(context: ViewContext, spec: Input, intervals: Sequence[Interval]) -> str:
    return list_words(interval_list(context, spec, intervals), context.words, "or")


def option_words(context: ViewContext, spec: Input, ids: Sequence[str], more: Sequence[str] = ()) -> str:
    """Return answers to a choice as "a or b": labels, or where there are a few and all have one, their phrases."""
    options = [spec.options[id] for id in ids]
    phrased = not more and 1 < len(options) <= MOST_PHRASED and all(option.phrase for option in options)
    text = list_words([option.phrase if phrased else option.label for option in options] + list(more), context.words, "or")
    return text[:1].upper() + text[1:] if phrased else text


def value_words(context: ViewContext, spec: Input, value: str | Number) -> str:
    """Return one answer: the option's label, the number with its unit, the words for unknown."""
    if value == UNKNOWN:
        return spec.unknown or UNKNOWN
    if spec.type == "choice":
        option = spec.options.get(str(value))
        return option.label if option else str(value)
    return amount_words(value, context.inputs[spec.id], context.words)


def _known_condition(context: ViewContext, spec: Input, test: Test) -> Phrases:
    words = context.words
    if _all_known(spec, test):
        return (words[_key(spec, "known")].format(label=spec.label),)
    if spec.type != "choice":
        values = numbers(context, spec, test.intervals)
        return (words["condition_number"].format(label=spec.label, values=values),) if values else ()
    if not test.options:
        return ()
    passing, missing = _sides(spec, test)
    but = _says_but(passing, missing)
    phrases = [spec.options[id].phrase or "" for id in passing]
    if not but and len(passing) <= MOST_LISTED and all(phrases):
        return tuple(dict.fromkeys(phrases))
    labels = [spec.options[id].label for id in (missing if but else passing)]
    return (words["condition_but" if but else "condition_choice"].format(label=spec.label, values=_quoted(labels, words)),)


def _quoted(labels: Sequence[str], words: Mapping[str, str]) -> str:
    """Return labels as "“a” or “b”"; of many the first few and how many others there are."""
    many = len(labels) > MOST_LISTED
    quoted = [words["quoted"].format(words=label) for label in (labels[:NAMED_OF_MANY] if many else labels)]
    return list_words(quoted + [words["list_others"].format(count=len(labels) - len(quoted))] * many, words, "or")


def _given(context: ViewContext, decision: Decision, test: Test) -> Phrases:
    """Return that a decision has one of some outcomes: by their phrases, or by what the decision is called."""
    outcomes = [one for id, one in decision.outcomes.items() if id in test.options]
    phrases = [one.phrase for one in outcomes if one.phrase]
    if phrases and len(phrases) == len(outcomes) <= MOST_LISTED:
        return tuple(dict.fromkeys(phrases))
    values = _quoted(_labels(decision, test), context.words)
    return (context.words["condition_decision"].format(label=decision.label, values=values),)


def _unknown(context: ViewContext, spec: Input) -> str:
    return spec.unknown_phrase or context.words[_key(spec, "unknown")].format(label=spec.label)


def _key(spec: Input, kind: str) -> str:
    """Return the key of the words for "known" and "unknown": a choice has an answer, a number is one."""
    return f"condition_choice_{kind}" if spec.type == "choice" else f"condition_{kind}"


def _options(context: ViewContext, spec: Input, test: Test, more: Sequence[str] = ()) -> str:
    passing, missing = _sides(spec, test)
    if not _says_but(passing, missing):
        return option_words(context, spec, passing, more)
    text = context.words["cell_but"].format(values=option_words(context, spec, missing))
    return list_words([text, *more], context.words, "or")


def _given_parts(context: ViewContext, decision: Decision, test: Test) -> tuple[str, ...]:
    """Return the outcomes that pass, as a person would say them, each sentence once, the shortest first; or all but a few."""
    passing = [one for id, one in decision.outcomes.items() if id in test.options]
    missing = [one for id, one in decision.outcomes.items() if id not in test.options]
    but = _says_but([one.id for one in passing], [one.id for one in missing])
    told = missing if but else passing
    phrased = all(one.phrase for one in told)
    parts = sorted(dict.fromkeys((one.phrase if phrased else None) or one.label for one in told), key=len)
    if but:
        return (context.words["cell_but_given"].format(values=list_words(parts, context.words, "or")),)
    return (parts[0][:1].upper() + parts[0][1:], *parts[1:]) if parts else ()


def _labels(decision: Decision, test: Test) -> list[str]:
    return [each.label for id, each in decision.outcomes.items() if id in test.options]


def _sides(spec: Input, test: Test) -> tuple[list[str], list[str]]:
    """Return the options that pass and those that do not, in file order."""
    return [id for id in spec.options if id in test.options], [id for id in spec.options if id not in test.options]


def _says_but(passing: list[str], missing: list[str]) -> bool:
    return len(missing) > 0 and len(passing) > MOST_NAMED and len(missing) < len(passing)


def _all_known(spec: Input, test: Test) -> bool:
    if spec.type == "choice":
        return set(spec.options) <= test.options
    return any(one.low is None and one.high is None for one in test.intervals)
