"""Say numbers, days, intervals and lists in words, for both worlds: table, FAQ, print, checker and `ask` say them alike.

`say` holds the interface words by key. A *unit* is {"before", "after", "one", "other", "places"} (units.py makes it).
What is said of an input takes its *words* (input_words.py makes them): its unit's, and {"label", "type", "unknown",
"unknown_phrase", "options": {id: [label, phrase or "", said or ""]}, "low", "high", "thresholds": [[number, hedge]]}. Bounds are
those of bounds.py.
"""

from rulebook.dates import date_of
from rulebook.evaluate import UNKNOWN
from rulebook.geometry.bounds import decimal_text

NO_BREAK = "\u00a0"  # number and unit stay on one line
INTERVALS = {  # how an interval begins and ends → the key of its words
    "[)": "number_from_below",
    "(]": "number_above_up_to",
    "()": "number_above_below",
    "[": "number_from",
    "(": "number_above",
    "]": "number_up_to",
    ")": "number_below",
    "": "number_any",
}


def filled(text, values):
    """Return a text with each value in the place of its name in braces. (`str.format` takes Brython fifty times as long.)"""
    parts = text.split("{")
    for place, part in enumerate(parts[1:]):
        name, _, rest = part.partition("}")
        parts[place + 1] = str(values[name]) + rest
    return "".join(parts)


def list_words(parts, say, join):
    """Return "a, b and c"; `join` is "and", "or" or "and_apart"."""
    if len(parts) < 2:
        return "".join(parts)
    return filled(say["list_" + join], {"first": say["list_comma"].join(parts[:-1]), "last": parts[-1]})


def day_words(number, say, weekday=True):
    """Return a day number as a date."""
    year, month, day = date_of(number)
    names = {"weekday": say["say_weekdays"].split(" ")[(number + 3) % 7]} if weekday else {}
    return filled(
        say["say_day" if weekday else "date"], {"day": day, "month": say["months"].split(" ")[month - 1], "year": year} | names
    )


def distance_words(days, say):
    """Return how far away a day is: today, tomorrow, in 12 days, 3 days ago."""
    near = {0: "say_today", 1: "say_tomorrow", -1: "say_yesterday"}
    if days in near:
        return say[near[days]]
    return filled(say["say_in_days" if days > 0 else "say_days_ago"], {"count": number_words(abs(days), say)})


def until_words(date, today, words, say):
    """Return what is left until a day: "the time left: 12 days, until Friday 4 December 2026"."""
    left = date - today
    key = "say_until" if left > 0 else "say_until_today" if left == 0 else "say_until_past"
    label = words["label"][:1].upper() + words["label"][1:]
    count, ago = amount_words(left, words, say), distance_words(left, say)
    return filled(say[key], {"label": label, "count": count, "day": day_words(date, say), "ago": ago})


def number_words(number, say, places=0):
    """Return a number as people write it: thousands marked from 1,000 on, and no zeros at the end but in money (`places`)."""
    whole, _, part = decimal_text(abs(number)).partition(".")
    for at in range(len(whole) - 3, 0, -3):
        whole = whole[:at] + say["thousands_mark"] + whole[at:]
    part += "0" * (places - len(part)) if part else ""
    return (say["minus_sign"] if number < 0 else "") + whole + (say["decimal_mark"] + part if part else "")


def amount_words(number, unit, say):
    """Return a number with its unit: "$50", "$49.90", "1 day", "5 days"."""
    return _with_word(_with_signs(number, unit, say), number, unit)


def range_words(low, high, unit, say):
    """Return two numbers with their unit: "$30 to $80", "5 to 15 days"."""
    ends = filled(say["figure_range"], {"low": _with_signs(low, unit, say), "high": _with_signs(high, unit, say)})
    return _with_word(ends, high, unit)


def interval_words(low, high, words, say):
    """Return the numbers between two bounds (None: no bound): "above about $50", "$30 to $80"; of a single one only that.

    An end of the input's range goes without saying. Whole numbers are said by their first and last.
    """
    low, high = _inside_range(low, high, words)
    if words["type"] == "integer":
        low, high = _whole_ends(low, high, words)
    if low and high and [low[1], high[1]] == [0, 1]:
        return _between(low[0], high[0], words, say)
    ends = ("" if low is None else "[("[low[1]]) + ("" if high is None else ")]"[high[1]])
    texts = {name: _threshold(end[0], words, say) for name, end in [("low", low), ("high", high)] if end is not None}
    return filled(say[INTERVALS[ends]], texts)


def answer_words(value, words, say):
    """Return an answer as it is listed: an option's label, a number with its unit, the words for unknown."""
    if value == UNKNOWN:
        return words["unknown"]
    return words["options"][value][0] if words["type"] == "choice" else amount_words(value, words, say)


def option_condition(option, words, say):
    """Return "it arrived damaged", or "the problem is “…”" for an option that has no phrase of its own."""
    label, phrase = words["options"][option][:2]
    if phrase:
        return phrase
    return filled(say["condition_choice"], {"label": words["label"], "values": filled(say["quoted"], {"words": label})})


def answer_condition(value, words, say):
    """Return an answer as after "you said": "it arrived damaged", "item value is $50"."""
    if value == UNKNOWN and words["unknown_phrase"]:
        return words["unknown_phrase"]
    if words["type"] == "choice":
        if value == UNKNOWN:
            return filled(say["condition_choice_unknown"], {"label": words["label"]})
        return words["options"][value][2] or option_condition(value, words, say)
    if value == UNKNOWN:
        return filled(say["condition_unknown"], {"label": words["label"]})
    return filled(say["condition_number"], {"label": words["label"], "values": amount_words(value, words, say)})


def interval_condition(low, high, words, say):
    """Return "item value is above $50" for the numbers between two bounds."""
    return filled(say["condition_number"], {"label": words["label"], "values": interval_words(low, high, words, say)})


def days_condition(low, high, today, words, say):
    """Return "the time left: the last day is 4 December 2026 or later" for the days between two bounds (None: no bound)."""
    low, high = _inside_range(low, high, words)
    if low is None and high is None:
        return filled(say["condition_known"], {"label": words["label"]})
    days = _days_words(low, high, today, say)
    return filled(say["say_last_day"], {"label": words["label"], "days": days})


def limits_words(words, say, today=None):
    """Return what an input can be, all its range: "$0 to $1,000,000"; counted from `today` as days of the calendar."""
    if today is not None:
        return _days_words(words["low"], words["high"], today, say)
    return interval_words(words["low"], words["high"], words | {"low": None, "high": None, "thresholds": []}, say)


def _days_words(low, high, today, say):
    """Return the days between two bounds, of which there is at least one: "4 December 2026 or later"."""
    first = day_words(today + low[0] + low[1], say) if low else ""
    last = day_words(today + high[0] + high[1] - 1, say) if high else ""
    key = "say_days_between" if first and last else "say_days_from" if first else "say_days_up_to"
    return first if first == last else filled(say[key], {"low": first, "high": last})


def _inside_range(low, high, words):
    """Return bounds without those that are the ends of the input's range."""
    return [
        bound and (None if end and bound[0] == end[0] and bound[1] == end[1] else bound)
        for bound, end in ((low, words["low"]), (high, words["high"]))
    ]


def _whole_ends(low, high, words):
    """Return the bounds of whole numbers as they are said; those of one number where the range leaves no other.

    An end stays open where the rules name the number beyond it: "above 50 days", not "51 days or more". With two ends it
    does so only for the sake of a hedge.
    """
    first, behind = [None if bound is None else bound[0] + bound[1] for bound in (low or words["low"], high or words["high"])]
    single = first is not None and behind is not None and behind - first == 1
    narrow = single or (low is not None and high is not None)
    above = low is not None and _is_named(first - 1, first, words, narrow)
    below = high is not None and _is_named(behind, behind - 1, words, narrow)
    if single and not above and not below:
        return [first, 0], [first, 1]
    start = [first - 1, 1] if above else [first, 0]
    end = [behind, 0] if below else [None if behind is None else behind - 1, 1]
    return low and start, high and end


def _is_named(number, other, words, hedged):
    """Return whether the rules name a number, and not the one beside it; with `hedged`, whether they hedge it."""
    hedges = _hedges(number, words)
    return hedges != [] and _hedges(other, words) == [] and (not hedged or hedges[0] != "")


def _hedges(number, words):
    """Return the hedge of a threshold, in a list; an empty list where the rules do not name the number."""
    return [hedge for known, hedge in words["thresholds"] if known == number]


def _between(low, high, words, say):
    """Return the numbers from one to another, both of them among these."""
    if low == high:
        return _threshold(low, words, say)
    if "".join(_hedges(low, words) + _hedges(high, words)) == "":
        return range_words(low, high, words, say)
    return filled(say["number_between"], {"low": _threshold(low, words, say), "high": _threshold(high, words, say)})


def _threshold(number, words, say):
    """Return a number with its unit, and with the hedge of the figure it stands for."""
    text = amount_words(number, words, say)
    hedge = "".join(_hedges(number, words)[:1])
    return filled(say["figure_hedged"], {"hedge": hedge, "figure": text}) if hedge else text


def _with_signs(number, unit, say):
    """Return a number with what stands close before and after it."""
    text = number_words(abs(number), say, unit["places"])
    return (say["minus_sign"] if number < 0 else "") + unit["before"] + text + unit["after"]


def _with_word(text, number, unit):
    """Return a text with the word of its unit, in the form that goes with a number."""
    word = unit["one"] if number == 1 else unit["other"]
    return text + NO_BREAK + word if word else text
