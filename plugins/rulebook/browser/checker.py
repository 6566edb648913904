"""The checker: every address of the page is a case; answering, changing and going back only change the address."""

from browser import document, window
from javascript import JSON, NULL

from rulebook.browser.state import day, in_part, query, read, trimmed, with_answer
from rulebook.browser.view.findings import unfold
from rulebook.browser.view.pieces import hide, part
from rulebook.browser.view.question import read_field, show_fault, show_reading, show_readings
from rulebook.browser.view.share import take
from rulebook.browser.view.stage import draw, draw_rest, focus, focus_answer
from rulebook.evaluate import day_number, evaluate
from rulebook.next_question import next_question


def start(section):
    """Take over a checker's section of the page."""
    words = _data("[data-words]")
    page = {
        "section": section,
        "program": _data("[data-program]"),
        "preset": _pairs(section.dataset.preset) if section.hasAttribute("data-preset") else [],
        "words": words,
        "reading": {
            key.rpartition("_")[2]: text.lower().split(" ")
            for key, text in words["say"].items()
            if key.startswith("say_read_") or key in ["months", "say_weekdays"]
        },
        "clear": {},
        "pieces": {},
        "shown": None,
        "ahead": {},
    }
    section.bind("click", _guarded(page, _clicked))
    section.bind("submit", _guarded(page, _submitted))
    section.bind("input", _guarded(page, _typed_in))
    section.addEventListener("toggle", _guarded(page, _opened), True)
    window.bind("popstate", _guarded(page, _moved))
    option = _focused_option(section)
    _show(page)
    hide(part(page, "first"), True)
    section.setAttribute("data-state", "ready")
    focus_answer(page, option)


def _show(page, case=None):
    """Show a case, by default the one that the address means: first what is asked, the rest after the next painting."""
    case = case or _case(page, window.location.hash)
    page["case"] = case
    page["ahead"] = {}
    page["shown"] = _address()
    draw(page, case)

    def rest(page, event):
        if page["case"] is case:
            draw_rest(page, case)
            _tell(page, case)

    window.requestAnimationFrame(lambda time: window.setTimeout(_guarded(page, rest), 0, NULL))


def _tell(page, case):
    """Tell scripts around the checker what is clear, in ids: the outcome of each decision, the rules behind it, what is open."""
    rules = {id: case["result"]["decisions"][id]["rules"] for id in case["clear"]}
    detail = {"version": 1, "decisions": case["clear"], "rules": rules, "open": case["result"]["open"]}
    page["section"].dispatchEvent(window.CustomEvent.new("rulebook:result", {"bubbles": True, "detail": detail}))


def _case(page, hash="", found=None, address=None):
    """Return the case that the address means; `found` is what has been read in `address` already."""
    program = page["program"]
    now = window.Date.new()
    today = day_number(now.getFullYear(), now.getMonth() + 1, now.getDate())
    if found is None:
        pairs = _pairs(window.location.search)
        found = read(program, pairs, today)
        preset = [pair for pair in page["preset"] if pair[0] not in found["given"]]
        if preset:
            found = read(program, pairs + preset, today)
        address = query(program, found["given"])
    if "today" in found["given"]:
        today = day(found["given"]["today"])
    result = evaluate(program, found["answers"])
    changing = [spec for spec in program["inputs"] if hash == "#change-" + spec["id"]] if hash else []
    half = in_part(program, found["given"])
    wanted = [name for name in half if name in result["open"]] + [next_question(program, found["answers"], result)]
    asked = (changing + [spec for spec in program["inputs"] if spec["id"] == wanted[0]] + [None])[0]
    clear = {id: one["outcome"] for id, one in result["decisions"].items() if one["outcome"] is not None}
    return {
        "today": today,
        "result": result,
        "clear": clear,
        "asked": asked,
        "changing": bool(changing),
        "query": address,
    } | found


def _clicked(page, event):
    """Follow a link to another case without leaving the page, or take an answer.

    A frame that may not send forms gets no submit event, but Enter clicks the button there too.
    """
    target = event.target
    if target.matches("a[data-go], a[data-go] *") and not (event.ctrlKey or event.metaKey or event.shiftKey or event.altKey):
        event.preventDefault()
        _go(page, target.closest("a[data-go]").getAttribute("href"))
    elif target.matches("[data-do]"):
        take(page, page["case"], target)
    elif target.matches("form[data-kind] button"):
        event.preventDefault()
        _take(page, target.form, target)


def _submitted(page, event):
    event.preventDefault()
    _take(page, event.target, event.submitter)


def _take(page, form, button):
    """Take an answer: from the button that holds one, the option chosen, or the text typed."""
    if button and button.value:
        _answer(page, form, button.name or form.querySelector("input").name, button.value)
    elif form.dataset.kind == "choice":
        if form.reportValidity():
            chosen = form.querySelector("input:checked")
            _answer(page, form, chosen.name, chosen.value)
    else:
        field = form.querySelector("input")
        found = read_field(page, page["case"], form)
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
        show_fault(page, form, "range")
    else:
        _go(page, case["query"], case)


def _after(page, name, text):
    """Return the case that an answer leads to."""
    given = with_answer(page["program"], page["case"]["given"], name, text)
    found = read(page["program"], list(given.items()), page["case"]["today"])
    return _case(page, "", found, query(page["program"], given))


def _go(page, address, case=None):
    window.history.pushState(NULL, "", address if address != "?" else window.location.pathname)
    _show(page, case)
    focus(page)


def _typed_in(page, event):
    """Say how a text is understood; what a chosen option leads to is worked out while the finger is on its way to the button."""
    field = event.target
    if field.form and field.form.dataset.kind != "choice":
        show_reading(page, page["case"], field.form, field.value)
    elif field.form:
        page["ahead"] = {field.name + "=" + field.value: _after(page, field.name, field.value)}


def _opened(page, event):
    if event.target.open and event.target.matches("[data-decision]:not([data-full]), [data-fold]:not([data-full])"):
        unfold(page, page["case"], event.target)


def _moved(page, event):
    """Show the case of the address after back, forward or a change by hand; other anchors are no concern of ours."""
    if page["shown"] != _address():
        _show(page)
        focus(page)


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
            window.console.error(str(fault))

    return handle


def _focused_option(section):
    """Return the situation whose link has the focus, or ""."""
    link = document.activeElement
    return link.dataset.answer if link and section.contains(link) and link.hasAttribute("data-answer") else ""


def _pairs(text):
    return [[name, value] for name, value in window.URLSearchParams.new(text).entries()]


def _data(selector):
    return JSON.parse(document.querySelector(selector).textContent)


start(document.querySelector('[data-module="checker"]'))
window.performance.mark("checker:ready")
