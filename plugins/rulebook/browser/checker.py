"""The checker: every address of the page is a case; answering, changing and going back only change the address."""

from browser import document, window
from javascript import NULL

from rulebook.browser.case import case_of
from rulebook.browser.state import trimmed, with_answer
from rulebook.browser.view.findings import unfold
from rulebook.browser.view.page import day_here, pairs_of, taken_over
from rulebook.browser.view.pieces import around, hide, part
from rulebook.browser.view.question import read_field, show_fault, show_limits, show_readings, typed
from rulebook.browser.view.remembered import put_back, recalled, remember, seen
from rulebook.browser.view.share import take
from rulebook.browser.view.stage import announce, draw, draw_rest, focus, focus_change

FOLDED = ":is([data-decision], [data-fold=why], [data-fold=changes], [data-fold=many]):not([data-full])"  # filled once opened


def start(section):
    """Take over a checker's section of the page, and carry out the answer that was tapped before it was there."""
    page = taken_over(section)
    section.bind("click", _guarded(page, _clicked))
    section.bind("pointerdown", _guarded(page, _pressed))
    section.bind("submit", _guarded(page, _submitted))
    section.bind("input", _guarded(page, _typed_in))
    section.addEventListener("toggle", _guarded(page, _opened), True)
    window.bind("popstate", _guarded(page, _moved))
    for name in ["focus", "pageshow"]:
        window.bind(name, _guarded(page, _day_may_have_begun))
    document.bind("visibilitychange", _guarded(page, _day_may_have_begun))
    _show(page, before=recalled())
    section.setAttribute("data-state", "ready")
    tapped = section.querySelector("[data-pending]")
    if tapped:
        _choose(page, tapped)
        tapped.removeAttribute("data-pending")


def _show(page, case=None, before=None):
    """Show a case, by default the one that the address means: first what is asked or told, the rest after the next painting.

    `before` is what the reader had done there, if they come back to it.
    """
    case = case or _case(page, window.location.hash)
    last = page["case"]
    page["case"] = case
    page["ahead"] = {}
    page["shown"] = _address()
    draw(page, case, before["chosen"] if before else {})
    if before and not case["asked"]:
        put_back(page, before)

    def rest(page, event):
        if page["case"] is case:
            draw_rest(page, case)
            announce(page, case, last)
            if before and not case["asked"]:
                put_back(page, before)
            _tell(page, case)

    window.requestAnimationFrame(lambda time: window.setTimeout(_guarded(page, rest), 0, NULL))


def _tell(page, case):
    """Tell scripts around the checker what is clear, in ids: the outcome of each decision, the rules behind it, what is open."""
    rules = {id: case["result"]["decisions"][id]["rules"] for id in case["clear"]}
    detail = {"version": 1, "decisions": case["clear"], "rules": rules, "open": case["result"]["open"]}
    page["section"].dispatchEvent(window.CustomEvent.new("rulebook:result", {"bubbles": True, "detail": detail}))


def _case(page, hash=""):
    return case_of(page, pairs_of(window.location.search), day_here(), hash)


def _clicked(page, event):
    """Follow a link to another case without leaving the page, or take an answer.

    A frame that may not send forms gets no submit event, but Enter clicks the button there too.
    """
    target = event.target
    link = around(target, "a[data-go], a[data-answer], a[data-do]")
    if link and _plain(event):
        event.preventDefault()
        if link.hasAttribute("data-answer"):
            _choose(page, link)
        elif link.hasAttribute("data-do"):
            _back(page)
        else:
            _go(page, link.getAttribute("href"))
    elif target.matches("button[data-do]"):
        take(page, page["case"], target.dataset.do)
    elif target.matches("form[data-kind] button"):
        event.preventDefault()
        _take(page, target.form, target)
    elif target.matches(".glance__ask a"):
        event.preventDefault()
        focus_change(page, target.getAttribute("href")[1:])


def _pressed(page, event):
    """Work out where an option leads while the finger is still on it."""
    link = around(event.target, "a[data-answer]")
    if link and _plain(event):
        name = link.closest("[data-question]").dataset.question
        page["ahead"] = {name + "=" + link.dataset.answer: _after(page, name, link.dataset.answer)}


def _plain(event):
    """Return whether a press is the reader's answer, not the browser's own: opening a link elsewhere or a menu."""
    return not (event.button or event.ctrlKey or event.metaKey or event.shiftKey or event.altKey)


def _submitted(page, event):
    event.preventDefault()
    _take(page, event.target, event.submitter)


def _choose(page, link):
    """Take the answer that a link stands for."""
    _answer(page, around(link, "form"), link.closest("[data-question]").dataset.question, link.dataset.answer)


def _take(page, form, button):
    """Take a typed answer: the text in the field, or of its two readings the one on the button."""
    field = form.querySelector("input")
    found = {"value": button.value} if button and button.value else read_field(page, page["case"], form)
    if "ask" in found:
        show_readings(page, page["case"], form, found["ask"])
    elif field.name == "from" and not trimmed(field.value):
        _answer(page, form, "from", "")
    elif "fault" in found:
        show_fault(page, form, found["fault"])
    else:
        _answer(page, form, field.name, found["value"])


def _answer(page, form, name, text):
    """Put an answer into the address in place of the one that was there; say so if it cannot be one."""
    case = page["ahead"].get(name + "=" + text) or _after(page, name, text)
    if any([note["name"] == name for note in case["notes"]]):
        show_limits(page, page["case"], form)
    else:
        _go(page, case["query"], case, {name: text})


def _after(page, name, text):
    """Return the case that an answer leads to."""
    given = with_answer(page["program"], page["case"]["given"], name, text)
    return case_of(page, list(given.items()), page["case"]["today"])


def _go(page, address, case=None, chosen=None):
    """Go on to another case. Within one and the same verdict everything stays where it is, and only what changes is told."""
    last = page["case"]
    remember(page, chosen or {})
    page["day"] = None
    before = seen(page)
    window.history.pushState(NULL, "", address if address != "?" else window.location.pathname)
    page["trail"] += 1
    case = case or _case(page, window.location.hash)
    inside = _same_verdict(page, last, case)
    _show(page, case, before if inside else None)
    if inside:
        focus_change(page, [id for id in case["clear"] if id not in last["clear"]])
    else:
        focus(page)


def _same_verdict(page, last, case):
    first = page["program"]["people"][0]
    return not last["asked"] and not case["asked"] and last["clear"][first] == case["clear"][first]


def _back(page):
    """Go back: by the browser's own history where we have been there, else to the case without the last answer."""
    if page["trail"]:
        window.history.back()
    else:
        _go(page, page["case"]["back"])


def _typed_in(page, event):
    """Say how a text is understood; a day picked from the system's calendar is put into the field."""
    if event.target.form and event.target.form.hasAttribute("data-kind"):
        typed(page, page["case"], event.target)


def _opened(page, event):
    if event.target.open and event.target.matches(FOLDED):
        unfold(page, page["case"], event.target)


def _moved(page, event):
    """Show the case of the address after back, forward or a change by hand; other anchors are no concern of ours."""
    if page["shown"] != _address():
        page["trail"] = max(0, page["trail"] - 1)
        before = recalled()
        _show(page, before=before)
        focus(page, before["chosen"] if before else {})


def _day_may_have_begun(page, event):
    """Work a page out anew that has been left open over midnight, and say so."""
    case = page["case"]
    if "today" not in case["given"] and case["today"] != day_here():
        page["day"] = case["today"]
        _show(page, before=seen(page))


def _address():
    hash = window.location.hash
    return window.location.search + (hash if hash.startswith("#change-") else "")


def _guarded(page, handler):
    """Return an event handler that gives the page back as it was if anything goes wrong."""

    def handle(event):
        try:
            handler(page, event)
        except Exception as fault:
            page["section"].dataset.state = "failed"
            hide(part(page, "first"), False)
            part(page, "stage").replaceChildren()
            document.documentElement.toggleAttribute("data-started", False)
            window.console.error(str(fault))

    return handle


start(document.querySelector('[data-module="checker"]'))
window.performance.mark("checker:ready")
