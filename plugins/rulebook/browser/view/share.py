"""What people take away: a text and the address to copy, a reminder for the calendar, the page on paper."""

from browser import document, window

from rulebook.browser.calendar import reminder
from rulebook.browser.state import query
from rulebook.browser.view.findings import labels
from rulebook.browser.view.pieces import put, slot

OF_THE_FRAME = ["today", "embed", "accent", "scheme"]


def address(page, case):
    """Return the full address at which a case can be opened by itself, without what a page around a frame has set."""
    base = page["section"].querySelector("[data-base]").dataset.base
    own = OF_THE_FRAME if "embed" in case["given"] else OF_THE_FRAME[1:]
    given = {name: text for name, text in case["given"].items() if name not in own}
    return window.URL.new(base + query(page["program"], given), window.location.href).href


def take(page, case, button):
    """Do what a button of the result offers."""
    place = button.closest("[data-take]")
    if button.dataset.do == "print":
        window.print()
    elif button.dataset.do == "copy":
        _copy(page, place)
    else:
        _remind(page, case, place)


def _copy(page, place):
    """Copy a text; where the browser does not allow it, select it for the reader to copy."""
    say = page["words"]["say"]
    field = slot(place, "text")

    def select(fault=None):
        field.parentElement.toggleAttribute("hidden", False)
        field.focus()
        field.select()
        put(place, "done", say["say_select"])

    clipboard = getattr(window.navigator, "clipboard", None)
    if clipboard:
        clipboard.writeText(field.value).then(lambda done: put(place, "done", say["say_copied"]), select)
    else:
        select()


def _remind(page, case, place):
    """Give the reader a file for the calendar, made here."""
    say = page["words"]["say"]
    spec, date = case["due"]
    words = page["words"]["inputs"][spec["id"]]
    first = page["program"]["people"][0]
    link = address(page, case)
    text = labels(page, first, case["result"]["decisions"][first]["outcome"]) + "\n" + link
    title = say["say_event"].format(name=page["words"]["name"], label=words["label"])
    file = reminder(spec["ask_for"]["id"], date, case["today"], title, text, link)
    blob = window.Blob.new([file], {"type": "text/calendar;charset=utf-8"})
    offer = document.createElement("a")
    offer.setAttribute("href", window.URL.createObjectURL(blob))
    offer.setAttribute("download", say["say_reminder_file"])
    offer.click()
    put(place, "done", say["say_saved"])
