"""From an address to a case: the answers that it gives, what follows from them, and what is asked next."""

from rulebook.browser.state import MADE_FOR, day, in_part, names_of, query, read, with_answer
from rulebook.evaluate import evaluate
from rulebook.next_question import asking_order, next_question


def case_of(page, pairs, today, hash=""):
    """Return the case that (name, text) pairs mean, on a day number, with the answers that the page itself brings along.

    `page` has "program", "preset" (pairs) and "own" (the input that the page asks first, or None). Of the case view/__init__.py
    tells.
    """
    program = page["program"]
    found = read(program, pairs, today)
    preset = [pair for pair in page["preset"] if pair[0] not in found["given"]]
    if preset:
        found = read(program, pairs + preset, today)
    if "today" in found["given"]:
        today = day(found["given"]["today"])
    address = query(program, found["given"])
    seen = [text for name, text in pairs if name == MADE_FOR and name not in program["names"]]
    result = evaluate(program, found["answers"])
    changing = [spec for spec in program["inputs"] if hash == "#change-" + spec["id"]] if hash else []
    clear = {id: one["outcome"] for id, one in result["decisions"].items() if one["outcome"] is not None}
    decided = program["people"] == [] or program["people"][0] in clear
    asked = (changing + ([] if decided else _wanted(page, found, result)) + [None])[0]
    return {
        "today": today,
        "result": result,
        "clear": clear,
        "asked": asked,
        "offered": [] if asked else _left(program, found["answers"], result),
        "changing": bool(changing),
        "changed": seen != [] and seen[0] != program["version"],
        "back": address if changing else _without_last(page, found),
        "query": address,
    } | found


def _wanted(page, found, result):
    """Return the input to be asked, in a list: one that is answered in part comes before others, and the page's own at first."""
    program = page["program"]
    half = [name for name in in_part(program, found["given"]) if name in result["open"]]
    own = [page["own"]] if page["own"] in result["open"] and not found["answers"] else []
    wanted = half + own + [next_question(program, found["answers"], result)]
    return [spec for spec in program["inputs"] if spec["id"] == wanted[0]]


def _left(program, answers, result):
    """Return the inputs that can still change something people are told, in the order in which they would be asked."""
    wanted = [name for id in program["people"] for name in result["decisions"][id]["open"]]
    order = [program["inputs"][place]["id"] for place in asking_order(program, answers)]
    return [name for name in order if name in wanted]


def _without_last(page, found):
    """Return the address without the answer that would have been given last, "" where none can be taken back."""
    program = page["program"]
    preset = [pair[0] for pair in page["preset"]]
    given = [
        name
        for place in asking_order(program, found["answers"])
        for name in names_of(program["inputs"][place])
        if name in found["given"] and name not in preset
    ]
    return query(program, with_answer(program, found["given"], given[-1], "")) if given else ""
