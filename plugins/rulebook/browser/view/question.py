"""Ask a question: options as links to where they lead, a typed answer in a form that says back how it is understood."""

from rulebook.browser.reading import amount, date
from rulebook.browser.state import day, names_of, number, query, trimmed, with_answer
from rulebook.browser.view.pieces import added, around, clone, hide, put, slot
from rulebook.evaluate import UNKNOWN
from rulebook.wording.quantities import amount_words, day_words, distance_words, filled, limits_words


def question(page, case, spec, chosen):
    """Return the piece that asks for an input: the handier form where it can be used, with the answer there was.

    `chosen` is the text that was answered here before, or "".
    """
    name = name_asked(case, spec)
    text = case["given"].get(name, "")
    asked = clone(page, "ask:" + name + ("." + text if text in spec["groups"] else ""))
    offer(page, case, spec, asked, text if text and text not in spec["groups"] else chosen)
    if asked.hasAttribute("data-kind"):
        prepare(page, case, asked, "" if text == UNKNOWN else text or ("" if chosen == UNKNOWN else chosen))
    return asked


def name_asked(case, spec):
    """Return under which name an input is asked for: its handier form's where what that is compared with is known."""
    form = spec["ask_for"]
    handier = form and (form["kind"] == "date" or case["answers"].get(form["other"], UNKNOWN) != UNKNOWN)
    return form["id"] if handier else spec["id"]


def offer(page, case, spec, asked, chosen):
    """Give each option the address that it leads to, and mark the one chosen."""
    marked = [group for group, options in spec["groups"].items() if chosen in options] + [chosen]
    for link in asked.querySelectorAll("[data-answer]"):
        option = link.getAttribute("data-answer")
        address = query(page["program"], with_answer(page["program"], case["given"], spec["id"], option))
        link.setAttribute("href", page["base"] + address if page["framed"] else address)
        if option in marked:
            link.setAttribute("aria-current", "true")
            if around(link, "details"):
                link.closest("details").toggleAttribute("open", True)
        else:
            link.removeAttribute("aria-current")


def prepare(page, case, form, text):
    """Put units around a field, and the text it is answered with now into it."""
    if form.dataset.kind != "date":
        words = _words(page, form)
        put(form, "before", words["before"])
        put(form, "after", words["after"])
    if text:
        shown = day_words(day(text), page["words"]["say"], weekday=False) if form.dataset.kind == "date" else text
        form.querySelector("input").value = shown
        show_reading(page, case, form, shown)


def read_field(page, case, form):
    """Return what a field's text means: {"value"}, {"ask"} or {"fault"}."""
    text = form.querySelector("input").value
    if form.dataset.kind == "date":
        return date(text, case["today"], page["reading"])
    words = _words(page, form)
    return amount(text, page["reading"], " ".join([words[part] for part in ["before", "after", "one", "other"]]))


def typed(page, case, field):
    """Say how a field is understood now; a day picked from the system's calendar is put into the field that is read."""
    form = field.form
    if field.hasAttribute("data-pick"):
        form.querySelector("input").value = field.value
    show_reading(page, case, form, form.querySelector("input").value)


def show_reading(page, case, form, text):
    """Say beside a field how its text is understood so far."""
    found = read_field(page, case, form) if trimmed(text) else {}
    put(form, "read", "= " + _understood(page, case, form, found["value"]) if "value" in found else "")
    put(form, "fault", "")
    put(form, "readings", "")
    form.querySelector("input").removeAttribute("aria-invalid")


def show_fault(page, form, kind, range=""):
    """Say at a field what is wrong with its text, and go there; `range` says in words what can be the answer."""
    put(form, "fault", filled(page["words"]["say"]["say_fault_" + kind], {"range": range}))
    field = form.querySelector("input")
    field.setAttribute("aria-invalid", "true")
    field.focus()


def show_limits(page, case, form):
    """Say at a field that what is read cannot be the answer, and what can."""
    words = _words(page, form)
    dated = form.dataset.kind == "date"
    kind = "whole" if words["type"] == "integer" and not dated else "range"
    show_fault(page, form, kind, limits_words(words, page["words"]["say"], case["today"] if dated else None))


def show_readings(page, case, form, values):
    """Offer the readings of an ambiguous text as buttons, or the only one of a text that is not wholly understood."""
    put(form, "fault", page["words"]["say"]["say_fault_ambiguous" if len(values) > 1 else "say_fault_unsure"])
    place = slot(form, "readings")
    place.replaceChildren()
    hide(place, False)
    for value in values:
        added(place, "button", _understood(page, case, form, value), _type="button", _class="button button--quiet", value=value)
    place.firstElementChild.focus()


def _understood(page, case, form, text):
    """Return in words how a field's text is read."""
    say = page["words"]["say"]
    if form.dataset.kind == "date":
        return day_words(day(text), say) + ", " + distance_words(day(text) - case["today"], say)
    return amount_words(number(text), _words(page, form), say)


def _words(page, form):
    """Return the words of the input that gives a field its unit: an amount has that of what it is compared with."""
    name = form.querySelector("input").name
    spec = [spec for spec in page["program"]["inputs"] if name in names_of(spec)][0]
    compared = form.dataset.kind == "amount"
    return page["words"]["inputs"][spec["ask_for"]["other"] if compared else spec["id"]]
