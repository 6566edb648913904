"""What people take away: a text and the address to copy, a reminder for the calendar, the page on paper."""

from browser import document, window

from rulebook.browser.calendar import reminder
from rulebook.browser.state import MADE_FOR, query
from rulebook.browser.view.findings import labels
from rulebook.browser.view.pieces import part, put, slot
from rulebook.wording.quantities import filled

OF_THE_FRAME = ["today", "embed", "accent", "scheme"]


def address(page, case):
    """Return the full address at which a case can be opened by itself, without what a page around a frame has set.

    It names the version of the rules, so that whoever opens it later is told if they have changed since.
    """
    own = OF_THE_FRAME if "embed" in case["given"] else OF_THE_FRAME[1:]
    given = {name: text for name, text in case["given"].items() if name not in own}
    return page["base"] + query(page["program"], given) + "&" + MADE_FOR + "=" + page["program"]["version"]


def take(page, case, action):
    """Do what a button of the result offers."""
    stage = part(page, "stage")
    if action == "print":
        window.print()
    elif action == "copy":
        _copy(page, slot(stage, "text"), "say_copied_link")
    elif action == "copy_letter":
        _copy(page, slot(stage, "letter_text"), "say_copied")
    else:
        _remind(page, case)


def _copy(page, field, key):
    """Copy a text; where the browser does not allow it, select it for the reader to copy."""
    say = page["words"]["say"]
    stage = part(page, "stage")

    def select(fault=None):
        for fold in stage.querySelectorAll('[data-fold="letter"]'):
            fold.toggleAttribute("open", True)
        field.parentElement.toggleAttribute("hidden", False)
        field.focus()
        field.select()
        put(stage, "done", say["say_select"])

    clipboard = getattr(window.navigator, "clipboard", None)
    if clipboard:
        clipboard.writeText(field.value).then(lambda done: put(stage, "done", say[key]), select)
    else:
        select()


def _remind(page, case):
    """Give the reader a file for the calendar, made here; its title says what to do."""
    say = page["words"]["say"]
    spec, date = case["due"]
    words = page["words"]["inputs"][spec["id"]]
    first = page["program"]["people"][0]
    link = address(page, case)
    verdict = labels(page, first, case["clear"][first])
    title = filled(say["say_event"], {"verdict": verdict, "label": words["label"]})
    file = reminder(spec["ask_for"]["id"], date, case["today"], title, verdict + "\n" + link, link)
    blob = window.Blob.new([file], {"type": "text/calendar;charset=utf-8"})
    offer = document.createElement("a")
    offer.setAttribute("href", window.URL.createObjectURL(blob))
    offer.setAttribute("download", say["say_reminder_file"])
    offer.click()
    put(part(page, "stage"), "done", say["say_saved"])
