"""Show what is decided: the answers with their reasons, what would change them, and the steps to be expected."""

from rulebook.browser.reading import iso
from rulebook.browser.saying import day_words, number_between, option_condition, span_condition
from rulebook.browser.state import day, names_of, query
from rulebook.browser.steps import due, running_step, steps_that_hold
from rulebook.browser.view.pieces import added, clone, hide, put, slot
from rulebook.browser.view.question import prepare
from rulebook.evaluate import near_misses


def finding(page, case, decision):
    """Return a decision's question with its answers."""
    shown = clone(page, "finding:" + decision["id"])
    slot(shown, "outcomes").append(*outcomes(page, case, decision, "case"))
    return shown


def outcomes(page, case, decision, shell):
    """Return an element for each answer of a decision, in the shell "case" or "verdict"."""
    result = case["result"]["decisions"][decision["id"]]
    collect = decision["hit_policy"] == "collect"
    shown = []
    for outcome in result["outcome"] if collect else [result["outcome"]]:
        rules = [rule for rule in result["rules"] if not collect or outcome in _given_by(decision, rule)]
        shown.append(_outcome(page, case, decision, outcome, rules, shell))
    if not shown:
        shown.append(clone(page, "none:" + decision["id"]))
    return shown


def labels(page, decision_id, outcome):
    """Return the words of an outcome, or of a list of them."""
    words = page["words"]["decisions"][decision_id]["outcomes"]
    names = outcome if isinstance(outcome, list) else [outcome]
    say = page["words"]["say"]
    return say["list_comma"].join([words[name][0] for name in names]) or say["say_nothing"]


def timeline(page, case):
    """Return the steps that hold in this case."""
    program = page["program"]
    outcome = {id: one["outcome"] for id, one in case["result"]["decisions"].items()}
    places = steps_that_hold(program, case["answers"], outcome)
    running = running_step(program, places)
    shown = clone(page, "timeline")
    for place, step in enumerate(program["timeline"]):
        line = shown.querySelector('[data-step="' + str(place) + '"]')
        if place not in places:
            line.remove()
        elif place == running:
            _since(page, case, line, step)
    return shown


def _outcome(page, case, decision, outcome, rules, shell):
    id = decision["id"]
    label, tone = page["words"]["decisions"][id]["outcomes"][outcome]
    shown = clone(page, shell)
    shown.classList.add("tone--" + tone)
    shown.setAttribute("data-decision", id)
    shown.setAttribute("data-outcome", outcome)
    shown.querySelector("use").setAttribute("href", "#tone-" + tone)
    put(shown, "tone", page["words"]["say"]["tone_" + tone])
    put(shown, "label", label)
    slot(shown, "body").append(clone(page, "outcome:" + id + "." + outcome))
    slot(shown, "why").append(*[clone(page, "rule:" + id + "." + rule) for rule in rules])
    _offer_changes(page, case, decision, slot(shown, "changes"))
    slot(shown, "changes").after(slot(shown, "faq"))
    return shown


def _given_by(decision, rule):
    return [outcome for diagram in decision["diagrams"] if diagram["rule"] == rule for outcome in diagram["then"]]


def _offer_changes(page, case, decision, place):
    """Work out what would change a decision once somebody opens the list."""
    hide(place, not case["answers"])

    def opened(event):
        lines = slot(place, "lines")
        if place.open and not lines.firstElementChild:
            changes = near_misses(page["program"], case["answers"], decision["id"])
            for change in changes:
                lines.append(_change(page, case, decision, change))
            if not changes:
                added(lines, "li", page["words"]["say"]["say_no_change"])

    place.bind("toggle", opened)


def _change(page, case, decision, change):
    """Return a line: other answers to one input, each a link that sets it, and where they lead."""
    say = page["words"]["say"]
    line = clone(page, "change")
    spec = [one for one in page["program"]["inputs"] if one["id"] == change["input"]][0]
    words = page["words"]["inputs"][spec["id"]]
    if spec["type"] == "choice":
        ways = [[spec["id"], option, option_condition(option, words, say)] for option in change["values"]]
    else:
        low, high = change["values"]
        value = number_between(low, high)
        dated = spec["ask_for"] and spec["ask_for"]["id"] in case["given"]
        name = spec["ask_for"]["id"] if dated else spec["id"]
        ways = [[name, iso(case["today"] + int(value)) if dated else str(value), span_condition(spec, low, high, words, say)]]
    for name, text, condition in ways:
        given = {known: value for known, value in case["given"].items() if known not in names_of(spec)}
        given[name] = text
        added(slot(line, "links"), "a", condition, _class="changes__link", data_go="", href=query(page["program"], given))
    put(line, "then", say["say_then"].format(outcomes=labels(page, decision["id"], change["outcome"])))
    return line


def _since(page, case, line, step):
    """Ask for the day on which a step began; once it is known, say between which days it ends."""
    form = clone(page, "since")
    text = case["given"].get("from", "")
    prepare(page, case, form, text)
    line.append(form)
    if text:
        say = page["words"]["say"]
        low, high = [day_words(one, say) for one in due(step, day(text))]
        put(line, "due", say["say_due"].format(hedge=step["hedge"], low=low, high=high).replace("  ", " "))
