"""Show what is decided: one answer folded in a row, several as a list, and on opening what is folded away."""

from rulebook.browser.reading import iso
from rulebook.browser.state import query, with_answer
from rulebook.browser.view.pieces import added, clone, go_link, put, slot
from rulebook.evaluate import UNKNOWN, near_misses, path_to
from rulebook.geometry.bounds import decimal_text, number_between
from rulebook.wording.quantities import answer_condition, days_condition, filled, interval_condition, option_condition

MANY = 3  # lines for one input; more are folded
TO_DO = "act"


def for_people(page):
    """Return the decisions that people are told, the headline first."""
    return [decision_of(page, id) for id in page["program"]["people"]]


def decision_of(page, id):
    """Return a decision of the program."""
    return [one for one in page["program"]["decisions"] if one["id"] == id][0]


def words_of(page, id, outcome):
    """Return what an outcome is called, and how it is meant."""
    return page["words"]["decisions"][id]["outcomes"][outcome]


def says_nothing(page, id, outcome):
    """Return whether a single answer says that the case does not turn on it."""
    return not isinstance(outcome, list) and words_of(page, id, outcome)["apart"]


def finding(page, case, decision):
    """Return a row with a decision's answer, or the list of its answers under its question."""
    id = decision["id"]
    outcome = case["result"]["decisions"][id]["outcome"]
    if decision["hit_policy"] != "collect":
        shown = answer(page, id, outcome, "row")
        put(shown, "question", page["words"]["decisions"][id]["question"])
        return shown
    shown = clone(page, "finding:" + id)
    for each in outcome:
        slot(shown, "items").append(item(page, id, each))
    if not outcome:
        slot(shown, "items").append(clone(page, "none:" + id))
    return shown


def answer(page, id, outcome, shell):
    """Return one outcome of a decision in a shell: its tone, its label, and the marks that name it."""
    words = words_of(page, id, outcome)
    shown = clone(page, shell)
    shown.classList.add("tone--" + words["tone"])
    shown.setAttribute("data-decision", id)
    shown.setAttribute("data-outcome", outcome)
    icon = shown.querySelector("use")
    if icon:
        icon.setAttribute("href", "#tone-" + words["tone"])
    put(shown, "tone", page["words"]["say"]["tone_" + words["tone"]])
    put(shown, "label", words["label"])
    put(shown, "basis", words["basis"])
    return shown


def item(page, id, outcome):
    """Return a line of a list: to be ticked off where it is a thing to get ready, else a row."""
    if page["words"]["decisions"][id]["role"] == "gather" and words_of(page, id, outcome)["tone"] == TO_DO:
        return answer(page, id, outcome, "check")
    line = clone(page, "item")
    line.append(answer(page, id, outcome, "row"))
    slot(line, "question").remove()
    return line


def labels(page, id, outcome):
    """Return the words of an outcome, or of a list of them."""
    say = page["words"]["say"]
    names = outcome if isinstance(outcome, list) else [outcome]
    return say["list_comma"].join([words_of(page, id, name)["label"] for name in names]) or say["say_nothing"]


def unfold(page, case, place):
    """Put in what a row, its reasons or its changes show, once one of them is opened."""
    row = place.closest("[data-decision], [data-of]")
    id = row.getAttribute("data-decision" if row.hasAttribute("data-decision") else "data-of")
    fold = place.getAttribute("data-fold") if place.hasAttribute("data-fold") else ""
    place.setAttribute("data-full", "")
    if place.hasAttribute("data-input"):
        changes(page, case, id, slot(place, "lines"), place.dataset.input)
    elif fold == "why":
        reasons(page, case, id, row.dataset.outcome, slot(place, "why"))
    elif fold == "changes":
        if not changes(page, case, id, slot(place, "lines")):
            added(slot(place, "lines"), "li", page["words"]["say"]["say_no_change"])
    else:
        body = clone(page, "body")
        slot(body, "text").append(clone(page, "outcome:" + id + "." + row.dataset.outcome))
        row.append(body)


def reasons(page, case, id, outcome, place):
    """Show the rules that gave an outcome, with the answers that they rest on."""
    say = page["words"]["say"]
    decision = decision_of(page, id)
    for rule in case["result"]["decisions"][id]["rules"]:
        for diagram in decision["diagrams"]:
            if "rule" not in diagram or (diagram["rule"] == rule and outcome in diagram["then"]):
                shown = clone(page, "rule:" + id + "." + rule)
                answers = [
                    answer_condition(case["answers"][spec["id"]], page["words"]["inputs"][spec["id"]], say)
                    for spec in page["program"]["inputs"]
                    if spec["id"] in path_to(page["program"], case["answers"], diagram)
                ]
                put(
                    shown, "said", filled(say["say_because"], {"conditions": say["say_between"].join(answers)}) if answers else ""
                )
                place.append(shown)


def rests(page, case, place):
    """List the facts that everything shown rests on, each once, in its own words."""
    facts = []
    for id in page["program"]["people"]:
        outcome = case["result"]["decisions"][id]["outcome"]
        words = page["words"]["decisions"][id]
        names = [] if outcome is None else outcome if isinstance(outcome, list) else [outcome]
        cited = [words["outcomes"][name]["rests"] for name in names]
        cited.extend([words["rules"][rule] for rule in case["result"]["decisions"][id]["rules"]])
        facts.extend([fact for each in cited for fact in each])
    base = page["base"][: -len("/check/")]
    for fact in sorted(set(facts)):
        id, url, text = page["words"]["facts"][fact]
        line = clone(page, "behind")
        link = slot(line, "id")
        link.append(id or text)
        link.setAttribute("href", base + url)
        put(line, "text", text if id else "")
        place.append(line)
    return len(facts)


def changes(page, case, id, place, only=None):
    """List what one other answer would change in a decision, each a link; return how many there are.

    Many answers to one input are folded under its label; `only` names the input whose answers are to be shown now.
    """
    found = near_misses(page["program"], case["answers"], id)
    for spec in page["program"]["inputs"]:
        lines = [change for change in found if change["input"] == spec["id"]]
        if only == spec["id"] or (only is None and len(lines) <= MANY):
            place.append(*[_change(page, case, id, change) for change in lines])
        elif only is None:
            fold = clone(page, "many")
            fold.firstElementChild.setAttribute("data-input", spec["id"])
            say = page["words"]["say"]["say_many"]
            put(fold, "label", filled(say, {"label": page["words"]["inputs"][spec["id"]]["question"], "count": len(lines)}))
            place.append(fold)
    return len(found)


def _change(page, case, id, change):
    """Return a line: other answers to one input, each a link that sets it, and where they lead."""
    say = page["words"]["say"]
    line = clone(page, "change")
    spec = [one for one in page["program"]["inputs"] if one["id"] == change["input"]][0]
    words = page["words"]["inputs"][spec["id"]]
    if spec["type"] == "choice":
        ways = [[spec["id"], option, option_condition(option, words, say)] for option in change["values"]]
    else:
        now = case["answers"][spec["id"]]
        now = 0 if now == UNKNOWN else now  # of the numbers that change something, the nearest to what was said
        low, high = change["values"]
        value = number_between(low, high, now)
        if spec["ask_for"]:
            ways = [[spec["ask_for"]["id"], iso(case["today"] + value), days_condition(low, high, case["today"], words, say)]]
        else:
            ways = [[spec["id"], decimal_text(value), interval_condition(low, high, words, say)]]
    for name, text, condition in ways:
        address = query(page["program"], with_answer(page["program"], case["given"], name, text))
        go_link(slot(line, "links"), condition, address).setAttribute("class", "changes__link")
    put(line, "then", filled(say["say_then"], {"outcomes": labels(page, id, change["outcome"])}))
    return line
