"""Read dates and amounts as people type them; what could be meant in two ways is asked, never guessed.

`words`: "months" and "weekdays" (twelve and seven names), "today", "tomorrow", "yesterday", "days" and "ago" (the words
of "in 3 days", "3 days ago"), "fillers" (what may stand between). Each is a list of words in small letters.
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


def date(text, today, words):
    """Return {"value": ISO date}, {"ask": [ISO dates]} where there are two readings, or {"fault": "date"}."""
    tokens = _tokens(text.lower())
    numbers = [token for token in tokens if token[0] in DIGITS]
    letters = [token for token in tokens if token[0] not in DIGITS]
    months = [_month(token, words) for token in letters if _month(token, words)]
    strange = [token for token in letters if not _month(token, words) and not _is_filler(token, words)]
    if any([len(token) > 4 for token in numbers]):
        days = []
    elif any([token in words["days"] for token in letters]) and len(numbers) == 1 and not months:
        days = [today + int(numbers[0]) * (-1 if any([token in words["ago"] for token in letters]) else 1)]
    elif not numbers and len(letters) == 1:
        days = [today + far for far, name in [(0, "today"), (1, "tomorrow"), (-1, "yesterday")] if letters[0] in words[name]]
    elif strange or len(months) > 1:
        days = []
    elif months:
        days = _with_month(numbers, months[0], today)
    else:
        days = _in_figures(numbers, text, today)
    found = [iso(day) for place, day in enumerate(days) if _is_date(day) and day not in days[:place]]
    return {"fault": "date"} if not found else {"value": found[0]} if len(found) == 1 else {"ask": found}


def amount(text):
    """Return {"value": digits with at most one point}, {"ask": [two of them]} or {"fault": "number"}."""
    text = trimmed(text).replace("−", "-")
    first = min([text.find(digit) for digit in DIGITS if digit in text] + [len(text)])
    last = max([text.rfind(digit) for digit in DIGITS] + [-1])
    core = text[first : last + 1]
    if first > last or any([char not in DIGITS + ".," + GROUPING for char in core]):
        return {"fault": "number"}
    sign = "-" if text[:first].rstrip(GROUPING + "$€£¥").endswith("-") else ""
    core = ("0." if text[:first].endswith((".", ",")) and "." not in core and "," not in core else "") + core
    marks = [char for char in core if char in ".,"]
    whole, mark, part = core, "", ""
    if marks and (len(marks) == 1 or marks[-1] not in marks[:-1]):
        whole, mark, part = core.rpartition(marks[-1])
    groups = _groups(whole)
    if groups is None or (part and not is_digits(part)) or len(groups + part) > MOST_DIGITS:
        return {"fault": "number"}
    if len(part) == 3 and len(marks) == 1 and len(groups) < 4 and groups[0] != "0":
        return {"value": sign + groups + part} if mark == "," else {"ask": [sign + groups + "." + part, sign + groups + part]}
    return {"value": sign + groups + ("." + part if part else "")}


def iso(number):
    """Return a day number as an ISO date."""
    year, month, day = date_of(number)
    return ("000" + str(year))[-4:] + "-" + ("0" + str(month))[-2:] + "-" + ("0" + str(day))[-2:]


def _tokens(text):
    """Return the runs of digits and of letters in a text; a letter is all that may not stand between them.

    The runtimes know different characters as letters, so neither is asked.
    """
    tokens = []
    kind = ""
    for char in text:
        now = "digit" if char in DIGITS else "" if char in BETWEEN else "letter"
        if now and now == kind:
            tokens[-1] += char
        elif now:
            tokens.append(char)
        kind = now
    return tokens


def _month(token, words):
    """Return which month a word of at least three letters begins, or 0."""
    found = [place + 1 for place, name in enumerate(words["months"]) if len(token) > 2 and name.startswith(token)]
    return found[0] if len(found) == 1 else 0


def _is_filler(token, words):
    return token in words["fillers"] or any([len(token) > 1 and name.startswith(token) for name in words["weekdays"]])


def _with_month(numbers, month, today):
    """Return the days meant by a day and a month's name, with or without a year."""
    if len(numbers) == 2:
        day, year = numbers if len(numbers[0]) < 3 else [numbers[1], numbers[0]]
        return [day_number(_year(year), month, int(day))]
    return [_nearest(month, int(numbers[0]), today)] if len(numbers) == 1 else []


def _in_figures(numbers, text, today):
    """Return the days meant by numbers alone: 2026-12-04, 4.12.2026, and 4/12 in both ways."""
    if len(numbers) == 3 and len(numbers[0]) == 4:
        return [day_number(int(numbers[0]), int(numbers[1]), int(numbers[2]))]
    ways = [numbers[:2]] if "." in text else [numbers[:2], numbers[1::-1]]
    if len(numbers) == 3:
        return [day_number(_year(numbers[2]), int(month), int(day)) for day, month in ways]
    return [_nearest(int(month), int(day), today) for day, month in ways] if len(numbers) == 2 else []


def _year(text):
    return int(text) if len(text) > 2 else 2000 + int(text)


def _nearest(month, day, today):
    """Return the day of this month and day that lies nearest to today, or None."""
    year = date_of(today)[0]
    days = [day_number(year + more, month, day) for more in [0, 1, -1]]
    return min([one for one in days if one is not None], key=lambda one: abs(one - today), default=None)


def _is_date(day):
    return day is not None and day_number(1, 1, 1) <= day <= day_number(9999, 12, 31)


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
