"""Show the result in its order: verdict, date, answers, steps and facts at once, the rest after the next painting."""

from rulebook.browser.view.answers import days_given, days_missing, list_answers, show_doubts, show_sharper
from rulebook.browser.view.due_dates import timeline
from rulebook.browser.view.findings import (
    answer,
    changes,
    finding,
    for_people,
    item,
    labels,
    reasons,
    rests,
    says_nothing,
    words_of,
)
from rulebook.browser.view.glance import show_facts, show_offer
from rulebook.browser.view.pieces import added, clone, hide, put, slot, template
from rulebook.browser.view.share import address
from rulebook.evaluate import UNKNOWN
from rulebook.wording.quantities import answer_words, day_words, filled, until_words


def show_verdict(page, case, frame):
    """Show the headline's answer with the date that matters, what to do, and the facts at a glance."""
    first = for_people(page)[0]
    outcome = case["clear"][first["id"]]
    if first["hit_policy"] == "collect":
        slot(frame, "verdict").append(finding(page, case, first))
    else:
        shown = answer(page, first["id"], outcome, "verdict")
        _show_dates(page, case, shown, words_of(page, first["id"], outcome)["deadline"])
        slot(frame, "verdict").append(shown)
        _show_steps(page, case, frame, first["id"], outcome)
    list_answers(page, case, frame)
    show_facts(page, case, frame)
    show_offer(page, case, frame)


def show_rest(page, case, frame):
    """Show everything that stands below the facts."""
    first = for_people(page)[0]
    outcome = case["clear"][first["id"]]
    link = address(page, case)
    slot(frame, "text").setAttribute("value", link)
    slot(frame, "full").setAttribute("href", link)
    if page["program"]["timeline"]:
        shown = timeline(page, case)
        if shown.querySelector("li"):
            slot(frame, "timeline").append(shown)
    if first["hit_policy"] != "collect":
        if template("letter:" + first["id"] + "." + outcome):
            slot(frame, "letter_copy").append(clone(page, "copy_letter"))
            slot(frame, "letter").append(_letter(page, case, first["id"] + "." + outcome))
        reasons(page, case, first["id"], outcome, slot(frame, "why"))
        hide(slot(frame, "changes"), not changes(page, case, first["id"], slot(frame, "lines")))
    show_sharper(page, case, frame)
    _show_more(page, case, frame)
    hide(slot(frame, "rests"), not rests(page, case, slot(frame, "facts_behind")))
    say = page["words"]["say"]
    put(
        frame,
        "stamp",
        filled(say["say_stamp"], {"address": page["base"].partition("//")[2], "day": day_words(case["today"], say)}),
    )


def _show_dates(page, case, shown, deadline):
    """Say how long there is; where no day is known, what to do about that."""
    days = days_given(page, case)
    if not days and not deadline:
        days = days_given(page, case, that_matter=False)
    say = page["words"]["say"]
    for spec, date in days:
        added(slot(shown, "dates"), "p", until_words(date, case["today"], page["words"]["inputs"][spec["id"]], say))
    for text in [] if days else [deadline] if deadline else days_missing(page, case):
        added(slot(shown, "dates"), "p", text)
    show_doubts(page, case, slot(shown, "doubts"), days)
    ahead = [one for one in days if one[1] > case["today"]]
    if ahead:
        case["due"] = ahead[0]
        slot(shown, "dates").append(clone(page, "remind"))


def _show_steps(page, case, frame, id, outcome):
    """Show what to do, in order, beginning with what has to be got ready; without steps, only that."""
    outcome_piece = clone(page, "outcome:" + id + "." + outcome)
    steps = outcome_piece.querySelector("ol.steps")
    gathered = _gathered(page, case)
    if steps and gathered:
        ready = clone(page, "ready")
        slot(ready, "items").append(*gathered)
        steps.prepend(ready)
    if steps:
        slot(frame, "steps").append(steps)
    hide(slot(frame, "do"), not steps)
    if outcome_piece.firstElementChild:
        slot(frame, "meaning").append(outcome_piece)
        hide(slot(frame, "meaning"), False)


def _gathered(page, case):
    """Return the lines of what is to be got ready, as far as that is decided."""
    lists = [id for id in page["program"]["people"][1:] if page["words"]["decisions"][id]["role"] == "gather"]
    return [item(page, id, each) for id in lists for each in case["clear"].get(id, [])]


def _show_more(page, case, frame):
    """Put all other answers in their places: rows, lists, and apart what the case does not turn on."""
    steps = not slot(frame, "do").hasAttribute("hidden")
    for decision in for_people(page)[1:]:
        id = decision["id"]
        outcome = case["clear"].get(id)
        words = page["words"]["decisions"][id]
        shown = bool(outcome) and words["role"] == "gather" and steps
        if outcome is not None and not words["summary"] and not shown:
            name = "apart_list" if says_nothing(page, id, outcome) else words["role"] or "rows"
            slot(frame, name).append(finding(page, case, decision))
            hide(slot(frame, name), False)
        elif words["summary"] and outcome is not None and says_nothing(page, id, outcome):
            slot(frame, "apart_list").append(finding(page, case, decision))
    hide(slot(frame, "apart"), not slot(frame, "apart_list").firstElementChild)


def _letter(page, case, name):
    """Return the text to take away; a blank named like a question is filled with the answer."""
    shown = clone(page, "letter")
    text = clone(page, "letter:" + name).textContent
    for spec in page["program"]["inputs"]:
        value = case["answers"].get(spec["id"], UNKNOWN)
        words = page["words"]["inputs"][spec["id"]]
        if value != UNKNOWN:
            text = text.replace("[" + words["label"] + "]", answer_words(value, words, page["words"]["say"]))
    slot(shown, "letter_text").replaceChildren(text)
    return shown


def outcome_words(page, case, id):
    """Return a decision's answer in a sentence, as it is announced."""
    return page["words"]["decisions"][id]["question"] + " " + labels(page, id, case["clear"][id]) + "."
