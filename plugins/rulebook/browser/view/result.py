"""Show the result in its order: verdict, date and steps at once, the rest after the next painting."""

from rulebook.browser.view.answers import days_given, show_doubts, show_sharper
from rulebook.browser.view.due_dates import timeline
from rulebook.browser.view.findings import answer, changes, finding, for_people, labels, reasons, show_findings
from rulebook.browser.view.pieces import added, clone, hide, put, slot, template
from rulebook.browser.view.share import address
from rulebook.evaluate import UNKNOWN
from rulebook.wording.quantities import answer_words, day_words, until_words


def show_verdict(page, case, frame):
    """Show the first decision's answer with the date that matters, and what to do."""
    first = for_people(page)[0]
    outcome = case["result"]["decisions"][first["id"]]["outcome"]
    if first["hit_policy"] == "collect":
        slot(frame, "verdict").append(finding(page, case, first))
        return
    shown = answer(page, first["id"], outcome, "verdict")
    slot(shown, "body").append(clone(page, "outcome:" + first["id"] + "." + outcome))
    days = days_given(page, case)
    say = page["words"]["say"]
    for spec, date in days:
        added(slot(shown, "dates"), "p", until_words(date, case["today"], page["words"]["inputs"][spec["id"]], say))
    show_doubts(page, case, slot(shown, "doubts"), days)
    ahead = [one for one in days if one[1] >= case["today"]]
    if ahead:
        case["due"] = ahead[0]
        slot(shown, "dates").append(clone(page, "remind"))
    slot(frame, "verdict").append(shown)


def show_rest(page, case, frame):
    """Show everything that stands below the verdict."""
    first = for_people(page)[0]
    outcome = case["result"]["decisions"][first["id"]]["outcome"]
    show_sharper(page, case, frame)
    slot(frame, "text").setAttribute("value", address(page, case))
    if first["hit_policy"] != "collect":
        if template("letter:" + outcome):
            slot(frame, "letter").append(_letter(page, case, outcome))
        reasons(page, case, first["id"], outcome, slot(frame, "why"))
        hide(slot(frame, "changes"), not changes(page, case, first["id"], slot(frame, "lines")))
    if page["program"]["timeline"]:
        slot(frame, "timeline").append(timeline(page, case))
    show_findings(page, case, frame, for_people(page)[1:])
    say = page["words"]["say"]
    put(frame, "stamp", say["say_stamp"].format(address=address(page, case), day=day_words(case["today"], say)))


def _letter(page, case, outcome):
    """Return the text to take away; a blank named like a question is filled with the answer."""
    shown = clone(page, "letter:" + outcome)
    text = slot(shown, "text").textContent
    for spec in page["program"]["inputs"]:
        value = case["answers"].get(spec["id"], UNKNOWN)
        words = page["words"]["inputs"][spec["id"]]
        if value != UNKNOWN:
            text = text.replace("[" + words["label"] + "]", answer_words(value, words, page["words"]["say"]))
    slot(shown, "text").replaceChildren(text)
    return shown


def outcome_words(page, case, id):
    """Return a decision's answer in a sentence, as it is announced."""
    return page["words"]["decisions"][id]["question"] + " " + labels(page, id, case["result"]["decisions"][id]["outcome"]) + "."
