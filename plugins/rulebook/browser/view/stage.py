"""Draw the stage: the question or the result at once, what can wait after the next painting."""

from browser import document, window

from rulebook.browser.state import RESERVED, query
from rulebook.browser.view.answers import days_given, list_answers, show_doubts
from rulebook.browser.view.findings import for_people, show_findings
from rulebook.browser.view.pieces import added, clone, hide, part, put, slot
from rulebook.browser.view.question import question
from rulebook.browser.view.result import outcome_words, show_rest, show_verdict


def draw(page, case):
    """Replace what the stage shows by the question or the verdict."""
    frame = clone(page, "frame" if case["asked"] else "result")
    say = page["words"]["say"]
    for note in case["notes"]:
        added(
            slot(frame, "note_list"), "li", say["say_note_" + note["kind"]].format(name=note["name"][:40], text=note["text"][:40])
        )
    hide(slot(frame, "notes"), not case["notes"])
    if case["asked"]:
        put(frame, "progress", _progress(page, case))
        slot(frame, "question").append(question(page, case))
    else:
        show_verdict(page, case, frame)
    part(page, "stage").replaceChildren(frame)


def draw_rest(page, case):
    """Add what else there is to say, and announce what has become clear."""
    frame = part(page, "stage")
    kept = {name: text for name, text in case["given"].items() if name in RESERVED and name != "from"}
    slot(frame, "restart").setAttribute("href", query(page["program"], kept))
    hide(slot(frame, "restart"), len(case["given"]) == len(kept))
    for link in document.select("a[data-report]"):
        link.setAttribute("href", link.dataset.report.replace("CASE", window.encodeURIComponent(window.location.href)))
    list_answers(page, case, frame)
    if case["asked"]:
        show_doubts(page, case, slot(frame, "doubts"), days_given(page, case))
        show_findings(page, case, frame, for_people(page))
    else:
        show_rest(page, case, frame)
    people = page["program"]["people"]
    told = (
        [id for id in people if id in case["clear"] and case["clear"][id] != page["clear"].get(id)]
        if case["asked"]
        else people[:1]
    )
    page["clear"] = case["clear"]
    part(page, "live").replaceChildren(" ".join([outcome_words(page, case, id) for id in told]))


def focus(page):
    """Move the focus to the heading of what is shown."""
    heading = part(page, "stage").querySelector("h2[tabindex]")
    if heading:
        heading.focus()


def focus_answer(page, option):
    """Move the focus to one answer of the question, where there is such an answer."""
    found = part(page, "stage").querySelector('input[value="' + option + '"]')
    if found:
        found.focus()


def _progress(page, case):
    """Return which question this is, and of how many at most."""
    say = page["words"]["say"]
    if case["changing"]:
        return say["say_changing"]
    known = len(case["answers"])
    ahead = len(case["result"]["open"])
    most = page["program"]["most"]
    if most:
        first = case["answers"].get(most["first"])
        longest = most["after"][first][page["program"]["inputs"].index(case["asked"])] if first else most["all"]
        ahead = min(ahead, longest)
    return say["say_progress"].format(number=known + 1, most=known + ahead)
