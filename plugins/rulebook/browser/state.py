"""Read answers from a query string and write them back: the checker, `ask` and shared links understand the same."""

from rulebook.dates import day_number
from rulebook.evaluate import UNKNOWN
from rulebook.geometry.bounds import MOST_DIGITS, lies_between

DATES = ["today", "from"]
RESERVED = DATES + ["embed", "accent", "scheme", "lang"]
MADE_FOR = "rulebook"  # in a shared link: the version whose answers were seen; no input is read from it, unless one is called so
OUT = {"malformed": True}
HOLDS = {
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
}
WHITE = (  # what counts as white space: all that either runtime's own strip() takes away
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    + "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-#"  # all that a reserved name's text may hold


def read(program, pairs, today):
    """Return {"answers", "given", "notes"} for the (name, text) pairs of a query string; never raise.

    `today` is a day number; a `today` among the pairs counts instead. "answers" is what `evaluate` takes; "given" is
    what stays in the address: text by input, handier form or reserved name; "notes" tells what was dropped, each
    {"kind", "name", "text"}: unknown_name, malformed, split (a former id that is several answers now), both (the input's own
    answer wins) or repeated. A group's id is given, and answers nothing.
    """
    notes = []
    texts = _once(program["names"], pairs, notes)
    given = {}
    answers = {}
    for name in [name for name in RESERVED if name in texts]:
        if day(texts[name]) is None if name in DATES else any([char not in SAFE for char in texts[name]]):
            _note(notes, "malformed", name, texts[name])
        else:
            given[name] = texts[name]
    if "today" in given:
        today = day(given["today"])
    for spec in program["inputs"]:
        _answer(spec, texts, today, answers, given, notes)
    return {"answers": answers, "given": given, "notes": notes}


def in_part(program, given):
    """Return {input id: group id} of the inputs that are answered by a group: one of its options is meant, not known which."""
    return {spec["id"]: given[spec["id"]] for spec in program["inputs"] if given.get(spec["id"]) in spec["groups"]}


def query(program, given):
    """Return the query string that `read` reads back to the same, with its "?"."""
    parts = [name + "=" + given[name].replace("#", "%23") for name in program["order"] + RESERVED if name in given]
    return "?" + "&".join(parts)


def with_answer(program, given, name, text):
    """Return what is given with another text under one name, in place of every answer to the same input; "" takes it out."""
    others = [known for spec in program["inputs"] if name in names_of(spec) for known in names_of(spec)] or [name]
    remaining = {known: value for known, value in given.items() if known not in others}
    return remaining | ({name: text} if text else {})


def names_of(spec):
    """Return the names under which an input is answered: its own and its handier form's."""
    return [spec["id"]] + ([spec["ask_for"]["id"]] if spec["ask_for"] else [])


def number(text):
    """Return the number a text writes (digits, at most one point, perhaps a minus), or None."""
    parts = (text[1:] if text[:1] == "-" else text).split(".")
    if len(parts) > 2 or not all(map(is_digits, parts)) or len("".join(parts)) > MOST_DIGITS:
        return None
    value = float(text)
    return int(value) if value == int(value) else value


def day(text):
    """Return the day number of an ISO date, or None."""
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(map(is_digits, parts)):
        return None
    return day_number(int(parts[0]), int(parts[1]), int(parts[2]))


def trimmed(text):
    """Return a text without the white space around it, the same in both worlds."""
    return text.strip(WHITE)


def is_digits(text):
    """Return whether a text is nothing but 0 to 9; other scripts' digits are letters here."""
    return text.isascii() and text.isdigit()


def _once(names, pairs, notes):
    """Return the text of each name: the first that is not empty."""
    texts = {}
    for name, text in pairs:
        text = trimmed(text)
        known = name if name in RESERVED else names[name] if name in names else None
        if name == MADE_FOR and known is None:
            continue
        if text and known is None:
            _note(notes, "unknown_name", name, text)
        elif text and known in texts:
            _note(notes, "repeated", known, text)
        elif text:
            texts[known] = text
    return texts


def _answer(spec, texts, today, answers, given, notes):
    """Take the answer to one input from its own text, else from its handier form's."""
    id = spec["id"]
    for name in names_of(spec):
        if name in texts:
            text = spec["option_aliases"].get(texts[name], texts[name]) if name == id else texts[name]
            value = _value(spec, text) if name == id else _from_form(spec, text, today, answers)
            if text == "":
                _note(notes, "split", name, texts[name])
            elif value is OUT:
                _note(notes, "malformed", name, text)
            elif id in given:
                _note(notes, "both", name, text)
            else:
                given[name] = text
                if value is not None:
                    answers[id] = value


def _value(spec, text):
    """Return the answer that a text gives to an input, None where it is one in part, or OUT."""
    if text == UNKNOWN:
        return UNKNOWN if spec["unknown"] else OUT
    if spec["type"] == "choice":
        return text if text in spec["options"] else None if text in spec["groups"] else OUT
    return _in_range(spec, number(text))


def _from_form(spec, text, today, answers):
    """Return the answer that a handier form's text gives; None as long as what it is compared with is not known."""
    form = spec["ask_for"]
    if text == UNKNOWN:
        return UNKNOWN if spec["unknown"] else OUT
    if form["kind"] == "date":
        date = day(text)
        return OUT if date is None else _in_range(spec, date - today)
    amount = number(text)
    if amount is None:
        return OUT
    other = answers.get(form["other"], UNKNOWN)
    if other == UNKNOWN:
        return None
    return "yes" if HOLDS[form["operator"]](amount, other) else "no"


def _in_range(spec, value):
    """Return a number that the input can have, or OUT."""
    if value is None or (spec["type"] == "integer" and value != int(value)):
        return OUT
    return value if lies_between(value, spec["low"], spec["high"]) else OUT


def _note(notes, kind, name, text):
    notes.append({"kind": kind, "name": name, "text": text})
