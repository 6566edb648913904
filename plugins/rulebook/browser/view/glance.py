"""The facts at a glance, decided or not, and beside those that are not the questions that settle them."""

from rulebook.browser.view.findings import answer, for_people, says_nothing, words_of
from rulebook.browser.view.pieces import added, clone, hide, put, slot
from rulebook.browser.view.question import question
from rulebook.evaluate import possible
from rulebook.wording.quantities import filled

FEW = 3  # so many answers that are still possible are named


def show_facts(page, case, frame):
    """Put each fact in its cell; those of one and the same answer share it."""
    cells = {}
    for decision in for_people(page)[1:]:
        id = decision["id"]
        name = page["words"]["decisions"][id]["summary"]
        outcome = case["result"]["decisions"][id]["outcome"]
        if name and outcome is None:
            slot(frame, "facts").append(_undecided(page, case, id, name))
        elif name and not says_nothing(page, id, outcome):
            label = words_of(page, id, outcome)["label"]
            if label in cells:
                shared = slot(cells[label], "question")
                shared.replaceChildren(shared.textContent + page["words"]["say"]["say_point"] + name)
                added(cells[label], "span", "", data_decision=id, data_outcome=outcome, hidden="")
            else:
                cells[label] = answer(page, id, outcome, "fact")
                put(cells[label], "question", name)
                slot(frame, "facts").append(cells[label])
    hide(slot(frame, "at_a_glance"), not slot(frame, "facts").firstElementChild)


def show_offer(page, case, frame):
    """Offer the questions that are left, each folded under its words; a single one stands there as the offer is opened."""
    say = page["words"]["say"]
    specs = [spec for name in case["offered"] for spec in page["program"]["inputs"] if spec["id"] == name]
    names = [page["words"]["inputs"][spec["id"]]["label"] for spec in specs]
    key = "say_offer" if len(specs) > 1 else "say_offer_one"
    put(frame, "offered", filled(say[key], {"count": len(specs), "labels": say["list_comma"].join(names)}))
    for spec in specs:
        fold = clone(page, "offered")
        asked = question(page, case, spec, "")
        heading = asked.querySelector("h2")
        put(fold, "label", heading.textContent)
        heading.classList.add("visually-hidden")
        fold.setAttribute("data-fold", "offer")
        fold.setAttribute("id", "offer-" + spec["id"])
        fold.toggleAttribute("open", len(specs) == 1)
        slot(fold, "question").append(asked)
        slot(frame, "questions").append(fold)
    hide(slot(frame, "offer"), not specs)


def _undecided(page, case, id, name):
    """Return the cell of a fact that is not settled: what is still possible, and a way to the question that settles it."""
    say = page["words"]["say"]
    cell = clone(page, "undecided")
    cell.setAttribute("data-undecided", id)
    put(cell, "question", name)
    left = possible(page["program"], case["answers"], id)
    few = len(left) <= FEW
    put(cell, "label", say["say_undecided"] if few else filled(say["say_undecided_many"], {"count": len(left)}))
    for outcome in left if few else []:
        added(slot(cell, "possible"), "li", words_of(page, id, outcome)["label"])
    wanted = case["result"]["decisions"][id]["open"]
    first = [input for input in case["offered"] if input in wanted][0]
    link = added(slot(cell, "ask"), "a", "", href="#offer-" + first)
    link.append(page["words"]["inputs"][first]["question"])
    return cell
