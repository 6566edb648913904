"""Draw the stage: the question or the result, what is clear already, and the answers given."""

from rulebook.browser.saying import answer_words, day_words, distance_words, number_words
from rulebook.browser.state import RESERVED, day, names_of, number, query
from rulebook.browser.view.findings import finding, labels, outcomes, timeline
from rulebook.browser.view.pieces import added, clone, hide, part, put, slot
from rulebook.browser.view.question import question
from rulebook.evaluate import UNKNOWN


def draw(page, case):
    """Replace what the stage shows: the question or the verdict, and the answers given."""
    frame = clone(page, "frame")
    say = page["words"]["say"]
    for note in case["notes"]:
        added(slot(frame, "note_list"), "li", say["say_note_" + note["kind"]].format(name=note["name"][:40], text=note["text"][:40]))
    hide(slot(frame, "notes"), not case["notes"])
    kept = {name: text for name, text in case["given"].items() if name in RESERVED and name != "from"}
    slot(frame, "restart").setAttribute("href", query(page["program"], kept))
    hide(slot(frame, "restart"), len(case["given"]) == len(kept))
    if case["asked"]:
        put(frame, "progress", _progress(case, say))
        slot(frame, "question").append(question(page, case))
    else:
        slot(frame, "verdict").append(*outcomes(page, case, page["program"]["decisions"][0], "verdict"))
        _show_dates(page, case, slot(frame, "dates"))
        if page["program"]["timeline"]:
            slot(frame, "timeline").append(timeline(page, case))
        slot(frame, "answers").append(slot(frame, "restart"))
        frame.append(slot(frame, "answers"))
    hide(slot(frame, "bar"), not case["asked"])
    hide(slot(frame, "result"), bool(case["asked"]))
    _list_answers(page, case, frame)
    part(page, "stage").replaceChildren(frame)


def draw_rest(page, case):
    """Add the other decisions that are clear, and say which have become so: once the question has been painted."""
    frame = part(page, "stage")
    shown = page["program"]["decisions"] if case["asked"] else page["program"]["decisions"][1:]
    decided = [one for one in shown if case["result"]["decisions"][one["id"]]["outcome"] is not None]
    slot(frame, "findings").append(*[finding(page, case, one) for one in decided])
    put(frame, "clear_title", page["words"]["say"]["say_clear" if case["asked"] else "say_also"])
    hide(slot(frame, "clear"), not decided)
    _announce(page, case)


def focus(page):
    """Move the focus to the heading of what is shown."""
    heading = part(page, "stage").querySelector('h2[tabindex], h3[tabindex]')
    if heading:
        heading.focus()


def focus_answer(page, option):
    """Move the focus to one answer of the question, where there is such an answer."""
    found = part(page, "stage").querySelector('input[value="' + option + '"]')
    if found:
        found.focus()


def _progress(case, say):
    if case["changing"]:
        return say["say_changing"]
    known = len(case["answers"])
    return say["say_progress"].format(number=known + 1, most=known + len(case["result"]["open"]))


def _show_dates(page, case, place):
    """Put the days that were answered with a date beside the verdict."""
    for spec in page["program"]["inputs"]:
        form = spec["ask_for"]
        if form and form["kind"] == "date" and case["answers"].get(spec["id"], UNKNOWN) != UNKNOWN:
            words = page["words"]["inputs"][spec["id"]]
            line = added(place, "p", words["ends"] + " ")
            added(line, "strong", _dated(page, case, case["today"] + case["answers"][spec["id"]]))


def _list_answers(page, case, frame):
    """List the answers given, each with a link to change it."""
    lines = slot(frame, "answer_list")
    here = query(page["program"], case["given"])
    for spec in page["program"]["inputs"]:
        words = page["words"]["inputs"][spec["id"]]
        for name in [name for name in names_of(spec) if name in case["given"]]:
            line = clone(page, "answer")
            put(line, "label", words["label"])
            put(line, "value", _given_words(page, case, spec, name, words))
            put(line, "what", " " + words["label"])
            slot(line, "change").setAttribute("href", here + "#change-" + spec["id"])
            lines.append(line)
    hide(slot(frame, "answers"), not lines.firstElementChild)


def _given_words(page, case, spec, name, words):
    """Return an answer as it was given: a day, an amount, or in the words of the input."""
    say = page["words"]["say"]
    text = case["given"][name]
    if text == UNKNOWN:
        return words["unknown"]
    if name == spec["id"]:
        return answer_words(spec, case["answers"][name], words, say)
    if spec["ask_for"]["kind"] == "date":
        return _dated(page, case, day(text))
    return number_words(number(text), page["words"]["inputs"][spec["ask_for"]["other"]], say)


def _dated(page, case, date):
    say = page["words"]["say"]
    return day_words(date, say) + ", " + distance_words(date - case["today"], say)


def _announce(page, case):
    """Let screen readers say which decisions have become clear."""
    now = {id: one["outcome"] for id, one in case["result"]["decisions"].items() if one["outcome"] is not None}
    fresh = [id for id in now if now[id] != page["clear"].get(id)]
    page["clear"] = now
    texts = [page["words"]["decisions"][id]["question"] + " " + labels(page, id, now[id]) + "." for id in fresh]
    part(page, "live").replaceChildren(" ".join(texts))
