"""Read dates and amounts as people type or paste them; what could be meant in two ways is asked, never guessed.

`words` are lists of words in small letters: "months" and "weekdays" (twelve and seven names), "near" (yesterday, today and
tomorrow), "days", "weeks", "hours" (and what is shorter) and "ago" ("12 days 3 hours", "2 weeks ago"), "numbers" (one, two,
…), "clock" (behind an hour), "zones" (of time), "fillers" (what may stand between), "money" (what may stand beside an amount).
"""

from rulebook.browser.state import WHITE, is_digits, trimmed
from rulebook.dates import date_of, day_number
from rulebook.geometry.bounds import MOST_DIGITS

DIGITS = "0123456789"
BETWEEN = (  # what stands between words and numbers, the last row unseen
    WHITE
    + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    + "\xab\xb7\xbb\u060c\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2212\u3001\u3002"
    + "\xad\u200b\u200c\u200d\u200e\u200f\u2060"
)
GROUPING = " '’\u00a0\u202f\u2009"
SIGNS = "$€£¥"


def date(text, today, words):
    """Return {"value": ISO date}, {"ask": [ISO dates]} or {"fault": kind}.

    A single date is asked where a word beside it is not known. Kinds of fault: "date" (not read as one), "no_day" (does not
    exist), "weekday" (is another day of the week). A date is taken as it is written: time of day and zone do not move it.
    """
    parsed = _parsed(_tokens(text.lower(), words), words)
    days = _meant(parsed, text, today, words)
    fault = "no_day" if days else "date"
    found = []
    for day in days:
        if day is not None and day_number(1, 1, 1) <= day <= day_number(9999, 12, 31):
            fault = "weekday"
            if parsed["weekdays"] in [[], [(day + 3) % 7]] and iso(day) not in found:
                found.append(iso(day))
    return _reading(found, not parsed["rest"], fault)


def amount(text, words, unit=""):
    """Return {"value": digits with at most one point}, {"ask": [one or two of them]} or {"fault": "number"}.

    `unit` is what may be written beside this amount, besides "money".
    """
    text = trimmed(text).replace("−", "-")
    first = min([text.find(digit) for digit in DIGITS if digit in text] + [len(text)])
    last = max([text.rfind(digit) for digit in DIGITS] + [-1])
    before, core = text[:first], text[first : last + 1]
    found = _numbers(core)
    if before.endswith((".", ",")) and is_digits(core):  # "$.28" is without its 0; in "Rs.28" the point may end a word
        before = before[:-1]
        found = _numbers("0." + core) + (found if before and before[-1] not in BETWEEN + SIGNS else [])
    sign = "-" if before.startswith("-") or before.rstrip(GROUPING + SIGNS).endswith("-") else ""
    known = words["money"] + _tokens(unit.lower(), words)
    sure = all([token in known for token in _tokens((before + " " + text[last + 1 :]).lower(), words)])
    return _reading([sign + one for one in found], sure, "number")


def iso(number):
    """Return a day number as an ISO date."""
    year, month, day = date_of(number)
    return ("000" + str(year))[-4:] + "-" + ("0" + str(month))[-2:] + "-" + ("0" + str(day))[-2:]


def _reading(found, sure, fault):
    """Return the only reading of a text that is understood, else what is to be asked, else the fault."""
    return {"fault": fault} if not found else {"value": found[0]} if sure and len(found) == 1 else {"ask": found}


def _tokens(text, words):
    """Return the runs of digits and of letters in a text; a letter is all that may not stand between them.

    The runtimes know different characters as letters, so neither is asked. A time of day is one run ("07:59:00.000"), and so
    is how far a zone is off ("+8"; the minus of "UTC-8" as well: neither is used).
    """
    for zone in words["zones"]:
        text = text.replace(zone + "-", zone + "+")
    tokens = []
    kind = ""
    for place, char in enumerate(text):
        joins = char == "+" or (kind == "digit" and (char == ":" or (char == "." and ":" in tokens[-1])))
        inside = joins and is_digits(text[place + 1 : place + 2])
        now = "digit" if inside or char in DIGITS else "" if char in BETWEEN else "letter"
        if now and now == kind:
            tokens[-1] += char
        elif now:
            tokens.append(char)
        kind = now
    return tokens


def _parsed(tokens, words):
    """Return what tokens say, by kind. "months": [month, how many numbers stand before it]; "far": days from today, or None.

    "way" is -1 for days that are past, "hours" tells whether hours are counted. Times of day are left out, "07:59", "+8" and
    the "11" of "11 pm"; behind days that are counted they are hours.
    """
    parsed = {"numbers": [], "months": [], "weekdays": [], "rest": [], "far": None, "way": 1, "hours": False}
    passed = words["fillers"] + words["clock"] + words["zones"]
    for place, token in enumerate(tokens):
        after = "".join(tokens[place + 1 : place + 2])
        if token in words["numbers"]:
            token = str(words["numbers"].index(token) + 1)
        name = _place(token, words["months"] + words["weekdays"])
        unit = _unit(after, words)
        if _is_time(token, after, words):
            parsed["hours"] = parsed["far"] is not None
        elif is_digits(token) and unit is not None and len(token) < 5:
            parsed["far"] = (parsed["far"] or 0) + int(token) * unit
            parsed["hours"] = parsed["hours"] or unit == 0
        elif is_digits(token) and len(token) in [1, 2, 4]:
            parsed["numbers"].append(token)
        elif name is not None and name < 12:
            parsed["months"].append([name + 1, len(parsed["numbers"])])
        elif name is not None:
            parsed["weekdays"].append(name - 12)
        elif token in words["ago"]:
            parsed["way"] = -1
        elif token not in passed and (parsed["far"] is None or _unit(token, words) is None):
            parsed["rest"].append(token)
    return parsed


def _is_time(token, after, words):
    """Return whether a token is a time of day, how far a zone is off, or an hour before a word as "pm"."""
    hour = after in words["clock"] and is_digits(token) and len(token) < 3 and int(token) < 13
    return hour or ":" in token or "+" in token


def _place(token, names):
    """Return which one of some names a word of at least three letters begins, or None."""
    found = [place for place, name in enumerate(names) if len(token) > 2 and name.startswith(token)]
    return found[0] if len(found) == 1 else None


def _unit(token, words):
    """Return how many days a word for a time has, 0 for hours and less, None for any other word."""
    return 1 if token in words["days"] else 7 if token in words["weeks"] else 0 if token in words["hours"] else None


def _meant(parsed, text, today, words):
    """Return the days that are meant, None for one that does not exist; a word for a near day is taken out of "rest"."""
    numbers, months, weekdays, rest, far = parsed["numbers"], parsed["months"], parsed["weekdays"], parsed["rest"], parsed["far"]
    if len(months) > 1 or len(weekdays) > 1 or (far is not None and (numbers or months or rest)):
        return []
    if far is not None:  # with hours it may be the day beyond
        return [today + parsed["way"] * far] + ([today + parsed["way"] * (far + 1)] if parsed["hours"] else [])
    if months:
        return _with_month(numbers, months[0], today)
    if numbers:
        return [] if rest and len(numbers) < 3 else _in_figures(numbers, text, today)
    if rest and rest[0] in words["near"]:
        return [today + words["near"].index(rest.pop(0)) - 1]
    return _on_weekday(weekdays[0], rest, today) if weekdays else []


def _with_month(numbers, month, today):
    """Return the day meant by a day and a month's name, with or without a year; of "12-14 Dec" none."""
    name, before = month
    if len(numbers) == 1 and len(numbers[0]) < 3:
        return [_on(numbers[0], name, [], today)]
    if len(numbers) != 2 or (before == 2 and len(numbers[1]) < 4):
        return []
    day, year = numbers if len(numbers[0]) < 3 else numbers[::-1]
    return [_on(day, name, [year], today)] if len(day) < 3 and len(year) > 1 else []


def _in_figures(numbers, text, today):
    """Return the days meant by numbers alone: 2026-12-04, 4.12.2026, 4/12 in both ways, and 17 as the day of a month."""
    if len(numbers) == 1:
        return _of_month(int(numbers[0]), today) if len(numbers[0]) < 3 else []
    year_first = len(numbers) == 3 and len(numbers[0]) == 4
    one, other = numbers[2:0:-1] if year_first else numbers[:2]
    year = numbers[:1] if year_first else numbers[2:]
    if len(numbers) > 3 or len(one + other) > 4 or (year and len(year[0]) == 1):
        return []
    day = _on(one, int(other), year, today)
    only = year_first or (day is not None and one + "." + other in text.replace(" ", ""))
    return [day] if only else [day, _on(other, int(one), year, today)]


def _of_month(day, today):
    """Return the days that a day of a month can be: in this month, and if that is over or there is none, the next."""
    year, month, _ = date_of(today)
    days = []
    for more in range(3):
        one = day_number(year + (month + more - 1) // 12, (month + more - 1) % 12 + 1, day)
        if one is not None and (not days or days[-1] < today):
            days.append(one)
    return days or [None]


def _on_weekday(weekday, rest, today):
    """Return the days that a weekday can be: the next, on that day itself also today, beside any other word all that are near."""
    ahead = today + 1 + (weekday - today - 4) % 7
    days = [ahead - 7, ahead, ahead + 7]
    return days if rest else days[:2] if days[0] == today else days[1:2]


def _on(day, month, years, today):
    """Return the day of a month in a year as it is written, without one the nearest to today; None where there is none."""
    if years:
        return day_number(int(years[0]) + (2000 if len(years[0]) == 2 else 0), month, int(day))
    nearest = None
    for more in range(-1, 2):
        one = day_number(date_of(today)[0] + more, month, int(day))
        if one is not None and (nearest is None or abs(one - today) <= abs(nearest - today)):
            nearest = one
    return nearest


def _numbers(text):
    """Return what a text of digits, points, commas and groups of three can mean, as digits with at most one point."""
    if not text or any([char not in DIGITS + ".," + GROUPING for char in text]):
        return []
    marks = [char for char in text if char in ".,"]
    whole, mark, part = text, "", ""
    if marks and (len(marks) == 1 or marks[-1] not in marks[:-1]):
        whole, mark, part = text.rpartition(marks[-1])
    groups = _groups(whole)
    if groups is None or (part and not is_digits(part)) or len(groups + part) > MOST_DIGITS:
        return []
    if len(part) == 3 and len(marks) == 1 and len(groups) < 4 and groups[0] != "0":
        return [groups + part] if mark == "," else [groups + "." + part, groups + part]
    return [groups + ("." + part if part else "")]


def _groups(text):
    """Return the digits of a whole number written with or without groups of three, or None."""
    parts = [""]
    for char in text:
        if char in DIGITS:
            parts[-1] += char
        else:
            parts.append("")
    fits = is_digits(parts[0]) and (len(parts) == 1 or len(parts[0]) < 4)
    if not fits or any([len(part) != 3 for part in parts[1:]]):
        return None
    return "".join(parts).lstrip("0") or "0"
