"""Say days, numbers and stretches of numbers in words; every word comes from the page, none stands here.

`say` holds the interface words by key, `words` what the page knows of one input: label, unit, options.
"""

from rulebook.evaluate import UNKNOWN, date_of

SPANS = {
    "[]": "number_between",
    "[)": "number_from_below",
    "(]": "number_above_up_to",
    "()": "number_above_below",
    "[": "number_from",
    "(": "number_above",
    "]": "number_up_to",
    ")": "number_below",
    "": "number_any",
}


def day_words(number, say):
    """Return a day number as a date with its weekday."""
    year, month, day = date_of(number)
    names = {"weekday": say["say_weekdays"].split(" ")[(number + 3) % 7], "month": say["months"].split(" ")[month - 1]}
    return say["say_day"].format(day=day, year=year, **names)


def distance_words(days, say):
    """Return how far away a day is: today, tomorrow, in 12 days, 3 days ago."""
    near = {0: "say_today", 1: "say_tomorrow", -1: "say_yesterday"}
    if days in near:
        return say[near[days]]
    return say["say_in_days" if days > 0 else "say_days_ago"].format(count=abs(days))


def until_words(date, today, words, say):
    """Return what is left until a day: "the time left: 12 days, until Friday 4 December 2026"."""
    left = date - today
    key = "say_until" if left > 0 else "say_until_today" if left == 0 else "say_until_past"
    label = words["label"][:1].upper() + words["label"][1:]
    return say[key].format(
        label=label, count=number_words(left, words, say), day=day_words(date, say), ago=distance_words(left, say)
    )


def number_words(value, words, say):
    """Return a number with its unit."""
    whole, point, part = str(abs(value)).partition(".")
    for at in range(len(whole) - 3, 0, -3):
        whole = whole[:at] + say["thousands_mark"] + whole[at:]
    part += "0" if words["before"] and len(part) == 1 else ""  # money
    text = whole + (say["decimal_mark"] + part if part else "") + words["after"]
    unit = words["one"] if value == 1 else words["other"]
    return (say["minus_sign"] if value < 0 else "") + words["before"] + text + (" " + unit if unit else "")


def answer_words(spec, value, words, say):
    """Return an answer as it is listed."""
    if value == UNKNOWN:
        return words["unknown"]
    return words["options"][value][0] if spec["type"] == "choice" else number_words(value, words, say)


def option_condition(option, words, say):
    """Return "it arrived damaged", or "the problem is “…”" for an option that has no phrase of its own."""
    label, phrase = words["options"][option]
    if phrase != label:
        return phrase
    return say["condition_choice"].format(label=words["label"], values=say["quoted"].format(words=label))


def condition_words(spec, value, words, say):
    """Return an answer as part of a sentence: "it arrived damaged", "item value is $50"."""
    if value == UNKNOWN:
        return say["condition_unknown"].format(label=words["label"])
    if spec["type"] == "choice":
        return option_condition(value, words, say)
    return say["condition_number"].format(label=words["label"], values=number_words(value, words, say))


def span_condition(spec, low, high, words, say):
    """Return "item value is above $50" for the numbers between two bounds (None: no bound)."""
    texts = {}
    ends = ""
    if low is not None:
        texts["low"] = number_words(low[0], words, say)
        ends = "(" if low[1] else "["
    if high is not None:
        whole = spec["type"] == "integer"
        texts["high"] = number_words(high[0] - 1 if whole else high[0], words, say)
        ends += "]" if whole or high[1] else ")"
    said = texts["low"] if ends == "[]" and texts["low"] == texts["high"] else say[SPANS[ends]].format(**texts)
    return say["condition_number"].format(label=words["label"], values=said)


def days_condition(low, high, today, words, say):
    """Return "the time left: the last day is 4 December 2026 or later" for the days between two bounds (None: no bound)."""
    if low is None and high is None:
        return say["condition_known"].format(label=words["label"])
    first = day_words(today + low[0] + low[1], say) if low else ""
    last = day_words(today + high[0] + high[1] - 1, say) if high else ""
    key = "say_days_between" if first and last else "say_days_from" if first else "say_days_up_to"
    return say["say_last_day"].format(
        label=words["label"], days=first if first == last else say[key].format(low=first, high=last)
    )


def number_between(low, high):
    """Return a number between two bounds, a whole one where there is one."""
    if low is None:
        return 0 if high is None else high[0] if high[1] == 1 else high[0] - 1
    if low[1] == 0:
        return low[0]
    next_whole = low[0] // 1 + 1
    return next_whole if high is None or next_whole < high[0] else round((low[0] + high[0]) / 2, 6)
