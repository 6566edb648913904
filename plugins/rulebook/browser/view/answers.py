"""List the answers given in one line, and say where one of them makes a result less sure or looks like a slip."""

from rulebook.browser.state import day, names_of, number
from rulebook.browser.view.pieces import added, clone, go_link, hide, put, slot
from rulebook.evaluate import UNKNOWN, evaluate
from rulebook.wording.quantities import amount_words, answer_words, day_words, distance_words, filled

FAR = 365  # days ahead; a day behind is asked about as well


def list_answers(page, case, frame):
    """Say all answers in one line, which opens into a list with a link to change each."""
    lines = slot(frame, "answer_list")
    values = []
    for spec in page["program"]["inputs"]:
        words = page["words"]["inputs"][spec["id"]]
        whole = [name for name in names_of(spec) if name in case["given"] and case["given"][name] not in spec["groups"]]
        for name in whole:
            value = _given_words(page, case, spec, name, words)
            values.append(value)
            line = clone(page, "answer")
            put(line, "label", words["label"] if name == spec["id"] else words["form"])
            put(line, "value", value)
            put(line, "what", " " + words["label"])
            slot(line, "change").setAttribute("href", case["query"] + "#change-" + spec["id"])
            lines.append(line)
    put(frame, "answer_line", page["words"]["say"]["say_point"].join(values))
    hide(slot(frame, "answers"), not values)


def days_given(page, case, that_matter=True):
    """Return [input, day number] for each day that was answered with a date, by default only where it matters for some result."""
    found = []
    for spec in _dated(page):
        value = case["answers"].get(spec["id"], UNKNOWN)
        if value != UNKNOWN and (not that_matter or matters(page, case, spec)):
            found.append([spec, case["today"] + value])
    return found


def days_missing(page, case):
    """Return what is to be said of each day that is not known."""
    specs = [spec for spec in _dated(page) if case["answers"].get(spec["id"], UNKNOWN) == UNKNOWN]
    texts = [page["words"]["inputs"][spec["id"]]["missing"] for spec in specs]
    return [text for text in texts if text]


def show_doubts(page, case, place, days):
    """Ask whether a day behind us or far ahead is meant; the answer stays as it is."""
    say = page["words"]["say"]
    for spec, date in days:
        left = date - case["today"]
        if left < 0 or left > FAR:
            line = added(
                place, "p", filled(say["say_doubt"], {"day": day_words(date, say), "distance": distance_words(left, say)}) + " "
            )
            go_link(line, page["words"]["change"], case["query"] + "#change-" + spec["id"])
    hide(place, not place.firstElementChild)


def show_sharper(page, case, frame):
    """Name the questions answered with "unknown" whose answer would change something, each a link to it."""
    for spec in page["program"]["inputs"]:
        if case["answers"].get(spec["id"]) == UNKNOWN and matters(page, case, spec):
            words = page["words"]["inputs"][spec["id"]]
            go_link(added(slot(frame, "sharper_list"), "li", ""), words["question"], case["query"] + "#change-" + spec["id"])
    hide(slot(frame, "sharper"), not slot(frame, "sharper_list").firstElementChild)


def matters(page, case, spec):
    """Return whether another answer to an input would change what people are told."""
    others = {id: value for id, value in case["answers"].items() if id != spec["id"]}
    result = evaluate(page["program"], others)
    return any([spec["id"] in result["decisions"][id]["open"] for id in page["program"]["people"]])


def _dated(page):
    return [spec for spec in page["program"]["inputs"] if spec["ask_for"] and spec["ask_for"]["kind"] == "date"]


def _given_words(page, case, spec, name, words):
    """Return an answer as it was given: a day, an amount, or in the words of the input."""
    say = page["words"]["say"]
    text = case["given"][name]
    if text == UNKNOWN:
        return words["unknown"]
    if name == spec["id"]:
        return answer_words(case["answers"][name], words, say)
    if spec["ask_for"]["kind"] == "date":
        return day_words(day(text), say) + ", " + distance_words(day(text) - case["today"], say)
    return amount_words(number(text), page["words"]["inputs"][spec["ask_for"]["other"]], say)
