"""Show a case in the page: clones of the page's own templates, filled with text, never with HTML.

A *page* holds what does not change: section, program, words, reading (how dates are typed). A *case* is what one address
means: today, answers, given, notes, result, asked (the input that is asked or changed, or None) and changing.
"""

from browser import document

from rulebook.browser.reading import amount, date, iso
from rulebook.browser.saying import answer_words, day_words, distance_words, number_between, number_words, option_condition, span_condition
from rulebook.browser.state import day, names_of, number, query
from rulebook.browser.steps import due, running_step, steps_that_hold
from rulebook.evaluate import UNKNOWN, near_misses


def draw(page, case):
    """Replace what the stage shows, and say what has become clear since the last time."""
    frame = _clone(page, "frame")
    decided = [one for one in page["program"]["decisions"] if case["result"]["decisions"][one["id"]]["outcome"] is not None]
    _show_notes(page, case, frame)
    _show_progress(page, case, frame)
    if case["asked"]:
        _slot(frame, "question").append(_question(page, case))
    else:
        _show_result(page, case, frame, decided.pop(0))
    _show_findings(page, case, frame, decided)
    _show_answers(page, case, frame)
    _part(page, "stage").replaceChildren(frame)
    _announce(page, case)


def focus(page):
    """Move the focus to the heading of what is shown."""
    heading = _part(page, "stage").querySelector('[data-slot="heading"]')
    if heading:
        heading.focus()


def focus_answer(page, option):
    """Move the focus to one answer of the question, where there is such an answer."""
    found = _part(page, "stage").querySelector('input[value="' + option + '"]')
    if found:
        found.focus()


def read_field(page, form, text, today):
    """Return what a field's text means: {"value"}, {"ask"} or {"fault"}."""
    return date(text, today, page["reading"]) if form.dataset.kind == "date" else amount(text)


def show_reading(page, case, form, text):
    """Say beside a field how its text is understood so far."""
    found = read_field(page, form, text, case["today"]) if text.strip() else {}
    _put(form, "read", "= " + _understood(page, case, form, found["value"]) if "value" in found else "")
    _put(form, "fault", "")
    _slot(form, "readings").hidden = True


def show_fault(page, form, kind):
    """Say at a field what is wrong with its text, and go there."""
    _put(form, "fault", page["words"]["say"]["say_fault_" + kind])
    field = form.querySelector("input")
    field.setAttribute("aria-invalid", "true")
    field.focus()


def show_readings(page, case, form, values):
    """Offer the two readings of an ambiguous text as buttons."""
    field = form.querySelector("input")
    _put(form, "fault", page["words"]["say"]["say_fault_ambiguous"])
    buttons = []
    for value in values:
        button = document.createElement("button")
        button.className = "button button--quiet"
        button.name = field.name
        button.value = value
        button.textContent = _understood(page, case, form, value)
        buttons.append(button)
    place = _slot(form, "readings")
    place.replaceChildren(*buttons)
    place.hidden = False
    buttons[0].focus()


def _question(page, case):
    """Return the form for the input asked; the handier one where it can be used."""
    spec = case["asked"]
    form = spec["ask_for"]
    known = form and (form["kind"] == "date" or case["answers"].get(form["other"], UNKNOWN) != UNKNOWN)
    name = form["id"] if known else spec["id"]
    asked = _clone(page, "ask:" + name)
    text = case["given"].get(name, case["given"].get(spec["id"], ""))
    if asked.dataset.kind == "choice":
        chosen = asked.querySelector('input[value="' + text + '"]') if text else None
        if chosen:
            chosen.checked = True
    elif text != UNKNOWN and name in case["given"]:
        asked.querySelector("input").value = _typed(page, asked, text)
        show_reading(page, case, asked, text)
    return asked


def _typed(page, form, text):
    """Return an answer as a person would type it."""
    if form.dataset.kind != "date":
        return text
    return day_words(day(text), page["words"]["say"]).partition(" ")[2]


def _understood(page, case, form, text):
    """Return in words how a field's text is read."""
    say = page["words"]["say"]
    if form.dataset.kind == "date":
        return day_words(day(text), say) + ", " + distance_words(day(text) - case["today"], say)
    return number_words(number(text), _unit(page, form), say)


def _unit(page, form):
    """Return the words of the input that a form's field answers."""
    name = form.querySelector("input").name
    return page["words"]["inputs"][[spec["id"] for spec in page["program"]["inputs"] if name in names_of(spec)][0]]


def _show_notes(page, case, frame):
    """Say what of the address was left out."""
    say = page["words"]["say"]
    for note in case["notes"]:
        line = document.createElement("li")
        line.textContent = say["say_note_" + note["kind"]].format(name=note["name"][:40], text=note["text"][:40])
        _slot(frame, "note_list").append(line)
    _slot(frame, "notes").hidden = not case["notes"]


def _show_progress(page, case, frame):
    say = page["words"]["say"]
    known = len(case["answers"])
    if case["changing"]:
        _put(frame, "progress", say["say_changing"])
    elif case["asked"]:
        _put(frame, "progress", say["say_progress"].format(number=known + 1, most=known + len(case["result"]["open"])))
    restart = _slot(frame, "restart")
    restart.hidden = not case["given"]


def _show_result(page, case, frame, first):
    """Show the verdict of the first decision, and the steps that are to be expected."""
    _slot(frame, "result").hidden = False
    _slot(frame, "verdict").append(*_outcomes(page, case, first, "verdict"))
    outcomes = {id: one["outcome"] for id, one in case["result"]["decisions"].items()}
    places = steps_that_hold(page["program"], case["answers"], outcomes)
    if places:
        _slot(frame, "timeline").append(_timeline(page, case, places))


def _timeline(page, case, places):
    shown = _clone(page, "timeline")
    running = running_step(page["program"], places)
    for place, step in enumerate(page["program"]["timeline"]):
        line = shown.querySelector('[data-step="' + str(place) + '"]')
        if place not in places:
            line.remove()
        elif place == running:
            line.append(_since(page, case, line, step))
    return shown


def _since(page, case, line, step):
    """Return the field for the day on which a step began; once it is known, say between which days it ends."""
    form = _clone(page, "since")
    say = page["words"]["say"]
    text = case["given"].get("from", "")
    if text:
        form.querySelector("input").value = _typed(page, form, text)
        low, high = [day_words(one, say) for one in due(step, day(text))]
        _put(line, "due", say["say_due"].format(hedge=step["hedge"], low=low, high=high).strip())
    return form


def _show_findings(page, case, frame, decided):
    """Show the decisions that are clear, in file order."""
    say = page["words"]["say"]
    for decision in decided:
        finding = _clone(page, "finding:" + decision["id"])
        _slot(finding, "outcomes").append(*_outcomes(page, case, decision, "outcome"))
        _slot(frame, "findings").append(finding)
    _put(frame, "clear_title", say["say_clear" if case["asked"] else "say_also"])
    _slot(frame, "clear").hidden = not decided


def _outcomes(page, case, decision, kind):
    """Return an element for each outcome of a decision, with the reasons and with what would change it."""
    id = decision["id"]
    result = case["result"]["decisions"][id]
    collect = isinstance(result["outcome"], list)
    outcomes = result["outcome"] if collect else [result["outcome"]]
    if not outcomes:
        return [_clone(page, "none:" + id)]
    shown = []
    for outcome in outcomes:
        element = _clone(page, kind + ":" + id + "." + outcome)
        rules = [rule for rule in result["rules"] if not collect or outcome in _given_by(decision, rule)]
        _slot(element, "why").append(*[_clone(page, "rule:" + id + "." + rule) for rule in rules])
        shown.append(element)
    _offer_changes(page, case, decision, _slot(shown[-1], "changes"))
    return shown


def _given_by(decision, rule):
    return [outcome for diagram in decision["diagrams"] if diagram["rule"] == rule for outcome in diagram["then"]]


def _offer_changes(page, case, decision, place):
    """Work out what would change a decision once somebody asks for it."""
    place.hidden = not case["answers"]

    def opened(event):
        lines = _slot(place, "change_list")
        if place.open and not lines.firstElementChild:
            for change in near_misses(page["program"], case["answers"], decision["id"]):
                lines.append(_change(page, case, decision, change))
            if not lines.firstElementChild:
                _line(lines, page["words"]["say"]["say_no_change"])

    place.bind("toggle", opened)


def _change(page, case, decision, change):
    """Return a line: other answers to one input, each a link that sets it, and the outcome they lead to."""
    say = page["words"]["say"]
    line = _clone(page, "change")
    spec = [one for one in page["program"]["inputs"] if one["id"] == change["input"]][0]
    words = page["words"]["inputs"][spec["id"]]
    links = _slot(line, "links")
    if spec["type"] == "choice":
        for option in change["values"]:
            links.append(_link(page, _with(case, spec, spec["id"], option), option_condition(option, words, say)))
    else:
        low, high = change["values"]
        name, text = _as_given(case, spec, number_between(low, high))
        links.append(_link(page, _with(case, spec, name, text), span_condition(spec, low, high, words, say)))
    outcomes = change["outcome"] if isinstance(change["outcome"], list) else [change["outcome"]]
    labels = [page["words"]["decisions"][decision["id"]]["outcomes"][one] for one in outcomes]
    _put(line, "then", say["say_then"].format(outcomes=say["list_comma"].join(labels) or say["say_nothing"]))
    return line


def _as_given(case, spec, value):
    """Return a number under the name and in the form in which this input was answered."""
    form = spec["ask_for"]
    if form and form["id"] in case["given"]:
        return form["id"], iso(case["today"] + int(value))
    return spec["id"], str(value)


def _with(case, spec, name, text):
    """Return what is given with another answer to one input."""
    given = {known: value for known, value in case["given"].items() if known not in names_of(spec)}
    given[name] = text
    return given


def _show_answers(page, case, frame):
    """List the answers given, each with a link to change it."""
    say = page["words"]["say"]
    lines = _slot(frame, "answer_list")
    for spec in page["program"]["inputs"]:
        words = page["words"]["inputs"][spec["id"]]
        for name in names_of(spec):
            if name in case["given"]:
                line = _clone(page, "answer")
                _put(line, "label", words["label"])
                _put(line, "value", _given_words(case, spec, name, words, say))
                _put(line, "what", " " + words["label"])
                _slot(line, "change").setAttribute("href", query(page["program"], case["given"]) + "#change-" + spec["id"])
                lines.append(line)
    _slot(frame, "answers").hidden = not lines.firstElementChild


def _given_words(case, spec, name, words, say):
    """Return an answer as it was given: a day, an amount, or in the words of the input."""
    text = case["given"][name]
    if name == spec["id"] or text == UNKNOWN:
        return answer_words(spec, UNKNOWN if text == UNKNOWN else case["answers"][spec["id"]], words, say)
    if spec["ask_for"]["kind"] == "date":
        return day_words(day(text), say) + ", " + distance_words(day(text) - case["today"], say)
    return text


def _announce(page, case):
    """Let screen readers say which decisions have become clear."""
    before = page["clear"]
    now = {id: one["outcome"] for id, one in case["result"]["decisions"].items() if one["outcome"] is not None}
    page["clear"] = now
    texts = []
    for id, outcome in now.items():
        if outcome != before.get(id):
            words = page["words"]["decisions"][id]
            labels = [words["outcomes"][one] for one in (outcome if isinstance(outcome, list) else [outcome])]
            texts.append(words["question"] + " " + ", ".join(labels) + ".")
    _part(page, "live").textContent = " ".join(texts)


def _link(page, given, text):
    link = document.createElement("a")
    link.className = "changes__link"
    link.setAttribute("href", query(page["program"], given))
    link.setAttribute("data-go", "")
    link.textContent = text
    return link


def _line(lines, text):
    line = document.createElement("li")
    line.textContent = text
    lines.append(line)


def _clone(page, name):
    return page["section"].querySelector('template[data-for="' + name + '"]').content.firstElementChild.cloneNode(True)


def _slot(element, name):
    return element.querySelector('[data-slot="' + name + '"]')


def _part(page, name):
    return page["section"].querySelector('[data-part="' + name + '"]')


def _put(element, name, text):
    """Put a text into a slot, which is hidden while it is empty."""
    slot = _slot(element, name)
    slot.textContent = text
    slot.hidden = not text
