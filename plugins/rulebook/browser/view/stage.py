"""Draw the stage: the question or the verdict at once, what can wait after the next painting."""

from browser import document, window

from rulebook.browser.state import RESERVED, query
from rulebook.browser.view.answers import days_given, list_answers, show_doubts
from rulebook.browser.view.pieces import added, clone, hide, part, put, slot
from rulebook.browser.view.question import offer, question
from rulebook.browser.view.result import outcome_words, show_rest, show_verdict
from rulebook.wording.quantities import day_words, filled


def draw(page, case, chosen):
    """Replace what the stage shows; the page's own first question is taken as it stands.

    `chosen` maps inputs and handier forms to what was answered here before.
    """
    first = part(page, "first").querySelector("[data-question]")
    stands = bool(first) and _is_first(page, case, first.dataset.question)
    hide(part(page, "first"), not stands)
    document.documentElement.toggleAttribute("data-started", not stands)
    if stands:
        offer(page, case, case["asked"], first, chosen.get(case["asked"]["id"], ""))
        part(page, "stage").replaceChildren()
    else:
        part(page, "stage").replaceChildren(_frame(page, case, chosen))
    document.title = page["title"] if stands else _title(page)


def draw_rest(page, case):
    """Add what else there is to say."""
    for link in document.select("a[data-report]"):
        link.setAttribute("href", link.dataset.report.replace("CASE", window.encodeURIComponent(window.location.href)))
    frame = part(page, "stage")
    if not frame.firstElementChild:
        return
    reserved = {name: text for name, text in case["given"].items() if name in RESERVED and name != "from"}
    slot(frame, "restart").setAttribute("href", query(page["program"], reserved))
    hide(slot(frame, "restart"), len(case["given"]) == len(reserved))
    if case["asked"]:
        list_answers(page, case, frame)
        show_doubts(page, case, slot(frame, "doubts"), days_given(page, case))
    else:
        show_rest(page, case, frame)


def announce(page, case, last):
    """Tell a listener the verdict of a link that was opened, and inside a result what has changed; the focus tells the rest."""
    people = page["program"]["people"]
    changed = []
    if not case["asked"] and last is None:
        changed = people[:1]
    elif not case["asked"] and not last["asked"]:
        changed = [id for id in people[1:] if id in case["clear"] and case["clear"][id] != last["clear"].get(id)]
    part(page, "live").replaceChildren(" ".join([outcome_words(page, case, id) for id in changed]))


def focus(page, chosen=()):
    """Move the focus to the heading of what is shown, or to the answer that was chosen there, and bring it to the top."""
    chosen_links = page["section"].querySelectorAll('[aria-current="true"]') if chosen else []
    places = list(chosen_links) + list(page["section"].querySelectorAll("h2[tabindex]"))
    seen = [one for one in places if one.getClientRects().length]
    page["section"].scrollIntoView()
    if seen:
        seen[0].focus({"preventScroll": True})


def focus_change(page, target):
    """Move the focus inside a result, which stays where it is: to a question offered there, or to what has just been decided."""
    stage = part(page, "stage")
    if isinstance(target, str):
        fold = stage.querySelector("#" + target)
        slot(stage, "offer").toggleAttribute("open", True)
        fold.toggleAttribute("open", True)
        fold.firstElementChild.focus()
        return
    cells = [cell for id in target for cell in stage.querySelectorAll('.glance__item[data-decision="' + id + '"] > summary')]
    cells.extend(stage.querySelectorAll('[data-slot="offered"]'))
    cells.extend(stage.querySelectorAll("h2[tabindex]"))
    shown = [cell for cell in cells if cell.getClientRects().length]
    if shown:
        shown[0].focus({"preventScroll": True})


def _is_first(page, case, name):
    """Return whether a case asks the question that the page brings along, with nothing else to say."""
    asked = case["asked"]
    given = [known for known in case["given"] if known not in RESERVED]
    return bool(asked) and asked["id"] == name and given == [] and case["notes"] == []


def _frame(page, case, chosen):
    frame = clone(page, "frame" if case["asked"] else "result")
    say = page["words"]["say"]
    for note in case["notes"]:
        added(
            slot(frame, "note_list"),
            "li",
            filled(say["say_note_" + note["kind"]], {"name": note["name"][:40], "text": note["text"][:40]}),
        )
    hide(slot(frame, "notes"), not case["notes"])
    for text in _news(page, case):
        added(slot(frame, "news"), "p", text)
    hide(slot(frame, "news"), not slot(frame, "news").firstElementChild)
    slot(frame, "back").setAttribute("href", case["back"] or "?")
    hide(slot(frame, "back"), not case["back"])
    if case["asked"]:
        put(frame, "progress", _progress(page, case))
        names = [case["asked"]["id"]] + ([case["asked"]["ask_for"]["id"]] if case["asked"]["ask_for"] else [])
        before = ([chosen[name] for name in names if name in chosen] + [""])[0]
        slot(frame, "question").append(question(page, case, case["asked"], before))
    else:
        show_verdict(page, case, frame)
    return frame


def _news(page, case):
    """Return what time has changed: rules that are others now, a day that has begun, a review that is overdue."""
    say = page["words"]["say"]
    texts = [say["say_changed"]] if case["changed"] else []
    if page["day"] is not None and page["day"] != case["today"] and "today" not in case["given"]:
        texts.append(filled(say["say_new_day"], {"day": day_words(case["today"], say)}))
    reviewed = page["program"]["reviewed"]
    if reviewed and case["today"] > reviewed[1] and not case["asked"]:
        texts.append(filled(say["say_overdue"], {"day": day_words(reviewed[0], say)}))
    return texts


def _title(page):
    """Return the title of the page: the question, or the verdict."""
    heading = part(page, "stage").querySelector(".ask__question, .outcome__label")
    say = page["words"]["say"]["say_title"]
    return filled(say, {"label": heading.textContent, "name": page["words"]["name"]}) if heading else page["title"]


def _progress(page, case):
    """Return which question this is, and of how many at most until there is a verdict."""
    say = page["words"]["say"]
    if case["changing"]:
        return say["say_changing"]
    known = len(case["answers"])
    ahead = len(case["result"]["decisions"][page["program"]["people"][0]]["open"])
    most = page["program"]["most"]
    if most:
        answer = case["answers"].get(most["first"])
        longest = most["after"][answer][page["program"]["inputs"].index(case["asked"])] if answer else most["all"]
        ahead = min(ahead, longest)
    return filled(say["say_progress"], {"number": known + 1, "most": known + ahead})
